import DigestCore

/// Whether a delimiter run of `*`, `_` or `~` is left- or right-flanking (CommonMark, 6.2).
struct Flanking {
  /// Whether the run can open emphasis: a word follows it.
  let isLeft: Bool
  /// Whether the run can close emphasis: a word precedes it.
  let isRight: Bool
  private let follows: Kind
  private let precedes: Kind

  private enum Kind {
    case space
    case punctuation
    case other
  }

  init(_ text: [UInt8], _ run: Range<Int>) {
    precedes = Flanking.kind(before: run.lowerBound, in: text)
    follows = Flanking.kind(at: run.upperBound, in: text)
    isLeft = follows != .space && (follows == .other || precedes != .other)
    isRight = precedes != .space && (precedes == .other || follows != .other)
  }

  /// Whether the run may open emphasis; `_` inside a word may not.
  func mayOpen(_ sign: UInt8) -> Bool {
    sign == UInt8(ascii: "_") ? isLeft && (!isRight || precedes == .punctuation) : isLeft
  }

  func mayClose(_ sign: UInt8) -> Bool {
    sign == UInt8(ascii: "_") ? isRight && (!isLeft || follows == .punctuation) : isRight
  }

  private static func kind(before index: Int, in text: [UInt8]) -> Kind {
    guard index > 0 else { return .space }
    var start = index - 1
    while start > 0 && text[start] & 0xC0 == 0x80 { start -= 1 }
    return kind(at: start, in: text)
  }

  private static func kind(at index: Int, in text: [UInt8]) -> Kind {
    guard index < text.count else { return .space }
    if text[index] < 0x80 {
      return ASCII.isPunctuation(text[index]) ? .punctuation : text[index] > 0x20 ? .other : .space
    }
    let scalar = String(decoding: text[index...].prefix(4), as: UTF8.self).unicodeScalars.first
    return scalar.map(kind) ?? .other
  }

  /// Returns the class of a scalar in CommonMark, where punctuation is ASCII or Unicode category P.
  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      .punctuation
    default: .other
    }
  }
}
