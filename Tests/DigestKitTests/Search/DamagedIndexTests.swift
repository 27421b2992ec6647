import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel
@testable import DigestSearch

/// Tests index files that are truncated, edited or of another version.
@Suite struct DamagedIndexTests {
  /// Returns the files of a small index and of one with many files, both uncompressed.
  private static func sites() throws -> [[String: [UInt8]]] {
    let few = (0..<12).map { number in
      paperFile(
        "Turbulence number\(number) and \"networks\"", "20\(10 + number)-01-01",
        "authors: [Ada Lovelace, B. Noether]\ntags: [cs.CL, t\(number)]\nvenue: ACL\nupvotes: \(number)",
        body: "Attention of networks\(number % 3) is measured and measurd here.")
    }
    var papers: [String: String] = [:]
    for (number, paper) in few.enumerated() { papers["papers/p\(number).md"] = paper }
    return try [nil, TestIndex.large].map { try TestIndex(papers, sizes: $0).files }
      .map { files in files.filter { $0.key.hasSuffix(".json") } }
  }

  private static let queries = [
    "turbulnce networks", "attention author:lovelace tag:cs.cl venue:acl", "xorkm measur",
    "\"attention of\" networks year:2012..2019", "wrod12 number7 title:networks",
    "author:\"ada lovelace\" -filler", "year:2013",
  ]

  /// Answers two of the queries; errors must name a file of the index.
  private static func ask(_ files: [String: [UInt8]], _ changed: String, _ turn: Int) throws {
    do {
      let reader = try SearchReader { files[$0.text] }
      for query in [queries[turn % queries.count], queries[turn / 3 % queries.count]] {
        _ = try reader.answer(query, limit: 20)
      }
    } catch let error as SystemError {
      #expect(error.operation == "read" && error.path.hasPrefix("search/"), "\(changed): \(error)")
    }
  }

  @Test func `ten thousand random edits end in answers or errors`() throws {
    var random = SplitMix(state: 1)
    for files in try DamagedIndexTests.sites() {
      let names = files.keys.sorted()
      for turn in 0..<5000 {
        // The manifest has the most fields.
        let name =
          turn % 3 == 0 ? "search/manifest.json" : names.randomElement(using: &random) ?? ""
        var edited = files
        edited[name] = try JSONEdit.random(of: files[name] ?? [], using: &random)
        try DamagedIndexTests.ask(edited, name, turn)
      }
    }
  }

  @Test func `random bytes end in answers or errors`() throws {
    var random = SplitMix(state: 2)
    for files in try DamagedIndexTests.sites() {
      for name in files.keys.sorted() {
        for turn in 0..<20 {
          var bytes = files[name] ?? []
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
          var edited = files
          edited[name] = bytes
          try DamagedIndexTests.ask(edited, name, turn)
        }
      }
    }
  }

