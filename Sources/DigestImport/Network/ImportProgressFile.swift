import DigestCore
import DigestModel

/// The progress of a long fetch that failed, in `Content/.import-progress.json`.
///
/// It is valid for one day, because arXiv's answers change at midnight.
struct ImportProgressFile {
  static let path = ".import-progress.json"

  private let folder: ImportFolder
  private let request: String
  private let day: Day

  init(_ folder: ImportFolder, request: String, day: Day) {
    self.folder = folder
    self.request = SHA256.hex(of: Array(request.utf8))
    self.day = day
  }

  /// Returns the number of papers of this request that have been requested already.
  func done() throws(SystemError) -> Int {
    guard case .bytes(let bytes, _) = try folder.read(ImportProgressFile.path, in: .content),
      String(validating: bytes, as: UTF8.self) != nil,
      let object = try? JSONParser.parse(bytes[...]).object, object.text("request") == request,
      object.text("day") == day.description, let done = object.wholeNumber("done")
    else { return 0 }
    return done
  }

  func save(_ done: Int) throws(SystemError) {
    var object = JSONObjectWriter()
    object.add("request", request)
    object.add("day", day.description)
    object.add("done", done)
    try folder.write(object.finished + [0x0A], to: ImportProgressFile.path, in: .content)
  }

  func remove() throws(SystemError) {
    try folder.remove(ImportProgressFile.path, in: .content)
  }
}
