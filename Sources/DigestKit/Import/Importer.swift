/// An adapter for one outside source; a new one is a file with a `static let` and a line in ``all``.
struct Importer: Sendable {
  /// As `--format` takes it.
  let name: String
  /// Whether a file without `--format` is this importer's.
  let recognizes: @Sendable ([UInt8]) -> Bool
  let read: @Sendable (ImportSource, inout [Diagnostic]) -> [PaperRecord]

  static let all: [Importer] = [papersPage]
}

/// A file to import, already known to be UTF-8 with LF line ends.
struct ImportSource: Sendable {
  /// As messages name it.
  let path: String
  let text: [UInt8]
  let days: DayRule
}

/// What a source told about one paper; text is TeX-like, as authors type it.
struct PaperRecord: Sendable {
  var title: String
  /// Paragraphs have an empty line between them.
  var abstract: String
  /// The day the paper stands in the digest.
  var date: Day
  var submitter: String?
  /// Where the record begins in its source.
  var line: Int
  var column: Int
}
