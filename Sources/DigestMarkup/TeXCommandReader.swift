import DigestCore

/// Parses commands, which begin with a backslash.
extension TeXParser {
  /// Parses a command; an unknown one is kept as text.
  package mutating func command() {
    let name = source.commandName(at: position, before: end)
    if name.isEmpty { return sign() }
    let after = name.endIndex
    if name.elementsEqual("a".utf8) && tabbingAccent(after) { return }
    if mangledGreek(name, after) || accent(named: name) { return }
    if argumentCommand(name, after) || block(name, after) { return }
    if let symbol = TeXCommands.symbol(name) { return self.symbol(symbol, name, after) }
    if let style = TeXCommands.declaration(name) { return declare(style, after) }
    if TeXCommands.isSilent(name) { return skipSpaces(after) }
    unknownCommand(name, after)
  }

  /// `\it` and the like hold to the end of the group.
  private mutating func declare(_ style: TeXCommands.Style, _ after: Int) {
    guard depth > 0, depth < TeXParser.depthLimit, !isVerbatim else { return skipSpaces(after) }
    let start = source.skippingSpaces(from: after, before: end)
    append(style.applied(to: child(start..<end, verbatim: style == .code)))
    position = end
  }

  /// TeX passes over the spaces behind a command.
  private mutating func skipSpaces(_ after: Int) {
    let isApart = text(endsIn: 0x20) || isStrict
    position = isApart ? source.skippingSpaces(from: after, before: end) : after
  }

  /// Its argument is shown, else its name; nobody should see the backslash.
  private mutating func unknownCommand(_ name: ArraySlice<UInt8>, _ after: Int) {
    // A folder's name in Windows.
    if isVerbatim || previous == UInt8(ascii: ":") { return literal(1 + name.count) }
    // `\https://…`: an address.
    if TeXURL.read(source.bytes[..<end], at: position + 1) != nil { return position += 1 }
    // A style or footnote without its end.
    if after < end, source.bytes[after] == UInt8(ascii: "{"),
      source.group(at: after, before: end) == nil
    {
      return position = after + 1
    }
    unknown.add(name)
    let start = source.skippingOption(from: after, before: end)
    guard let argument = source.group(at: start, before: end), depth < TeXParser.depthLimit else {
      return append(TeXCommands.text(name), skipping: 1 + name.count)
    }
    append(argument.isEmpty ? [.text(Array(name))] : child(argument))
    position = argument.upperBound + 1
  }

  /// `\k{appa}` is what an accent made of `\kappa`.
  private mutating func mangledGreek(_ name: ArraySlice<UInt8>, _ after: Int) -> Bool {
    guard name.count == 1, let rest = source.group(at: after, before: end), rest.count > 1,
      let letter = TeXCommands.greek(TeXCommands.text(name + source.bytes[rest]))
    else { return false }
    append(letter, skipping: 0)
    position = rest.upperBound + 1
    return true
  }

