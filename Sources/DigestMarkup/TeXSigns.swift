import DigestCore

/// Parses TeX's special characters: dollar signs, braces, quotes, dashes and ties.
extension TeXParser {
  /// Parses a formula, or keeps a dollar sign as text.
  mutating func dollar() {
    guard let close = MathSpan.end(in: source.bytes[..<end], at: position) else {
      return literal(1)
    }
    let formula = source.bytes[position..<close]
    position = close
    if let styled = styleWithLostBackslashes(formula) {
      append(styled)
    } else {
      append(.math(Array(formula)))
    }
  }

  /// Parses `$textbf{a} and textbf{b}$`, which is no formula but styled text that lost its
  /// backslashes on a web page.
  private func styleWithLostBackslashes(_ formula: ArraySlice<UInt8>) -> [TeXPiece]? {
    let body = formula.dropFirst().dropLast()
    let styles = ["textbf{", "textit{", "texttt{", "textsc{", "text{", "emph{"]
    guard !body.contains(UInt8(ascii: "\\")), depth < TeXParser.depthLimit,
      styles.contains(where: { body.starts(with: $0.utf8) })
    else { return nil }
    var restored: [UInt8] = []
    for index in body.indices {
      let isWordStart = index == body.startIndex || !ASCII.isLetter(body[index - 1])
      if isWordStart, styles.contains(where: { body[index...].starts(with: $0.utf8) }) {
        restored.append(UInt8(ascii: "\\"))
      }
      restored.append(body[index])
    }
    var parser = TeXParser(restored)
    return parser.pieces()
  }

  /// Parses a group; its braces are dropped if they only group, and kept if they are meant to be
  /// shown.
  package mutating func group() {
    guard let inside = source.group(at: position, before: end), depth < TeXParser.depthLimit else {
      return isStrict ? position += 1 : literal(1)
    }
    if accentBeforeLetter(inside) { return }
    if isStrict {
      append(groupPieces(inside))
      position = inside.upperBound + 1
      return
    }
    if inside.isEmpty {
      let follows = ASCII.isAlphanumeric(previous) || previous == UInt8(ascii: "}")
      return follows ? position += 2 : literal(2)
    }
    if source.bytes[inside.lowerBound] == UInt8(ascii: "\\") {
      append(groupPieces(inside))
    } else if protectsCase(inside) || isSign(inside) {
      append(.text(Array(source.bytes[inside])))
    } else {
      return literal(1)
    }
    position = inside.upperBound + 1
  }

  /// `{,}` in `5{,}000`, and braces round one accented letter.
  private func isSign(_ inside: Range<Int>) -> Bool {
    let bytes = source.bytes[inside]
    if bytes.count == 1 { return ",.;:-".utf8.contains(bytes.first ?? 0) }
    return bytes.first.map { $0 >= 0xC3 } == true
      && bytes.count { $0 & 0xC0 != 0x80 } == 1 && bytes.allSatisfy { $0 >= 0x80 }
  }

  /// `{\it x}`, `{\"o}`, `{BERT}`.
  private func groupPieces(_ inside: Range<Int>) -> [TeXPiece] {
    guard inside.first.map({ source.bytes[$0] }) == UInt8(ascii: "\\") else { return child(inside) }
    let name = source.commandName(at: inside.lowerBound, before: inside.upperBound)
    if let style = TeXCommands.declaration(name) {
      let start = source.skippingSpaces(from: name.endIndex, before: inside.upperBound)
      return style.applied(to: child(start..<inside.upperBound, verbatim: style == .code))
    }
    return child(inside)
  }

