import DigestCore
import DigestModel

/// Web of Science's tagged text (`.ciw`, `savedrecs.txt`): lines such as `TI A title`, whose values go
/// on in lines that begin with three spaces.
extension Importer {
  static let webOfScience = Importer(
    name: "wos", authority: .bibliography,
    recognizes: { head in
      head.text.starts(with: "FN ".utf8) && head.contains("\nPT ")
        || head.text.starts(with: "PT ".utf8) && head.contains("\nER")
    },
    reading: .text { source, sink in
      TaggedFormat(
        field: WebOfScienceRecord.field, start: "PT", end: "ER", repeated: ["AU", "AF", "BE", "ED"]
      ).read(source, sink, WebOfScienceRecord.read)
    })
}

private enum WebOfScienceRecord {
  static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: String)? {
    let tag = line.prefix(2)
    guard tag.count == 2, tag.first.map(ASCII.isCapital) == true,
      tag.dropFirst().first.map({ ASCII.isCapital($0) || ASCII.isDigit($0) }) == true,
      line.dropFirst(2).first.map({ $0 == 0x20 }) ?? true
    else { return nil }
    return (
      String(decoding: tag, as: UTF8.self),
      FieldReader.tidied(String(decoding: line.dropFirst(3), as: UTF8.self))
    )
  }

  static func read(_ fields: TaggedRecord, _ source: ImportSource, _ sink: RecordSink) {
    guard
      var record = fields.paper(title: fields.text("TI"), abstract: fields.text("AB"), source, sink)
    else { return }
    let dates = [fields.text("PD"), fields.text("PY"), fields.text("EA")].compactMap { $0 }
    record.setPublished(DateReading.joined(dates.map { DateReading($0) }), source, sink)
    let names = fields.all("AF").isEmpty ? fields.all("AU") : fields.all("AF")
    record.authors = names.compactMap(TaggedRecord.author)
    record.venue = fields.text("SO")
    record.volume = fields.text("VL")
    record.pages = [fields.text("BP"), fields.text("EP")].compactMap { $0 }.joined(separator: "–")
    if record.pages?.isEmpty == true { record.pages = fields.text("AR") }
    record.tags = TaggedRecord.keywords(fields.all("DE"))
    record.setDOI(fields.text("DI"))
    sink.add(record)
  }
}
