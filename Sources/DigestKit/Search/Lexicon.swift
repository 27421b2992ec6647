/// All words in order, cut into files, each word with the list of its stem.
///
/// A file is `{"w": words, "l": lists}`. Words are one string, parted by spaces: each is a digit in
/// base 36, how many UTF-16 units it shares with the word before, and the rest; `=` and a digit follow
/// where its list is not a new one but the last, or one so many before the last.
struct Lexicon: Sendable {
  /// Bytes of a file before it is compressed.
  static let fileSize = 5000

  private(set) var directory = LexiconDirectory()
  private(set) var files: [OutputFile] = []

  init(
    _ index: SearchIndex, _ lists: SearchLists, isSmall: Bool, _ form: SearchFileForm,
    _ parallel: Parallel
  ) {
    let ranges = isSmall ? [0..<index.sortedForms.count] : Lexicon.cut(index, lists)
    let made = parallel.map(ranges.count) { number in
      let content = Lexicon.content(index, lists, ranges[number])
      let hash = SearchFileForm.hash(content)
      return (hash: hash, files: form.files("l" + hash, content))
    }
    directory.hashes = made.map(\.hash)
    directory.begins = ranges.map { range in
      guard range.lowerBound > 0 else { return "" }
      let before = index.forms[Int(index.sortedForms[range.lowerBound - 1])]
      return FrontCode.difference(index.forms[Int(index.sortedForms[range.lowerBound])], before)
    }
    files = made.flatMap(\.files)
  }

  private static func cut(_ index: SearchIndex, _ lists: SearchLists) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (start, size) = (0, 0)
    var last: UInt32?
    for (position, form) in index.sortedForms.enumerated() {
      let stem = index.stemOfForm[Int(form)]
      if size > fileSize, stem != last {
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
    _ index: SearchIndex, _ lists: SearchLists, _ range: Range<Int>
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
    Escape.json(String(decoding: words, as: UTF8.self), to: &json)
    json += ",\"l\":[".utf8
    for (position, stem) in order.enumerated() {
      json += position == 0 ? "\"".utf8 : ",\"".utf8
      json += lists.references[Int(stem)]
      json.append(UInt8(ascii: "\""))
    }
    return json + Array("]}".utf8)
  }
}

/// Words told by what they share with the word before.
enum FrontCode {
  static func append(
    _ word: ArraySlice<UInt8>, after previous: ArraySlice<UInt8>, to output: inout [UInt8]
  ) {
    let shared = shared(word, previous, limit: 35)
    output += String(units(word.prefix(shared)), radix: 36).utf8
    output += word.dropFirst(shared)
  }

  /// Programs in browsers count text in UTF-16.
  private static func units(_ text: ArraySlice<UInt8>) -> Int {
    text.count { $0 & 0xC0 != 0x80 } + text.count { $0 >= 0xF0 }
  }

  /// The words of a text that ``append(_:after:to:)`` made.
  static func decode(_ text: Substring.UTF8View) -> (words: [[UInt8]], backs: [Int?]) {
    var words: [[UInt8]] = []
    var backs: [Int?] = []
    for item in text.split(separator: 0x20) {
      let shared = item.first.flatMap { Int(String(Unicode.Scalar($0)), radix: 36) } ?? 0
      let rest = item.dropFirst().prefix { $0 != UInt8(ascii: "=") }
      let mark = item.dropFirst(1 + rest.count)
      words.append(Array(beginning(words.last ?? [], units: shared)) + Array(rest))
      let back = String(decoding: mark.dropFirst(), as: UTF8.self)
      backs.append(mark.isEmpty ? nil : back.isEmpty ? 0 : Int(back, radix: 36))
    }
    return (words, backs)
  }

  private static func beginning(_ word: [UInt8], units: Int) -> ArraySlice<UInt8> {
    var (count, index) = (0, 0)
    while index < word.count, count < units {
      let lead = word[index]
      count += lead >= 0xF0 ? 2 : 1
      index += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
    return word.prefix(index)
  }

  /// The shortest beginning of `word` that stands behind the word before it.
  static func difference(_ word: ArraySlice<UInt8>, _ previous: ArraySlice<UInt8>) -> String {
    var count = shared(word, previous, limit: .max) + 1
    while count < word.count, word[word.startIndex + count] & 0xC0 == 0x80 { count += 1 }
    return String(decoding: word.prefix(count), as: UTF8.self)
  }

  /// Whole characters only, so that both parts are text.
  private static func shared(
    _ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, limit: Int
  ) -> Int {
    var count = zip(a, b).prefix { $0 == $1 }.count
    count = min(count, limit)
    while count > 0, count < a.count, a[a.startIndex + count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }
}

/// Words spelled backwards, for words typed wrong in their first letters.
///
/// A file is `{"w": words, "d": df}`; words that stand in one paper are left out.
struct ReversedLexicon: Sendable {
  private(set) var directory = LexiconDirectory()
  private(set) var files: [OutputFile] = []

  init(_ index: SearchIndex, _ form: SearchFileForm, _ parallel: Parallel) {
    var table = FormTable()
    var dfs: [Int] = []
    for form in index.sortedForms {
      let word = index.forms[Int(form)]
      let df = index.df(Int(index.stemOfForm[Int(form)]))
      guard df > 1, !word.contains(UInt8(ascii: ":")) else { continue }
      let text = String(decoding: word, as: UTF8.self).unicodeScalars.reversed()
      let reversed = Array(String(String.UnicodeScalarView(text)).utf8)
      _ = table.number(of: reversed, 0..<reversed.count)
      dfs.append(df)
    }
    let (words, frequencies) = (table, dfs)
    let sorted = words.sorted()
    let ranges = ReversedLexicon.cut(words, sorted)
    let made = parallel.map(ranges.count) { number in
      let content = ReversedLexicon.content(words, sorted[ranges[number]], frequencies)
      let hash = SearchFileForm.hash(content)
      return (hash: hash, files: form.files("r" + hash, content))
    }
    directory.hashes = made.map(\.hash)
    directory.begins = ranges.map { range in
      guard range.lowerBound > 0 else { return "" }
      return FrontCode.difference(
        words[Int(sorted[range.lowerBound])], words[Int(sorted[range.lowerBound - 1])])
    }
    files = made.flatMap(\.files)
  }

  private static func cut(_ words: FormTable, _ sorted: [UInt32]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (start, size) = (0, 0)
    for (position, word) in sorted.enumerated() {
      if size > Lexicon.fileSize {
        ranges.append(start..<position)
        (start, size) = (position, 0)
      }
      size += words.range(Int(word)).count / 2 + 6
    }
    return ranges + [start..<sorted.count]
  }

  private static func content(
    _ words: FormTable, _ sorted: ArraySlice<UInt32>, _ dfs: [Int]
  ) -> [UInt8] {
    var text: [UInt8] = []
    var previous: ArraySlice<UInt8> = []
    for (position, word) in sorted.enumerated() {
      if position > 0 { text.append(0x20) }
      FrontCode.append(words[Int(word)], after: previous, to: &text)
      previous = words[Int(word)]
    }
    var json = Array("{\"w\":".utf8)
    Escape.json(String(decoding: text, as: UTF8.self), to: &json)
    json += ",\"d\":[".utf8
    json += sorted.map { String(dfs[Int($0)]) }.joined(separator: ",").utf8
    return json + Array("]}".utf8)
  }
}
