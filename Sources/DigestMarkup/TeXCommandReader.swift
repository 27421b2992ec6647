import DigestCore

/// Parses commands, which begin with a backslash.
extension TeXParser {
  /// Parses a command; an unknown one is kept as text.
  package mutating func command() {
    let name = source.commandName(at: position, before: end)
    if name.isEmpty { return sign() }
    let after = name.endIndex
    if accent(named: name) || argumentCommand(name, after) { return }
    if let symbol = TeXCommands.symbol(name) { return self.symbol(symbol, name, after) }
    if TeXCommands.declaration(name) != nil && after < end && source.bytes[after] == 0x20 {
      return position = after
    }
    literal(1 + name.count)
  }

  /// Parses a command of one non-letter, such as `\%`, `\,`, `\"o` or `\(x\)`.
  private mutating func sign() {
    let next = byte(1)
    switch next {
    case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "_"), UInt8(ascii: "#"),
      UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      position += 1
      literal(1)
    case UInt8(ascii: "("): parenthesizedFormula()
    case UInt8(ascii: "["): displayFormula()
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      if isVerbatim { literal(2) } else { append("\u{202F}", skipping: 2) }
    case UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "@"):
      if isVerbatim || isLooseSign { literal(2) } else { position += 2 }
    case UInt8(ascii: "\\"), 0x20:
      if isVerbatim { return literal(2) }
      position += 1
      space()
    default: if !accent(sign: next) { literal(1) }
    }
  }

  /// Whether `\!`, `\-` and the like are not between letters or digits, and so not TeX's commands.
  private var isLooseSign: Bool {
    !ASCII.isAlphanumeric(previous) || !ASCII.isAlphanumeric(byte(2))
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
    } else if TeXCommands.isLetter(name) {
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
      append(style.applied(to: child(argument, verbatim: style == .code)))
      return after
    }
    if TeXCommands.isCitation(name) {
      trimEnd()
      return after
    }
    switch TeXCommands.text(name) {
    case "footnote":
      trimEnd()
      append([.text(Array(" (".utf8))] + child(argument) + [.text([UInt8(ascii: ")")])])
    case "textsuperscript": append(TeXAccent.raised(child(argument)))
    case "textsubscript": append(child(argument))
    case "url": append(address(argument))
    case "href", "textcolor":
      guard let second = source.group(at: after, before: end) else { return nil }
      append(name.first == UInt8(ascii: "h") ? link(argument, second) : child(second))
      return second.upperBound + 1
    default: return nil
    }
    return after
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
