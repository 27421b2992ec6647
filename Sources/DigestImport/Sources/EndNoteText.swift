import DigestCore
import DigestModel

/// EndNote's tagged text (`.enw`), which is Refer's: lines such as `%T A title`.
extension Importer {
  static let endNoteText = Importer(
    name: "endnote", authority: .bibliography,
    recognizes: { head in
      head.text.starts(with: "%0 ".utf8)
        || head.text.first == UInt8(ascii: "%") && head.contains("\n%T ") && head.contains("\n%A ")
    },
    reading: .text { source, sink in
      TaggedFormat(field: EndNoteRecord.field, start: "%0").read(source, sink, EndNoteRecord.read)
    })
}

private enum EndNoteRecord {
  static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: String)? {
    let tag = line.prefix(2)
    guard tag.count == 2, tag.first == UInt8(ascii: "%"), line.dropFirst(2).first == 0x20 else {
      return nil
    }
    return (
      String(decoding: tag, as: UTF8.self), String(decoding: line.dropFirst(3), as: UTF8.self)
    )
  }

  static func read(_ fields: TaggedRecord, _ source: ImportSource, _ sink: RecordSink) {
    guard
      var record = fields.paper(title: fields.text("%T"), abstract: fields.text("%X"), source, sink)
    else { return }
    let dates = [fields.text("%D"), fields.text("%8")].compactMap { $0 }
    record.setPublished(DateReading.joined(dates.map { DateReading($0) }), source, sink)
    record.authors = fields.all("%A").flatMap { $0.split(separator: ";").map(String.init) }
      .compactMap(TaggedRecord.author)
    record.venue = fields.text("%J", "%B")
    record.volume = fields.text("%V")
    record.pages = fields.text("%P").map { $0.replacing("-", with: "–") }
    record.tags = TaggedRecord.keywords(fields.all("%K"))
    record.setDOI(fields.text("%R"))
    for address in fields.all("%U") + fields.all("%>") { record.setAddress(address) }
    sink.add(record)
  }
}
