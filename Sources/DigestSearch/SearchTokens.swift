import DigestCore

/// The words of a text, folded, one after the other in one buffer.
///
/// Rules that the script in the browser shares:
/// - a word is letters, marks and digits; an apostrophe within it is dropped, as is `'s` at its end;
/// - a full stop between digits belongs to the word: `3.5`, `2310.18660`;
/// - `++` and `#` belong to a name before them: `c++`, `c#`;
/// - parts joined by hyphens are words, and up to four of them are also one: `pre-training` gives
///   `pre`, `training` and `pretraining`;
/// - scripts without spaces between words give every pair of neighbouring characters.
struct SearchTokens {
  private(set) var bytes: [UInt8] = []
  /// Where each word ends in ``bytes``.
  private(set) var ends: [Int] = []
  /// Whether a word is the whole of a compound whose parts are there too.
  private(set) var isWhole: [Bool] = []
  private var folded: [UInt8] = []
  private var compound: [UInt8] = []
  private var partEnds: [Int] = []

  static let partLimit = 4

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  func text(_ index: Int) -> String {
    String(decoding: bytes[range(index)], as: UTF8.self)
  }

  /// The words of `text` as strings.
  static func words(_ text: String, wholes: Bool = false) -> [String] {
    var tokens = SearchTokens()
    tokens.read(text.utf8)
    return (0..<tokens.count).filter { wholes || !tokens.isWhole[$0] }.map(tokens.text)
  }

  /// Replaces the words by those of `text`.
  mutating func read(_ text: some Collection<UInt8>) {
    folded.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isWhole.removeAll(keepingCapacity: true)
    SearchText.fold(text, into: &folded)
    var index = 0
    while index < folded.count {
      let (kind, length) = SearchTokens.kind(folded, index)
      switch kind {
      case .other: index += length
      case .word: index = readCompound(from: index)
      case .pair: index = readPairs(from: index)
      }
    }
  }

  private mutating func add(_ part: some Sequence<UInt8>, isWhole whole: Bool) {
    bytes.append(contentsOf: part)
    ends.append(bytes.count)
    isWhole.append(whole)
  }

  private mutating func readCompound(from start: Int) -> Int {
    compound.removeAll(keepingCapacity: true)
    partEnds.removeAll(keepingCapacity: true)
    var index = start
    while true {
      index = readPart(from: index)
      partEnds.append(compound.count)
      guard index < folded.count, folded[index] == UInt8(ascii: "-"), isWord(at: index + 1) else {
        break
      }
      index += 1
    }
    var begin = 0
    for end in partEnds {
      add(compound[begin..<end], isWhole: false)
      begin = end
    }
    if (2...SearchTokens.partLimit).contains(partEnds.count) { add(compound, isWhole: true) }
    return index
  }

  /// Appends a word to the compound and returns the index behind it.
  private mutating func readPart(from start: Int) -> Int {
    let begin = compound.count
    var index = start
    while index < folded.count {
      let byte = folded[index]
      let (kind, length) = SearchTokens.kind(folded, index)
      if kind == .word {
        compound.append(contentsOf: folded[index..<(index + length)])
        index += length
      } else if byte == UInt8(ascii: "'"), isWord(at: index + 1) {
        index += 1
        if folded[index] == UInt8(ascii: "s"), !isWord(at: index + 1) { return index + 1 }
      } else if byte == UInt8(ascii: "."), isDigit(at: index - 1), isDigit(at: index + 1) {
        compound.append(byte)
        index += 1
      } else {
        return readSigns(from: index, partBegins: begin)
      }
    }
    return index
  }

  private mutating func readSigns(from index: Int, partBegins begin: Int) -> Int {
    let plus = UInt8(ascii: "+")
    if folded[index] == plus, index + 1 < folded.count, folded[index + 1] == plus,
      !isWord(at: index + 2)
    {
      compound += [plus, plus]
      return index + 2
    }
    if folded[index] == UInt8(ascii: "#"), compound.count == begin + 1, !isWord(at: index + 1) {
      compound.append(folded[index])
      return index + 1
    }
    return index
  }

  private mutating func readPairs(from start: Int) -> Int {
    var starts: [Int] = []
    var index = start
    while index < folded.count {
      let (kind, length) = SearchTokens.kind(folded, index)
      guard kind == .pair else { break }
      starts.append(index)
      index += length
    }
    if starts.count == 1 { add(folded[start..<index], isWhole: false) }
    for position in starts.indices.dropLast() {
      let end = position + 2 < starts.count ? starts[position + 2] : index
      add(folded[starts[position]..<end], isWhole: false)
    }
    return index
  }

  private func isWord(at index: Int) -> Bool {
    index < folded.count && SearchTokens.kind(folded, index).kind == .word
  }

  private func isDigit(at index: Int) -> Bool {
    folded.indices.contains(index) && ASCII.isDigit(folded[index])
  }
}

extension SearchTokens {
  enum Kind { case word, pair, other }

  /// What kind of character begins at `index`, and its bytes.
  private static func kind(_ text: [UInt8], _ index: Int) -> (kind: Kind, length: Int) {
    let byte = text[index]
    if byte < 0x80 { return (ASCII.isAlphanumeric(byte) ? .word : .other, 1) }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard index + length <= text.count else { return (.other, text.count - index) }
    var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
    for next in text[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
    return (kind(of: value), length)
  }

  private static func kind(of value: UInt32) -> Kind {
    guard let scalar = Unicode.Scalar(value) else { return .other }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return isUnspaced(value) ? .pair : .word
    default: return .other
    }
  }

  /// Thai to Lao, Myanmar, Khmer, Han with kana, Hangul, and Han beyond the first plane.
  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
