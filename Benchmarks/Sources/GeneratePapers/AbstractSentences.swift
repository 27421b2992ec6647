/// Sentences of real abstracts, written so that Markdown shows them as they are.
///
/// Inline math stays as it is, since that is what a real digest's files hold. Sentences that
/// can't be cut out cleanly are left out rather than mended: odd dollars, prices, shortcodes of
/// Hugo, web addresses with bytes that would need a backslash.
enum AbstractSentences {
  static func markdown(of abstract: String) -> [String] {
    split(Array(abstract.utf8)).compactMap(markdown(of:))
  }

  /// Cuts after `.`, `?` or `!` where white space and a capital follow; joins wrapped lines.
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

  /// Thirty bytes leave out "Results." and the pieces that abbreviations make.
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

  /// Dollars come in pairs, and none of them opens on a digit, which might be a price.
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

  /// A sentence begins with a capital and stands on one line, so list, heading and table marks
  /// never get where they would mean something.
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
