import DigestCore

/// Which side of a run of `*`, `_` or `~` touches a word, as CommonMark 6.2 defines it.
struct Flanking {
  /// May open: a word follows.
  let isLeft: Bool
  /// May close: a word stands before.
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

  /// `_` inside a word neither opens nor closes.
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
