import DigestCore
import DigestModel

/// An adapter for one outside source; a new one is a file with a `static let` and a line in ``all``.
struct Importer: Sendable {
  /// As `--format` takes it.
  let name: String
  /// Of two sources that tell a paper's title, authors and so on, the one with more authority is
  /// believed.
  let authority: Authority
  /// Whether a file without `--format` is this importer's; given its first 64 KB.
  let recognizes: @Sendable (ImportHead) -> Bool
  let reading: Reading

  enum Reading: Sendable {
    /// The text as a whole, up to 256 MB.
    case text(@Sendable (ImportSource, RecordSink) -> Void)
    /// Each object of JSON Lines, of a list or of a list in an object, on several threads; files
    /// may be of any size. The source is the object's own text.
    case objects(@Sendable (JSONObject, ImportSource, RecordSink) -> Void)
    /// The outermost XML elements of these names in order, given to one reader; files may be of
    /// any size.
    case elements(Set<String>, @Sendable (ImportSource) -> any ElementReader)
  }

  /// From least to most.
  enum Authority: UInt8, Comparable, Sendable {
    case pageDump = 0x31
    case community
    case listing
    case bibliography
    case archive
    case publisher
    case owner

    static func < (a: Authority, b: Authority) -> Bool { a.rawValue < b.rawValue }
  }

  /// The first that recognizes a file reads it.
  static let all: [Importer] = [
    arxivListing, arxivAtom, arxivOAI, aclAnthology, huggingFace, kaggleSnapshot, cslJSON, bibTeX,
    ris, ownCSV, ownJSON, papersPage,
  ]
}

/// Makes papers of a file's XML elements, one after another.
protocol ElementReader {
  mutating func read(_ element: XMLElement, _ sink: RecordSink)
  /// Called once, if the whole file could be read.
  mutating func finish(_ sink: RecordSink)
}

extension ElementReader {
  mutating func finish(_ sink: RecordSink) {}
}

/// The beginning of a file, without a byte order mark, to tell its format by.
struct ImportHead: Sendable {
  static let length = 65_536

  let text: ArraySlice<UInt8>
  let mapping: ImportMapping?

  init(_ bytes: some Collection<UInt8>, mapping: ImportMapping? = nil) {
    let head = Array(bytes.prefix(ImportHead.length))
    text = head[(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...].drop(while: ASCII.isSpace)
    self.mapping = mapping
  }

  /// The first byte that is no white space.
  var first: UInt8 { text.first ?? 0 }

  func contains(_ text: String) -> Bool { ImportHead.contains(self.text, text) }

  static func contains(_ text: ArraySlice<UInt8>, _ wanted: String) -> Bool {
    let wanted = Array(wanted.utf8)
    guard let first = wanted.first else { return true }
    var rest = text
    while let index = rest.firstIndex(of: first) {
      rest = rest[index...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
