import DigestCore
import DigestFiles

/// All words in order, cut into files, each word with the list of its stem.
///
/// A file is `{"w": words, "l": lists}`. Words are one text, separated by spaces: each is a digit in
/// base 36 that says how many UTF-16 units it shares with the word before, and the rest. `=` follows
/// if the word has the last list instead of a new one, and a number if it has the list so many
/// before the last.
struct Lexicon: Sendable {
  let directory: ShardDirectory
  let files: [OutputFile]

  init(
    _ index: SearchIndex, _ lists: PostingsFiles, _ sizes: SearchSizes,
    _ format: IndexFileFormat, _ parallel: Parallel
  ) {
    let ranges = Lexicon.cut(index, lists, limit: sizes.words)
    let contents = parallel.map(ranges.count) { Lexicon.content(index, lists, ranges[$0]) }
    let begins = ranges.map { range -> [UInt8] in
      guard range.lowerBound > 0 else { return [] }
      let before = index.forms[Int(index.sortedForms[range.lowerBound - 1])]
      return FrontCode.difference(index.forms[Int(index.sortedForms[range.lowerBound])], before)
    }
    (directory, files) = format.shards("l", begins: begins, contents, parallel)
  }

  private static func cut(
    _ index: SearchIndex, _ lists: PostingsFiles, limit: Int
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (start, size) = (0, 0)
    var last: UInt32?
    for (position, form) in index.sortedForms.enumerated() {
      let stem = index.stemOfForm[Int(form)]
      if size > limit, stem != last {
        ranges.append(start..<position)
        (start, size) = (position, 0)
      }
      size += index.forms.range(Int(form)).count / 2 + 3
      if stem != last { size += lists.references[Int(stem)].count + 3 }
      last = stem
    }
    return ranges + [start..<index.sortedForms.count]
  }

  private static func content(
    _ index: SearchIndex, _ lists: PostingsFiles, _ range: Range<Int>
  ) -> [UInt8] {
    var words: [UInt8] = []
    var groups: [UInt32: Int] = [:]
    var order: [UInt32] = []
    var previous: ArraySlice<UInt8> = []
    for position in range {
      let form = Int(index.sortedForms[position])
      let stem = index.stemOfForm[form]
      if position > range.lowerBound { words.append(0x20) }
      FrontCode.append(index.forms[form], after: previous, to: &words)
      previous = index.forms[form]
      if let group = groups[stem] {
        let back = order.count - 1 - group
        words += (back == 0 ? "=" : "=" + String(back, radix: 36)).utf8
      } else {
        groups[stem] = order.count
        order.append(stem)
      }
    }
    var json = Array("{\"w\":".utf8)
    Escape.json(words, to: &json)
    json += ",\"l\":[".utf8
    for (position, stem) in order.enumerated() {
      json += position == 0 ? "\"".utf8 : ",\"".utf8
      json += lists.references[Int(stem)]
      json.append(UInt8(ascii: "\""))
    }
    return json + Array("]}".utf8)
  }
}

/// Words of one file of the lexicon, in order, as a reader has them.
struct LexiconShard {
  struct File: Decodable {
    let w: String
    let l: [String]
  }

  let words: [[UInt8]]
  /// For each word, the position of its list.
  let groups: [Int]
  let lists: [PostingsReference]

  /// `papers` is how many the index has.
  init(_ file: File, papers: Int) throws(MalformedIndex) {
    let (words, backs) = try FrontCode.decode(file.w[...].utf8)
    var groups: [Int] = []
    var last = -1
    for back in backs {
      if back == nil { last += 1 }
      groups.append(last - (back ?? 0))
    }
    guard last + 1 == file.l.count, groups.allSatisfy({ (0...max(0, last)).contains($0) }) else {
      throw MalformedIndex("'w' and 'l' do not fit each other")
    }
    (self.words, self.groups) = (words, groups)
    var lists: [PostingsReference] = []
    for text in file.l { lists.append(try PostingsReference(text, papers: papers)) }
    self.lists = lists
  }
}
