import Foundation

/// The built program, run as a user runs it.
struct DigestProgram {
  /// What one run said and how it ended.
  struct Run {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  /// A folder of the test's own, in which the program runs.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func run(_ arguments: String...) throws -> Run {
    let process = Process()
    process.executableURL = DigestProgram.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      exitCode: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Path below `folder` → bytes.
  func files(below name: String) -> [String: Data] {
    let root = folder.appending(path: name).path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { path in
        (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))).map { (path, $0) }
      })
  }

  /// Beside the tests in the build folder.
  private static var executable: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "digest")
  }
}