  /// Whether braces protect capitals, as in BibTeX's `{GPT-4}`; after a letter, `_` or `^`, they
  /// enclose an argument instead.
  private func protectsCase(_ inside: Range<Int>) -> Bool {
    let isArgument =
      ASCII.isAlphanumeric(previous) || [0x5F, 0x5E, 0x5D, 0x7D].contains(previous)
    let word = source.bytes[inside]
    return !isArgument && word.contains(where: ASCII.isCapital)
      && word.allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2D }
  }

  /// ``` ``x'' ``` → “x”, and `` `x' `` → ‘x’; other backticks are kept.
  mutating func openingQuote() {
    if byte(1) == UInt8(ascii: "`") {
      let isFence = byte(2) == UInt8(ascii: "`") || previous == UInt8(ascii: "`")
      return isFence ? literal(2) : append("“", skipping: 2)
    }
    let rest = source.bytes[(position + 1)..<end]
    guard let next = rest.firstIndex(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "'") }),
      source.bytes[next] == UInt8(ascii: "'"), previous != UInt8(ascii: "`")
    else { return literal(1) }
    closingQuoteIndex = next
    append("‘", skipping: 1)
  }

  /// Parses `''` as a quote, `'` after a single backtick as its end, and any other `'` as text.
  mutating func closingQuote() {
    guard byte(1) == UInt8(ascii: "'") else {
      return position == closingQuoteIndex ? append("’", skipping: 1) : literal(1)
    }
    let opens =
      (position == 0 || previous == 0x20 || previous == UInt8(ascii: "("))
      && ASCII.isAlphanumeric(byte(2))
    append(opens ? "“" : "”", skipping: 2)
  }

  /// `--` → –, `---` → —; any other number of hyphens is kept.
  mutating func dashes() {
    let count = source.bytes[position..<end].prefix { $0 == UInt8(ascii: "-") }.count
    switch count {
    case 2: append("–", skipping: 2)
    case 3: append("—", skipping: 3)
    default: literal(count)
    }
  }

  /// Parses `~`: a no-break space in `Lean~4`, but a tilde for “about” in `~5`, `5~10` and `a ~ b`.
  mutating func tilde() {
    let isAfterWord =
      ASCII.isLetter(previous) || previous >= 0x80
      || [0x2E, 0x2C, 0x3B, 0x29, 0x7D, 0x24].contains(previous)
    let isRange = ASCII.isDigit(previous) && !ASCII.isDigit(byte(1))
    let isBeforeWord =
      ASCII.isAlphanumeric(byte(1)) || byte(1) >= 0x80
      || [0x5C, 0x24, 0x28, 0x7B].contains(byte(1))
    if (isAfterWord || isRange) && isBeforeWord { return append("\u{A0}", skipping: 1) }
    if isAfterWord && byte(1) == 0x20 { return append("", skipping: 1) }
    literal(1)
  }
}

/// Remains of HTML.
extension TeXParser {
  /// `&amp;`, `&eacute;`; `\&amp;` too, where a program escaped what another had encoded.
  mutating func entity() {
    guard let (text, after) = HTMLEntities.read(source.bytes[..<end], at: position) else {
      return literal(1)
    }
    append(text, skipping: 0)
    position = after
  }

  /// `<i>x</i>`, `H<sub>2</sub>O`: tags that come in pairs near each other.
  mutating func tag() {
    guard let opening = tagName(at: position), let style = TeXParser.tags[opening.name],
      let close = closing(opening.name, from: opening.end), depth < TeXParser.depthLimit
    else { return literal(1) }
    let inside = child(opening.end..<close)
    switch style {
    case .style(let style): append(style.applied(to: inside))
    case .raised: append(TeXAccent.raised(inside))
    case .lowered: append(TeXAccent.lowered(inside))
    }
    position = close + opening.name.utf8.count + 3
  }

  private enum TagStyle {
    case style(TeXCommands.Style)
    case raised
    case lowered
  }

  private static let tags: [String: TagStyle] = [
    "i": .style(.emphasis), "em": .style(.emphasis), "italic": .style(.emphasis),
    "b": .style(.strong), "strong": .style(.strong), "bold": .style(.strong),
    "sub": .lowered, "sup": .raised, "sc": .style(.none), "scp": .style(.none),
    "span": .style(.none), "u": .style(.none), "tt": .style(.code), "inf": .lowered,
  ]

  private func tagName(at index: Int) -> (name: String, end: Int)? {
    let window = source.bytes[(index + 1)..<min(end, index + 120)]
    let name = window.prefix { ASCII.isAlphanumeric($0) }
    guard (1...6).contains(name.count), let close = window.firstIndex(of: UInt8(ascii: ">")),
      close == name.endIndex || source.bytes[name.endIndex] == 0x20
    else { return nil }
    return (TeXCommands.text(name).lowercased(), close + 1)
  }

  private func closing(_ name: String, from start: Int) -> Int? {
    let tag = Array("</\(name)>".utf8)
    let window = source.bytes[start..<min(end, start + 300)]
    return window.indices.first { index in
      window[index] == tag[0]
        && window[index...].prefix(tag.count).map(ASCII.lowercased).elementsEqual(tag)
    }
  }

  /// `^{3}` and `_{2}` in text, where all of it can be raised or lowered.
  mutating func script() {
    guard !isVerbatim, let inside = source.group(at: position + 1, before: end),
      depth < TeXParser.depthLimit
    else { return literal(1) }
    let sign = source.bytes[position]
    let plain = [TeXPiece.text(Array(source.bytes[inside]))]
    let moved = sign == UInt8(ascii: "^") ? TeXAccent.raised(plain) : TeXAccent.lowered(plain)
    if moved == plain { return literal(1) }
    append(moved)
    position = inside.upperBound + 1
  }
}
