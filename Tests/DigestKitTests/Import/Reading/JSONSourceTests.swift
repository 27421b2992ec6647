import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// Tests JSON in all the shapes in which people keep records.
@Suite struct JSONSourceTests {
  @Test(arguments: [
    (#"{"title": "A"}"#, JSONShape.lines),
    ("{\"title\": \"A\"}\n{\"title\": \"B\"}", .lines),
    ("{\"title\": \"A\", \"cited\": [{\"title\": \"C\"}]}\n{\"title\": \"B\"}", .lines),
    ("{}\n{}", .lines), ("{\"a\": 1}", .lines), ("[1]\n{\"name\": 1}\n{\"title\": 2}", .lines),
    // The first line is truncated in the middle of a string.
    ("{\"title\": \"A, {b\n{\"title\": \"B\"}", .lines),
    (#"[{"title": "A"}]"#, .values([.element])), ("[\n{\"name\": 1},\n", .values([.element])),
    ("[]", .values([.element])), ("{\n  \"title\": \"A\"\n}\n", .values([])),
    (#"{"papers": [{"title": "A"}]}"#, .values([.key("papers"), .element])),
    ("{\"papers\": [\n{\"title\": \"A\"},\n", .values([.key("papers"), .element])),
    ("{\"n\": 1,\n \"papers\": [\n  {\"title\"", .values([])),
    ("{\"n\": 1,\n \"papers\": [\n  {\"title\":", .values([.key("papers"), .element])),
    (
      #"{"title": "My list", "papers": [{"title": "A"}]}"#,
      .values([.key("papers"), .element])
    ),
    // A paper with its references is not a list of papers.
    ("{\"title\": \"A\",\n\"cites\": [{\"title\": \"C\"}]}", .values([])),
    (
      #"{"message": {"items": [{"title": ["A"]}]}}"#,
      .values([.key("message"), .key("items"), .element])
    ),
    (
      #"{"hits": {"hits": [{"metadata": {"titles": [{"title": "A"}]}}]}}"#,
      .values([.key("hits"), .key("hits"), .element])
    ),
    (
      #"{"volumes": [{"year": 1, "papers": [{"title": "A"}]}]}"#,
      .values([.key("volumes"), .element, .key("papers"), .element])
    ),
    (#"[{"paper": {"title": "A"}, "title": "A"}]"#, .values([.element])),
    (#"{"results": [{"display_name": "A"}]}"#, .values([.key("results"), .element])),
  ])
  func `the shape of a file is recognized from its beginning`(text: String, shape: JSONShape) {
    #expect(JSONShape(Array(text.utf8)[...]) == shape)
  }

  private static let records = [
    #"{"title": "One \"}\" {[", "n": [1, {"a": "]"}]}"#, #"{"title": "Zwei é 𝕏"}"#,
    "{\n  \"title\": \"Three\"\n}", "{}",
  ]

  @Test(arguments: [
    ("", "\n", ""), ("[", ",\n", "]"), ("{\"é\": [{}], \"list\": {\"papers\": [", ", ", "]}}"),
    ("  ", "  ", "  "),
  ])
  func `a text read in pieces of any size has the same records`(
    head: String, between: String, tail: String
  ) {
    let records = Self.records
    let text = Array((head + records.joined(separator: between) + tail).utf8)
    let path: [JSONShape.Step] =
      head.hasPrefix("[")
      ? [.element] : head.hasPrefix("{") ? [.key("list"), .key("papers"), .element] : []
    for size in [1, 2, 3, 5, 7, 11, 64, text.count] {
      var cutter = JSONRecords(path: path)
      var found: [(text: String, place: TextPlace)] = []
      for start in stride(from: 0, to: text.count, by: size) {
        cutter.read(Array(text[start..<min(text.count, start + size)]))
        found += cutter.records.map { record in
          (String(decoding: cutter.text[record.range], as: UTF8.self), record.place)
        }
      }
      #expect(found.map(\.text) == records && cutter.finish(), "pieces of \(size) bytes")
      #expect(found.map(\.place) == places(of: records, in: String(decoding: text, as: UTF8.self)))
    }
  }

  /// Returns the position of each record, counted from the start of the file.
  private func places(of records: [String], in text: String) -> [TextPlace] {
    var rest = text.startIndex
    return records.map { record in
      guard let range = text[rest...].firstRange(of: record) else { return TextPlace() }
      rest = range.upperBound
      var place = TextPlace()
      place.advance(over: text[..<range.lowerBound].utf8)
      return place
    }
  }

  private static let papers = #"{"title": "A", "authors": ["Ada Lovelace"]}, {"title": "B"}"#

  @Test(arguments: [
    "[\(papers)]", #"{"papers": [\#(papers)]}"#,
    "{\n\"count\": 2,\n\"data\": {\"papers\": [\(papers)]}}",
    papers.replacing("}, {", with: "}\n{"), papers.replacing("}, {", with: "\n}\n{\n"),
    "[\n\(papers.replacing("}, {", with: "},\n{"))\n]", "\u{FEFF}[\(papers)]",
  ])
  func `a list of papers is found wherever it is`(text: String) throws {
    let head = FormatSample(text.utf8)
    let importer = try #require(Importer.all.first { $0.recognizes(head) })
    let (records, problems) = importer.records(in: text)
    #expect(importer.name == "jsonl" && problems == [], "\(problems)")
    #expect(records.map(\.title.plain) == ["A", "B"])
    #expect(records.first?.authors == [Author(name: "Ada Lovelace")])
  }

  @Test func `a broken record affects no other, and is reported with its position`() {
    let (records, problems) = Importer.ownJSON.records(
      in: "{\"papers\": [\n {\"title\": \"A\"},\n {\"title\" \"B\"},\n {\"title\": \"C\"}]}")
    #expect(records.map(\.title.plain) == ["A", "C"])
    #expect(
      problems == [
        """
        x:3:11: warning: invalid JSON: ':' is missing; left out
          hint: mend the record, or export the file again
        """
      ])
  }

  @Test(arguments: [
    ("[{\"title\": \"A\"}, {\"title\": \"B", "x:1:18", "a record"),
    ("{\"papers\": [{\"title\": \"A\"},", "x:1:28", "a list"),
    ("{\"title\": \"A\"}\n{\"title\": \"B", "x:2:1", "a record"),
  ])
  func `a truncated file is read up to its end, and is an error`(
    text: String, place: String, what: String
  ) {
    let (records, problems) = Importer.ownJSON.records(in: text)
    #expect(records.map(\.title.plain) == ["A"])
    let line = place.split(separator: ":")[1]
    #expect(
      problems.last == """
        x:\(line):1: error: the file ends in the middle of \(what); what stands before it was \
        imported
          hint: fetch the file whole and import again
        """)
  }

  @Test func `a line that is not UTF-8 is left out`() {
    let bytes = Array("{\"title\": \"A\"}\n{\"title\": \"".utf8) + [0xE9] + Array("\"}\n".utf8)
    let (records, problems) = Importer.ownJSON.records(in: bytes)
    #expect(records.count == 1)
    #expect(
      problems.map(\.description) == [
        """
        x:2:1: warning: this record is not valid UTF-8; left out
          hint: save the file as UTF-8
        """
      ])
  }
}
