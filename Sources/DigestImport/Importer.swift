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
    /// The file as a whole, up to 256 MB.
    case whole(@Sendable (ImportSource, inout [Diagnostic]) -> [PaperRecord])
    /// Each line for itself, on several threads: files of any size.
    case lines(@Sendable (ImportSource, inout [Diagnostic]) -> [PaperRecord])
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
    ris, ownCSV, ownJSONLines, papersPage,
  ]
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

  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    return self.text.indices.contains {
      self.text[$0] == first && self.text[$0...].starts(with: wanted)
    }
  }
}

/// A file to import, already known to be UTF-8 with LF line ends, or some of its lines.
struct ImportSource: Sendable {
  /// As messages name it.
  let path: String
  let text: [UInt8]
  let days: DayRule
  var mapping: ImportMapping?
  /// The line of the file on which ``text`` begins.
  var firstLine = 1
  /// The day that was asked for, where the source tells none.
  var askedDay: Day?

  /// The same with another text.
  func with(_ text: [UInt8]) -> ImportSource {
    var source = ImportSource(path: path, text: text, days: days)
    (source.mapping, source.firstLine, source.askedDay) = (mapping, firstLine, askedDay)
    return source
  }

  /// Line and column of a byte; columns count Unicode scalars.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let before = text[..<min(max(0, offset), text.count)]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (
      firstLine + before.count { $0 == 0x0A }, before[start...].count { $0 & 0xC0 != 0x80 } + 1
    )
  }

  func problem(
    _ severity: Diagnostic.Severity, at offset: Int, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    let (line, column) = place(of: offset)
    return Diagnostic(
      path: path, line: line, column: column, severity: severity, message: message, hint: hint)
  }
}
