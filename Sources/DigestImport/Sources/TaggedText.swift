import DigestCore
import DigestMarkup
import DigestModel

/// Records of lines that begin with a tag, as PubMed, Web of Science and EndNote export them.
struct TaggedFormat: Sendable {
  /// The tag and value of a line; `nil` for one that goes on with the value before it.
  let field: @Sendable (ArraySlice<UInt8>) -> (tag: String, value: String)?
  /// The tag that begins a record; one before has ended then.
  let start: String
  /// The tag that ends a record.
  var end: String?
  /// Of these tags each line is a value of its own.
  var repeated: Set<String> = []

  func read(
    _ source: ImportSource, _ sink: RecordSink,
    _ make: @escaping @Sendable (TaggedRecord, ImportSource, RecordSink) -> Void
  ) {
    var record: TaggedRecord?
    var lines = LineReader(source.text)
    let finish = { (record: TaggedRecord?) in
      if let record { sink.later { make(record, source, $0) } }
    }
    while !sink.isStopped, let range = lines.next() {
      guard let (tag, value) = field(source.text[range]) else {
        record?.goOn(with: String(decoding: source.text[range], as: UTF8.self), repeated)
        continue
      }
      if tag == start || tag == end {
        finish(record)
        record = tag == start ? TaggedRecord(line: lines.number) : nil
      }
      record?.add(value, tag)
    }
    finish(record)
  }
}

struct TaggedRecord: Sendable {
  let line: Int
  private var tags: [String: [String]] = [:]
  private var last: String?

  init(line: Int) {
    self.line = line
  }

  mutating func add(_ value: String, _ tag: String) {
    tags[tag, default: []].append(value)
    last = tag
  }

  mutating func goOn(with text: String, _ repeated: Set<String>) {
    let text = FieldReader.tidied(text)
    guard let last, let count = tags[last]?.count, !text.isEmpty else { return }
    if repeated.contains(last) {
      tags[last]?.append(text)
    } else {
      // In place: a record may have a hundred thousand such lines.
      tags[last]?[count - 1] += " " + text
    }
  }

  func all(_ tag: String) -> [String] { tags[tag] ?? [] }

  /// The first value that is there, of the first tag that has one.
  func text(_ names: String...) -> String? {
    names.lazy.compactMap { tags[$0]?.first { !$0.utf8.allSatisfy(ASCII.isSpace) } }.first
  }

  /// A paper with title and abstract; `nil`, and a word about it, without a title.
  func paper(
    title: String?, abstract: String?, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard let title, !MarkedUpText.plain(title).isEmpty else {
      sink.leaveOut(
        Diagnostic(
          path: source.path, line: line, severity: .warning,
          message: "a record without a title; left out", hint: "export or fetch the file again"))
      return nil
    }
    return PaperRecord(
      title: TeXText(paragraphs: MarkedUpText.paragraphs(title)),
      abstract: TeXText(paragraphs: MarkedUpText.paragraphs(abstract ?? "")),
      place: TextPlace(line: line))
  }

  /// `Doe, Jane` or `Doe Jane A` whose last word are initials without points.
  static func author(_ text: String) -> Author? {
    let parts = text.split(separator: ",").map { MarkedUpText.plain(String($0)) }
      .filter { !$0.isEmpty }
    switch parts.count {
    case 0: return nil
    case 1: return Author(name: parts[0])
    default:
      return Author(
        given: parts[1], family: parts[0], suffix: parts.count > 2 ? parts[2] : nil)
    }
  }

  static func keywords(_ values: [String]) -> [String] {
    values.flatMap { $0.split { $0 == ";" || $0 == "\n" } }.map { FieldReader.tidied(String($0)) }
      .filter { !$0.isEmpty }
  }
}