  /// Parses a command of one non-letter, such as `\%`, `\,`, `\"o` or `\(x\)`.
  private mutating func sign() {
    let next = byte(1)
    switch next {
    case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "_"), UInt8(ascii: "#"),
      UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      position += 1
      next == UInt8(ascii: "&") ? entity() : literal(1)
    case UInt8(ascii: "("): parenthesizedFormula()
    case UInt8(ascii: "["): displayFormula()
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      if isVerbatim { literal(2) } else { append("\u{202F}", skipping: 2) }
    case UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "@"):
      if isVerbatim || isLooseSign(next) { literal(2) } else { position += 2 }
    case UInt8(ascii: "\\"), 0x20:
      if isVerbatim { return literal(2) }
      position += 1
      space()
    default: if !accent(sign: next) && !curlyAccent() { signWithoutLetter(next) }
    }
  }

  /// `\"hidden\"` and `model\'s`: quotes that some program escaped.
  ///
  /// Other characters keep their backslash outside of bibliographies.
  private mutating func signWithoutLetter(_ sign: UInt8) {
    let isQuote = sign == UInt8(ascii: "\"") || sign == UInt8(ascii: "'")
    if !isVerbatim && (isStrict || isQuote) && position + 1 < end { position += 1 }
    literal(1)
  }

  /// A spacing command stands between letters or digits, or in braces; elsewhere the signs are
  /// someone's own.
  private func isLooseSign(_ sign: UInt8) -> Bool {
    if isStrict || previous == UInt8(ascii: "{") { return false }
    // Nobody writes these two to be seen, but in addresses.
    if sign == UInt8(ascii: "@") || sign == UInt8(ascii: "/") {
      return [UInt8(ascii: ":"), UInt8(ascii: "/")].contains(previous)
    }
    return !ASCII.isAlphanumeric(previous) || !ASCII.isAlphanumeric(byte(2))
  }

  private mutating func parenthesizedFormula() {
    guard let close = closing(UInt8(ascii: ")")) else {
      return literal(2)
    }
    append(.math(Array(source.bytes[position..<close])))
    position = close
  }

  /// Parses `\[x\]` as `$$x$$`, because `\[` is an escaped bracket in Markdown.
  private mutating func displayFormula() {
    guard let close = closing(UInt8(ascii: "]")) else {
      return literal(2)
    }
    let sign = Array("$$".utf8)
    append(.math(sign + source.bytes[(position + 2)..<(close - 2)] + sign))
    position = close
  }

  /// Returns the index after the `\)` or `\]` that closes a formula.
  private mutating func closing(_ bracket: UInt8) -> Int? {
    if missingClosings.contains(bracket) { return nil }
    var index = position + 2
    while index + 1 < end {
      if source.bytes[index] != UInt8(ascii: "\\") {
        index += 1
      } else if source.bytes[index + 1] == bracket {
        return index > position + 2 ? index + 2 : nil
      } else {
        index += 2
      }
    }
    missingClosings.insert(bracket)
    return nil
  }

  /// Appends a symbol, and skips `{}` or the spaces that TeX would skip after its command.
  private mutating func symbol(_ symbol: String, _ name: ArraySlice<UInt8>, _ after: Int) {
    position = after
    if symbol != " " || !text(endsIn: 0x20) { append(symbol, skipping: 0) }
    if source.group(at: after, before: end)?.isEmpty == true {
      position += 2
    } else if TeXCommands.isLetter(name) || TeXCommands.joinsNext(name) {
      let next = source.skippingSpaces(from: after, before: end)
      if next < end && ASCII.isLetter(source.bytes[next]) { position = next }
    }
  }

  /// Parses a command with arguments; returns `false` if it takes none or its argument is missing.
  private mutating func argumentCommand(_ name: ArraySlice<UInt8>, _ after: Int) -> Bool {
    guard depth < TeXParser.depthLimit else { return false }
    var start = source.skippingSpaces(from: after, before: end)
    if TeXCommands.isCitation(name) || name.elementsEqual("footnote".utf8) {
      start = source.skippingOption(from: start, before: end)
    }
    guard let argument = source.group(at: start, before: end) else { return false }
    guard let rest = read(name, argument) else { return false }
    position = rest
    return true
  }

  /// Appends the meaning of a command and returns the index after its arguments; `nil` if it is
  /// unknown.
  private mutating func read(_ name: ArraySlice<UInt8>, _ argument: Range<Int>) -> Int? {
    let after = argument.upperBound + 1
    if let style = TeXCommands.style(name) {
      append(styled: child(argument, verbatim: style == .code), style)
      return after
    }
    if TeXCommands.isCitation(name) {
      trimEnd()
      return after
    }
    switch TeXCommands.argument(name) {
    case .dropped: return after
    case .quoted:
      append([.text(Array("“".utf8))] + child(argument) + [.text(Array("”".utf8))])
      return after
    case .bracketed(let open, let close):
      append([.text(Array(open.utf8))] + child(argument) + [.text(Array(close.utf8))])
      return after
    case .second:
      guard let second = source.group(at: after, before: end) else { return after }
      append(child(second))
      return second.upperBound + 1
    case .first:
      append(child(argument))
      return source.group(at: after, before: end).map { $0.upperBound + 1 } ?? after
    case .ratio:
      guard let second = source.group(at: after, before: end) else { return nil }
      append(child(argument) + [.text([UInt8(ascii: "/")])] + child(second))
      return second.upperBound + 1
    case .formula:
      append(.math(Array("$".utf8) + source.bytes[argument] + Array("$".utf8)))
      return after
    case .unit:
      append(.text(Array(TeXUnits.text(source.bytes[argument]).utf8)))
      return after
    case .quantity:
      guard let unit = source.group(at: after, before: end) else { return nil }
      let sign = TeXUnits.text(source.bytes[unit])
      append(child(argument) + [.text(Array("\u{202F}\(sign)".utf8))])
      return unit.upperBound + 1
    case nil: break
    }
    switch TeXCommands.text(name) {
    case "footnote":
      trimEnd()
      append([.text(Array(" (".utf8))] + child(argument) + [.text([UInt8(ascii: ")")])])
    case "textsuperscript": append(TeXAccent.raised(child(argument)))
    case "textsubscript": append(child(argument))
    case "url": append(address(argument))
    case "href":
      guard let second = source.group(at: after, before: end) else {
        append(address(argument))
        return after
      }
      append(link(argument, second))
      return second.upperBound + 1
    default: return nil
    }
    return after
  }

  /// White space at the edge of a styled part lies outside of it.
  private mutating func append(styled pieces: [TeXPiece], _ style: TeXCommands.Style) {
    var pieces = pieces
    let space = TeXPiece.text([0x20])
    if case .text(let text) = pieces.first, text.first == 0x20 {
      if !self.text(endsIn: 0x20) { append(space) }
      pieces[0] = .text(Array(text.dropFirst()))
    }
    var hasSpaceBehind = false
    if case .text(let text) = pieces.last, text.last == 0x20 {
      hasSpaceBehind = true
      pieces[pieces.count - 1] = .text(text.dropLast())
    }
    append(style.applied(to: pieces))
    if hasSpaceBehind { append(space) }
  }

  private func address(_ argument: Range<Int>) -> [TeXPiece] {
    let url = TeXPiece.plain(child(argument, verbatim: true))
    return TeXParser.isWebAddress(url) ? [.url(url)] : [.text(url)]
  }

  /// Returns the pieces of `\href{target}{content}`: a link, or only its content if the URL is
  /// unsafe.
  private func link(_ target: Range<Int>, _ content: Range<Int>) -> [TeXPiece] {
    let url = TeXPiece.plain(child(target, verbatim: true))
    let shown = child(content)
    guard TeXParser.isWebAddress(url) else { return shown }
    let text = TeXPiece.plain(shown)
    return text.isEmpty || text == url ? [.url(url)] : [.link(to: url, shown)]
  }

  /// Whether a URL becomes a link: it is http or https and has no characters that Markdown forbids.
  private static func isWebAddress(_ url: [UInt8]) -> Bool {
    let head = url.prefix(8).map(ASCII.lowercased)
    let isWeb = head.starts(with: "https://".utf8) || head.starts(with: "http://".utf8)
    let host = url.firstIndex(of: UInt8(ascii: "/")).flatMap { url[$0...].dropFirst(2).first } ?? 0
    let hasGap = url.contains { $0 <= 0x20 || $0 == 0x7F || [0x3C, 0x3E, 0x5C, 0x22].contains($0) }
    return isWeb && ASCII.isAlphanumeric(host) && !hasGap
  }
}
