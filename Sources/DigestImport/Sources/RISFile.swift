import DigestCore
import DigestMarkup
import DigestModel

/// RIS, as written by EndNote, Zotero and publishers: lines from `TY  - JOUR` to `ER  -`.
extension Importer {
  static let ris = Importer(
    name: "ris", authority: .bibliography,
    recognizes: { head in
      // Ovid, Cochrane and others write heads and numbers above the records.
      head.text.starts(with: "TY".utf8)
        && head.text.dropFirst(2).drop { $0 == 0x20 }.first == UInt8(ascii: "-")
        || head.contains("\nTY  - ") || head.contains("\nTY - ")
    },
    reading: .text { source, sink in
      var reader = RISReader(source, sink)
      reader.read()
    })
}

private struct RISReader {
  private let source: ImportSource
  private let sink: RecordSink
  private var tags: [String: [String]] = [:]
  private var last: String?
  private var firstLine: Int?

  init(_ source: ImportSource, _ sink: RecordSink) {
    self.source = source
    self.sink = sink
  }

  mutating func read() {
    var lines = LineReader(source.text)
    while !sink.isStopped, let range = lines.next() {
      let line = source.text[range]
      guard let (tag, value) = RISReader.field(line) else {
        addToLast(String(decoding: line, as: UTF8.self))
        continue
      }
      switch tag {
      case "TY":
        if firstLine != nil {
          note("a record without its last line 'ER  -'; it ends where the next begins")
          endRecord(lines.number)
        }
        (tags, last, firstLine) = (["TY": [value]], nil, lines.number)
      case "ER": endRecord(lines.number)
      default:
        tags[tag, default: []].append(value)
        last = tag
      }
    }
    guard firstLine != nil else { return }
    note("the file ends without the last line 'ER  -' of a record; it was read up to there")
    endRecord(lines.number)
  }

  /// Parses a line: a tag of two capitals or digits, spaces, a hyphen, and the value.
  private static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: String)? {
    let tag = line.prefix { ASCII.isCapital($0) || ASCII.isDigit($0) }
    let rest = line[tag.endIndex...].drop { $0 == 0x20 }
    guard tag.count == 2, tag.first.map(ASCII.isCapital) == true,
      rest.first == UInt8(ascii: "-"), rest.startIndex > tag.endIndex
    else { return nil }
    let value = rest.dropFirst().drop { $0 == 0x20 }
    return (String(decoding: tag, as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  /// Appends a line to the last value, because long abstracts may be wrapped.
  private mutating func addToLast(_ text: String) {
    guard let last, let count = tags[last]?.count, count > 0 else { return }
    // In place, because a record may have a hundred thousand such lines.
    tags[last]?[count - 1] += "\n" + text
  }

  private func note(_ message: String) {
    sink.report(
      Diagnostic(
        path: source.path, line: firstLine ?? 1, severity: .warning, message: message,
        hint: "see whether the paper is whole, or export the file again"))
  }

  private mutating func endRecord(_ line: Int) {
    let record = RISRecord(source: source, tags: tags, line: firstLine ?? line)
    sink.later { record.make($0) }
    (tags, last, firstLine) = ([:], nil, nil)
  }
}

/// The fields of a record.
private struct RISRecord: Sendable {
  let source: ImportSource
  let tags: [String: [String]]
  let line: Int

  func make(_ sink: RecordSink) {
    guard let title = text("TI", "T1", "CT", "BT"), !MarkedUpText.plain(title).isEmpty else {
      return sink.leaveOut(
        Diagnostic(
          path: source.path, line: line, severity: .warning,
          message: "a record without a title; left out", hint: "export or fetch the file again"))
    }
    var record = PaperRecord(
      title: TeXText(paragraphs: MarkedUpText.paragraphs(title)),
      abstract: TeXText(paragraphs: MarkedUpText.paragraphs(text("AB", "N2") ?? "")),
      place: TextPlace(line: line))
    let dates = ["DA", "PY", "Y1"].compactMap { text($0) }.map { DateReading($0) }
    record.setPublished(DateReading.joined(dates), source, sink)
    record.authors = authors.compactMap(RISRecord.author)
    record.venue = text("JF", "T2", "BT", "JO", "C3", "JA", "J2").map(MarkedUpText.plain)
      .flatMap { $0.lowercased().hasPrefix("arxiv") ? nil : $0 }
    record.type = text("TY").flatMap { PublicationType(ris: FieldReader.tidied($0)) }
    (record.volume, record.number) = (text("VL"), text("IS"))
    (record.series, record.publisher) = (text("T3"), text("PB"))
    record.editors = ((tags["A2"] ?? []) + (tags["ED"] ?? [])).compactMap(RISRecord.author)
    if let number = text("SN") {
      let digits = number.utf8.count { ASCII.isDigit($0) }
      if digits > 8 { record.isbn = number } else { record.issn = number }
    }
    let pages = [text("SP"), text("EP")].compactMap { $0 }
    record.pages = pages.isEmpty ? nil : pages.joined(separator: "–")
    record.tags = (tags["KW"] ?? []).flatMap { $0.split { $0 == ";" || $0 == "\n" } }
      .map { String($0) }
    record.setDOI(text("DO"))
    for address in (tags["UR"] ?? []) + (tags["L1"] ?? []) { record.setAddress(address) }
    record.arxiv = record.arxiv ?? text("M1", "AN").flatMap { ArxivID.found(in: $0) }
    sink.add(record)
  }

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { tags[$0]?.first { !$0.utf8.allSatisfy(ASCII.isSpace) } }.first
  }

  /// Both tags hold authors, `A1` the first of them; some programs put all into one line.
  private var authors: [String] {
    let all = (tags["A1"] ?? []) + (tags["AU"] ?? [])
    var seen: Set<String> = []
    return all.flatMap { $0.split(separator: ";") }.map { FieldReader.tidied(String($0)) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// `Last, First, Suffix`; a name without a comma is one of a group, or in order.
  private static func author(_ text: String) -> Author? {
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
}
