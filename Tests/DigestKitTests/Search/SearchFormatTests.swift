import Testing

@testable import DigestSearch

/// Tests the formats of index files by writing and reading them.
@Suite struct SearchFormatTests {
  @Test func `postings are read back sorted by key, then by paper`() throws {
    var random = SystemRandomNumberGenerator()
    for count in [0, 1, 2, 24, 700] {
      var papers: Set<Int> = []
      while papers.count < count { papers.insert(Int.random(in: 0..<3000, using: &random)) }
      let postings = papers.sorted().map { paper in
        Posting(paper: paper, key: UInt8.random(in: 4...63, using: &random)).packed
      }
      let sorted = PostingsCode.sorted(postings[...])
      var text: [UInt8] = []
      PostingsCode.append(sorted[...], to: &text)
      let decoded = try PostingsCode.decode(text, papers: 3000)
      #expect(decoded.map(\.packed) == sorted)
      #expect(decoded == decoded.sorted { ($1.key, $0.paper) < ($0.key, $1.paper) })
      #expect(!text.contains(UInt8(ascii: "\"")) && !text.contains(UInt8(ascii: "\\")))
    }
  }

  @Test func `postings have the documented format`() {
    let postings = [
      Posting(paper: 0, key: 37), Posting(paper: 2, key: 37), Posting(paper: 40, key: 4),
    ].map(\.packed)
    var text: [UInt8] = []
    PostingsCode.append(postings[...], to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "!^(#$!'^+")
  }

  @Test func `words are read back`() throws {
    let words = ["a", "abc", "abcd", "été", "éte", "深度", "深海", "𝛼b", "𝛼c"].map { Array($0.utf8) }
    var text: [UInt8] = []
    var previous: ArraySlice<UInt8> = []
    for word in words {
      if !text.isEmpty { text.append(0x20) }
      FrontCode.append(word[...], after: previous, to: &text)
      previous = word[...]
    }
    #expect(String(decoding: text, as: UTF8.self) == "0a 1bc 3d 0été 2e 0深度 1海 0𝛼b 2c")
    let string = String(decoding: text, as: UTF8.self)
    #expect(try FrontCode.decode(string[...].utf8).words == words)
  }

  @Test func `gzip is read back, and is the same each time`() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
    let gzip = Gzip()
    let packed = gzip.compress(bytes)
    #expect(Gzip.isCompressed(packed) && packed.count < bytes.count)
    #expect(packed == gzip.compress(bytes) && packed == Gzip().compress(bytes))
    #expect(Gzip.decompress(packed) == bytes)
    #expect(Gzip.decompress(gzip.compress([])) == [])
    #expect(Gzip.decompress(Array(packed.dropLast(4))) == nil)
    #expect(Gzip.decompress([0x1F, 0x8B, 1, 2, 3]) == nil)
    #expect(Gzip.decompress(packed, limit: 70_000) == nil)
  }

  @Test func `a table numbers words in the order they come and sorts them by bytes`() {
    var table = StringInterner()
    let words = (0..<5000).map { Array("w\($0 * 7919 % 5000)é".utf8) }
    for _ in 1...2 {
      for (number, word) in words.enumerated() {
        #expect(table.id(of: word[...]) == number)
      }
    }
    let sorted = table.sorted().map { Array(table[Int($0)]) }
    #expect(sorted == words.sorted { $0.lexicographicallyPrecedes($1) })
  }
}
