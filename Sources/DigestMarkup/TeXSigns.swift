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
      return literal(1)
    }
    if inside.isEmpty {
      let follows = ASCII.isAlphanumeric(previous) || previous == UInt8(ascii: "}")
      return follows ? position += 2 : literal(2)
    }
    if source.bytes[inside.lowerBound] == UInt8(ascii: "\\") {
      guard let pieces = commandGroup(inside) else { return literal(1) }
      append(pieces)
    } else if protectsCase(inside) {
      append(.text(Array(source.bytes[inside])))
    } else {
      return literal(1)
    }
    position = inside.upperBound + 1
  }

  /// Parses a group that begins with a known command, such as `{\it x}` or `{\"o}`.
  private func commandGroup(_ inside: Range<Int>) -> [TeXPiece]? {
    let name = source.commandName(at: inside.lowerBound, before: inside.upperBound)
    if let style = TeXCommands.declaration(name) {
      let start = source.skippingSpaces(from: name.endIndex, before: inside.upperBound)
      return style.applied(to: child(start..<inside.upperBound, verbatim: style == .code))
    }
    guard TeXCommands.isKnown(name) || TeXAccent.isSign(source.bytes[inside.lowerBound + 1])
    else { return nil }
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
