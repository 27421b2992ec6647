/// Extracts sentences of real abstracts as Markdown that shows them unchanged.
///
/// Inline math is kept, as in the files of a real digest. Sentences that can't be extracted cleanly
/// are left out: those with unpaired dollar signs, prices, shortcodes of Hugo, and URLs with bytes
/// that would need a backslash.
enum AbstractSentences {
  static func markdown(of abstract: String) -> [String] {
    split(Array(abstract.utf8)).compactMap(markdown(of:))
  }

  /// Splits text after `.`, `?` or `!` if white space and a capital follow, and joins lines.
  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    var sentences: [[UInt8]] = []
    var sentence: [UInt8] = []
    for word in words {
      if let last = sentence.last, endsSentence(last), isCapital(word.first) {
        sentences.append(sentence)
        sentence = []
      }
      if !sentence.isEmpty { sentence.append(UInt8(ascii: " ")) }
      sentence += word
    }
    return sentences + [sentence]
  }

  /// Returns a sentence as Markdown; `nil` if it has fewer than thirty bytes, which excludes
  /// "Results." and fragments due to abbreviations, or can't be extracted.
  private static func markdown(of sentence: [UInt8]) -> String? {
    guard sentence.count >= 30, isCapital(sentence.first) else { return nil }
    guard sentence.last.map(endsSentence) == true else { return nil }
    let spans = sentence.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
    guard !hasForbiddenText(sentence), hasOnlyMath(spans) else { return nil }
    var escaped: [UInt8] = []
    for (index, span) in spans.enumerated() {
      if index > 0 { escaped.append(UInt8(ascii: "$")) }
      if index % 2 == 0 { escape(span, to: &escaped) } else { escaped += span }
    }
    return String(validating: escaped, as: UTF8.self)
  }

  private static func hasForbiddenText(_ sentence: [UInt8]) -> Bool {
    sentence.contains { $0 < 0x20 || $0 == 0x7F }
      || has("{{", in: sentence) || has("\\$", in: sentence)
      || (has("://", in: sentence) && sentence.contains(where: isMarkup))
  }

  /// Whether dollar signs are paired and none is followed by a digit, which could be a price.
  private static func hasOnlyMath(_ spans: [ArraySlice<UInt8>]) -> Bool {
    guard spans.count % 2 == 1 else { return false }
    return spans.indices.allSatisfy { index in
      guard index % 2 == 1, let first = spans[index].first, let last = spans[index].last else {
        return index % 2 == 0
      }
      let isSpaced = first == UInt8(ascii: " ") || last == UInt8(ascii: " ")
      return !isSpaced && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        && last != UInt8(ascii: "\\")
    }
  }

  private static func escape(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      if isMarkup(byte) { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
  }

  /// Whether a byte is markup; markers of lists, headings and tables need no escape, because a
  /// sentence begins with a capital and is on one line.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  private static func isCapital(_ byte: UInt8?) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte ?? 0)
  }

  private static func has(_ needle: StaticString, in bytes: [UInt8]) -> Bool {
    let wanted = needle.withUTF8Buffer(Array.init)
    guard bytes.count >= wanted.count else { return false }
    return (0...bytes.count - wanted.count).contains { start in
      bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
