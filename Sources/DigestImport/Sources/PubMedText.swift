import DigestCore
import DigestModel

/// PubMed's text format, MEDLINE (`.nbib`): lines such as `TI  - A title`.
///
/// The tags are those of nlm.nih.gov/bsd/mms/medlineelements.html.
extension Importer {
  static let pubMedText = Importer(
    name: "nbib", authority: .bibliography,
    recognizes: { head in head.text.starts(with: "PMID- ".utf8) || head.contains("\nPMID- ") },
    reading: .text { source, sink in
      TaggedFormat(field: PubMedRecord.field, start: "PMID").read(source, sink, PubMedRecord.read)
    })
}

private enum PubMedRecord {
  /// Up to four capitals, padded to four, and `- `.
  static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: String)? {
    let tag = line.prefix(4).prefix { ASCII.isCapital($0) || ASCII.isDigit($0) }
    let rest = line.dropFirst(4)
    guard tag.count >= 2, line.prefix(4).dropFirst(tag.count).allSatisfy({ $0 == 0x20 }),
      rest.first == UInt8(ascii: "-")
    else { return nil }
    let value = rest.dropFirst().drop { $0 == 0x20 }
    return (String(decoding: tag, as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  static func read(_ fields: TaggedRecord, _ source: ImportSource, _ sink: RecordSink) {
    let title = fields.text("TI", "TT", "BTI")
    guard
      var record = fields.paper(title: title, abstract: fields.text("AB", "OAB"), source, sink)
    else { return }
    record.setPublished(
      DateReading.joined(
        [fields.text("DP"), fields.text("DEP")].compactMap { $0 }.map { DateReading($0) }),
      source, sink)
    let names = fields.all("FAU").isEmpty ? fields.all("AU").map(inverted) : fields.all("FAU")
    record.authors =
      names.compactMap(TaggedRecord.author)
      + fields.all("CN").map { Author(given: "", family: $0) }
    record.venue = fields.text("JT", "TA", "BTI")
    record.volume = fields.text("VI")
    record.pages = fields.text("PG").map { $0.replacing("-", with: "–") }
    record.tags = TaggedRecord.keywords(fields.all("OT"))
    record.language = nil
    for id in fields.all("LID") + fields.all("AID") where id.hasSuffix("[doi]") {
      record.setDOI(String(id.dropLast(5)))
    }
    if let id = fields.text("PMID") {
      record.links[.url] = "https://pubmed.ncbi.nlm.nih.gov/\(FieldReader.tidied(id))/"
    }
    sink.add(record)
  }

  /// `Doe JA` → `Doe, JA`.
  private static func inverted(_ name: String) -> String {
    guard let space = name.lastIndex(of: " ") else { return name }
    return "\(name[..<space]), \(name[name.index(after: space)...])"
  }
}
