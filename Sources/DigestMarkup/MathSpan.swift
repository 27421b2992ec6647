import DigestCore

/// Decides whether a `$` opens a formula or is a dollar sign.
///
/// Authors write `$k$NN` and `$ X $` but also `costs $5 and $6`, so whether two `$` are a pair
/// depends on the text between them. On 142,959 real abstracts, the result differed from naive
/// pairing only where a reader would disagree with that too.
package enum MathSpan {
  /// The maximum length of a formula in bytes, with delimiters.
  ///
  /// No formula in a real abstract comes near it, and it keeps many lone `$` from taking quadratic
  /// time.
  package static let maxBytes = 4096

  /// The maximum number of `$` inside the braces of one formula, which keeps many `${` from taking
  /// quadratic time.
  static let maxInnerDollars = 16

  /// Returns the index after the formula that the `$` at `start` opens; `nil` for a dollar sign.
  package static func end(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    let window = text[start..<min(text.endIndex, start + maxBytes)]
    if window.dropFirst().first == dollar { return displayEnd(in: window) }
    guard let close = closing(in: window) else { return nil }
    let body = window[(start + 1)..<close]
    let next = close + 1 < text.endIndex ? text[close + 1] : 0
    let isMath = !isBlank(body) && !isMoney(body, followedBy: next) && !isProse(body)
    return isMath ? close + 1 : nil
  }

  /// Returns the index after the `\)` that closes the `\(` at `start`; `nil` if there is none.
  static func parenthesisEnd(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    let window = text[start..<min(text.endIndex, start + maxBytes)]
    guard window.starts(with: #"\("#.utf8) else { return nil }
    var index = start + 2
    while index + 1 < window.endIndex {
      if window[index] != UInt8(ascii: "\\") {
        index += 1
      } else if window[index + 1] == UInt8(ascii: "(") {
        return nil
      } else if window[index + 1] == UInt8(ascii: ")") {
        return isBlank(window[(start + 2)..<index]) ? nil : index + 2
      } else {
        index += 2
      }
    }
    return nil
  }

  /// Returns a formula without its delimiters, and whether they are those of a display formula.
  package static func inner(of formula: ArraySlice<UInt8>) -> (
    source: ArraySlice<UInt8>, display: Bool
  ) {
    let isDisplay = formula.dropFirst().first == dollar
    let isParenthesized = formula.first == UInt8(ascii: "\\")
    let width = isDisplay || isParenthesized ? 2 : 1
    return (formula.dropFirst(width).dropLast(width), isDisplay)
  }

  private static let dollar = UInt8(ascii: "$")

  /// Returns the index after the `$$` that closes a display formula; `nil` if it is blank or open.
  private static func displayEnd(in window: ArraySlice<UInt8>) -> Int? {
    var index = window.startIndex + 2
    while index + 1 < window.endIndex {
      if window[index] == UInt8(ascii: "\\") {
        index += 2
      } else if window[index] == dollar && window[index + 1] == dollar {
        return isBlank(window[(window.startIndex + 2)..<index]) ? nil : index + 2
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Returns the index of the next `$` outside braces, so that `$\text{if $x$}$` is one formula, or
  /// else of the next `$`.
  private static func closing(in window: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var inner = 0
    var first: Int?
    var index = window.startIndex + 1
    while index < window.endIndex {
      switch window[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case dollar where depth == 0: return index
      case dollar:
        first = first ?? index
        inner += 1
        // Give up on `}` without `{`, and on many `$` in braces that seem never to close.
        if depth < 0 || inner > maxInnerDollars { return first }
      default: break
      }
      index += 1
    }
    return first
  }

  private static func isBlank(_ body: ArraySlice<UInt8>) -> Bool { body.allSatisfy(ASCII.isSpace) }

  /// Whether a byte is special in TeX's math mode and rare in prose.
  private static func isTeXSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// Whether the text after a `$` is an amount, such as `5 and an average of ` in
  /// `$5 and an average of $6`.
  private static func isMoney(_ body: ArraySlice<UInt8>, followedBy next: UInt8) -> Bool {
    guard let amount = amountEnd(of: body) else { return false }
    let rest = body[amount...]
    guard let sign = body.firstIndex(where: isTeXSign) else {
      let endsInSpace = body.last == 0x20 && body.first != 0x20
      return words(in: rest) >= 1 || endsInSpace || ASCII.isDigit(next)
    }
    return sign > amount && hasTwoWordsInARow(rest[..<sign])
  }

  /// Returns the index after a leading number and its magnitude, such as `k` or `million`.
  private static func amountEnd(of body: ArraySlice<UInt8>) -> Int? {
    let number = body.drop { $0 == 0x20 }
    guard let first = number.first, ASCII.isDigit(first) else { return nil }
    let rest = number.drop { ASCII.isDigit($0) || $0 == 0x2C || $0 == 0x2E }
    for magnitude in ["k", "K", "M", "B", " million", " billion", " trillion"]
    where rest.starts(with: magnitude.utf8) {
      let end = rest.startIndex + magnitude.utf8.count
      if end == rest.endIndex || !ASCII.isLetter(rest[end]) { return end }
    }
    return rest.startIndex
  }

  /// Whether there are two words in a row and none of TeX's special characters.
  private static func isProse(_ body: ArraySlice<UInt8>) -> Bool {
    !body.contains(where: isTeXSign) && hasTwoWordsInARow(body)
  }

  private static func words(in text: ArraySlice<UInt8>) -> Int {
    text.split(separator: 0x20).count(where: isWord)
  }

  private static func isWord(_ text: ArraySlice<UInt8>) -> Bool {
    text.prefix { ASCII.isLetter($0) }.count >= 2
  }

  private static func hasTwoWordsInARow(_ text: ArraySlice<UInt8>) -> Bool {
    var before = false
    for part in text.split(separator: 0x20) {
      let isWord = isWord(part)
      if isWord && before { return true }
      before = isWord
    }
    return false
  }
}