  @Test(arguments: [
    (
      "\"version\":\(SearchManifest.version)", "\"version\":9,\"none\":0",
      "it has version 9, and this program reads version \(SearchManifest.version)"
    ),
    ("\"version\":\(SearchManifest.version),", "", "'version' is missing"),
    ("\"papers\":12", "\"papers\":-5", "'papers' is -5, which is not from 0 to 67108864"),
    ("\"papers\":12", "\"papers\":30", "'cards.hashes' does not fit 30 papers"),
    ("\"papers\":12", "\"papers\":\"12\"", "'papers' has the wrong type"),
    ("\"size\":12", "\"size\":0", "'cards.size' is 0, which is not from 1 to 4096"),
    (
      "\"typoLengths\":[4,9]", "\"typoLengths\":[]",
      "'weights.typo' and 'weights.typoLengths' need two numbers each"
    ),
    ("\"suffix\":\".json\"", "\"suffix\":\"/../x\"", "'suffix' is neither '.json' nor '.json.gz'"),
    ("\"hashes\":\"", "\"hashes\":\"../", "which is not a hash"),
    ("\"begins\":\"", "\"begins\":\"b a", "'lexicon.begins' is not in order"),
    ("\"firsts\":[0,", "\"firsts\":[99,", "'months.firsts' is 99, which is not from 0 to 12"),
  ])
  func `an invalid manifest is an error that says what is wrong`(
    _ old: String, _ new: String, _ reason: String
  )
    throws
  {
    let files = try DamagedIndexTests.sites()[0]
    let text = String(decoding: files["search/manifest.json"] ?? [], as: UTF8.self)
    try #require(text.contains(old))
    let edited = Array(text.replacing(old, with: new).utf8)
    #expect {
      try SearchReader { _ in edited }
    } throws: {
      "\($0)".contains(reason) && "\($0)".hasPrefix("cannot read search/manifest.json: ")
    }
  }

  @Test(arguments: [
    ("l", "\"0", "\"+0", "'w' holds '+0"),
    ("l", "\"l\":[", "\"l\":[\"\",", "'w' and 'l' do not fit"),
    ("l", "\"l\":[\"", "\"l\":[\"=3,../x", "which is not a hash"),
    ("l", "\"l\":[\"!", "\"l\":[\"!^|||||#", "not in the code of postings"),
    ("c", "p0\\n", "../p0\\n", "'../p0' is not the slug of a paper"),
    ("c", "p1\\n", "\\n", "it should hold 12 papers in seven columns"),
    ("c", "2010-01-01", "2010-02-31", "'2010-02-31' is not a day"),
  ])
  func `other invalid files are errors that say what is wrong`(
    _ kind: String, _ old: String, _ new: String, _ reason: String
  ) throws {
    var files = try DamagedIndexTests.sites()[0]
    let name = try #require(files.keys.first { $0.hasPrefix("search/\(kind)") })
    var text = String(decoding: files[name] ?? [], as: UTF8.self)
    let range = try #require(text.range(of: old))
    text.replaceSubrange(range, with: reason.contains("seven") ? "" : new)
    files[name] = Array(text.utf8)
    #expect {
      try SearchReader { files[$0.text] }.answer("turbulence")
    } throws: { "\($0)".contains(reason) && "\($0)".hasPrefix("cannot read \(name): ") }
  }

  @Test func `a missing index is an error with advice`() throws {
    #expect {
      try SearchReader { _ in nil }
    } throws: {
      "\($0)"
        == "cannot read search/manifest.json: there is no search index; 'digest build' makes one"
    }
  }

  @Test func `a truncated or missing file is an error`() throws {
    let papers = ["papers/a.md": paperFile("Attention")]
    let site = try TestSite("", papers)
    let name = try #require(site.paths.first { $0.hasPrefix("search/l") && $0.hasSuffix(".gz") })
    for missing in [1, 9, 20] {
      let reader = try SearchReader {
        $0.text == name ? site.files[name].map { Array($0.dropLast(missing)) } : site.files[$0.text]
      }
      #expect {
        try reader.answer("attention")
      } throws: { "\($0)".contains("it is not a whole gzip file; 'digest build' makes it anew") }
    }
    let reader = try SearchReader { $0.text == name ? nil : site.files[$0.text] }
    #expect { try reader.answer("attention") } throws: { "\($0)".contains("the index lacks it") }
  }
}

/// Changes a random value of a JSON text.
private enum JSONEdit {
  static func random(
    of json: [UInt8], using random: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    let value = try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
    let edited = edit(value, &random)
    return Array(try JSONSerialization.data(withJSONObject: edited, options: .fragmentsAllowed))
  }

  private static func edit(_ value: Any, _ random: inout some RandomNumberGenerator) -> Any {
    if Int.random(in: 0..<8, using: &random) == 0 { return other(than: value, &random) }
    if var object = value as? [String: Any],
      let key = object.keys.sorted().randomElement(using: &random)
    {
      object[key] =
        Int.random(in: 0..<10, using: &random) == 0 ? nil : edit(object[key] ?? 0, &random)
      return object
    }
    if var list = value as? [Any], let index = list.indices.randomElement(using: &random) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: list.remove(at: index)
      case 1: list.insert(list[index], at: index)
      default: list[index] = edit(list[index], &random)
      }
      return list
    }
    return other(than: value, &random)
  }

  private static func other(than value: Any, _ random: inout some RandomNumberGenerator) -> Any {
    if let text = value as? String, Bool.random(using: &random) { return edit(text: text, &random) }
    if let number = value as? Int, Bool.random(using: &random) {
      return number + [-number, -1, 1, 7, 1000, -1000][Int.random(in: 0..<6, using: &random)]
    }
    let others: [Any] = [
      0, 1, -1, -5, 300, 1 << 26, Int.max, Int.min, 1.5, 1e300, "", "x", "=", "!", NSNull(), true,
      [Int](), [1, 2], [String: Int](), String(repeating: "|", count: 40) + "#",
    ]
    return others[Int.random(in: others.indices, using: &random)]
  }

  private static func edit(text: String, _ random: inout some RandomNumberGenerator) -> String {
    let odd = Array("!=#B]|~ 0z-+,./\\\n\té𝛼".unicodeScalars)
    var letters = Array(text.unicodeScalars)
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0...letters.count, using: &random)
      let letter = odd[Int.random(in: odd.indices, using: &random)]
      switch Int.random(in: 0..<3, using: &random) {
      case 0: letters.insert(letter, at: place)
      case 1 where place < letters.count: letters[place] = letter
      case 2 where place < letters.count: letters.remove(at: place)
      default: letters = Array(letters.prefix(place))
      }
    }
    return String(String.UnicodeScalarView(letters))
  }
}
