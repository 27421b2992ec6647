import DigestCore
import DigestFiles

/// Words spelled backwards, to find words that were misspelled in their first letters.
///
/// A file is `{"w": words, "d": df}`; filter terms are left out, as are numbers of a single paper.
struct ReversedLexicon: Sendable {
  let directory: ShardDirectory
  let files: [OutputFile]

  init(_ index: SearchIndex, _ sizes: SearchSizes, _ format: IndexFileFormat, _ parallel: Parallel)
  {
    var table = StringInterner()
    var dfs: [Int] = []
    for form in index.sortedForms {
      let word = index.forms[Int(form)]
      let df = index.df(Int(index.stemOfForm[Int(form)]))
      guard !word.contains(UInt8(ascii: ":")), df > 1 || ReversedLexicon.isTypeable(word) else {
        continue
      }
      let text = String(decoding: word, as: UTF8.self).unicodeScalars.reversed()
      let reversed = Array(String(String.UnicodeScalarView(text)).utf8)
      _ = table.id(of: reversed[...])
      dfs.append(df)
    }
    let (words, frequencies) = (table, dfs)
    let sorted = words.sorted()
    let ranges = ReversedLexicon.cut(words, sorted, limit: sizes.words)
    let contents = parallel.map(ranges.count) {
      ReversedLexicon.content(words, sorted[ranges[$0]], frequencies)
    }
    let begins = ranges.map { range -> [UInt8] in
      guard range.lowerBound > 0 else { return [] }
      return FrontCode.difference(
        words[Int(sorted[range.lowerBound])], words[Int(sorted[range.lowerBound - 1])])
    }
    (directory, files) = format.shards("r", begins: begins, contents, parallel)
  }

  /// Whether a word of a single paper may be typed with a slip: numbers are pasted, and words of
  /// three letters are never corrected to.
  private static func isTypeable(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 3 && word.first.map(ASCII.isDigit) == false
  }

  private static func cut(
    _ words: StringInterner, _ sorted: [UInt32], limit: Int
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (start, size) = (0, 0)
    for (position, word) in sorted.enumerated() {
      if size > limit {
        ranges.append(start..<position)
        (start, size) = (position, 0)
      }
      size += words.range(Int(word)).count / 2 + 6
    }
    return ranges + [start..<sorted.count]
  }

  private static func content(
    _ words: StringInterner, _ sorted: ArraySlice<UInt32>, _ dfs: [Int]
  ) -> [UInt8] {
    var text: [UInt8] = []
    var previous: ArraySlice<UInt8> = []
    for (position, word) in sorted.enumerated() {
      if position > 0 { text.append(0x20) }
      FrontCode.append(words[Int(word)], after: previous, to: &text)
      previous = words[Int(word)]
    }
    var json = Array("{\"w\":".utf8)
    Escape.json(text, to: &json)
    json += ",\"d\":[".utf8
    json += sorted.map { String(dfs[Int($0)]) }.joined(separator: ",").utf8
    return json + Array("]}".utf8)
  }
}

/// Words of one file of the reversed lexicon, as a reader has them.
struct ReversedShard {
  struct File: Decodable {
    let w: String
    let d: [Int]
  }

  /// Spelled backwards, in order.
  let words: [[UInt8]]
  /// For each word, how many papers its list has.
  let dfs: [Int]

  init(_ file: File) throws(MalformedIndex) {
    words = try FrontCode.decode(file.w[...].utf8).words
    dfs = file.d
    guard words.count == dfs.count else {
      throw MalformedIndex("'w' and 'd' do not fit each other")
    }
  }
}
