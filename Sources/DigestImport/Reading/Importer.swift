import DigestCore
import DigestModel

/// An adapter for an external source; a new one takes a `static let` and an entry in ``all``.
struct Importer: Sendable {
  /// The name for `--format`.
  let name: String
  /// The source's authority: of two sources with a paper's title, authors and so on, the higher one
  /// wins.
  let authority: Authority
  /// Whether the importer recognizes a file, given its first 64 KB.
  let recognizes: @Sendable (FormatSample) -> Bool
  let reading: Reading

  enum Reading: Sendable {
    /// Reads the text as a whole, up to 256 MB.
    case text(@Sendable (ImportSource, RecordSink) -> Void)
    /// Reads each object of JSON Lines, of a list, or of a list in an object, on several threads.
    ///
    /// Files can be of any size. The source contains the object's own text.
    case objects(@Sendable (JSONObject, ImportSource, RecordSink) -> Void)
    /// Passes the outermost XML elements with these names, in order, to one reader.
    ///
    /// Files can be of any size.
    case elements(Set<String>, @Sendable (ImportSource) -> any ElementReader)
  }

  /// How much a source is trusted, from least to most.
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

  /// All importers; a file is read by the first one that recognizes it.
  static let all: [Importer] = [
    arxivListing, arxivAtom, arxivOAI, aclAnthology, pubMedXML, endNoteXML, dblp, huggingFace,
    arxivSnapshot, openReview, inspire, cslJSON, bibTeX, ris, pubMedText, webOfScience,
    endNoteText, proceedingsPost, ownCSV, ownJSON, papersPage,
  ]
}

/// Turns the XML elements of a file into papers, one by one.
protocol ElementReader {
  mutating func read(_ element: XMLElement, _ sink: RecordSink)
  /// Called once, if the whole file was read.
  mutating func finish(_ sink: RecordSink)
}

extension ElementReader {
  mutating func finish(_ sink: RecordSink) {}
}

/// The beginning of a file, without a byte order mark, for detecting the format.
struct FormatSample: Sendable {
  static let length = 65_536

  let text: ArraySlice<UInt8>
  let mapping: ImportMapping?

  init(_ bytes: some Collection<UInt8>, mapping: ImportMapping? = nil) {
    let head = Array(bytes.prefix(FormatSample.length))
    text = head[(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...].drop(while: ASCII.isSpace)
    self.mapping = mapping
  }

  /// The first byte that is not white space; 0 if there is none.
  var first: UInt8 { text.first ?? 0 }

  func contains(_ text: String) -> Bool { FormatSample.contains(self.text, text) }

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
