import DigestCore

/// Escapes the literal bytes that Markdown would interpret as markup, and no others.
///
/// Files are edited by hand, so `GPT_BASE`, `(<1M` and a lone `*` remain as people write them.
struct MarkdownEscapes {
  private let bytes: [UInt8]
  private let roles: [MarkdownWriter.Role]
  private var needed: [Bool]

  /// Returns the bytes of a line with a backslash before each literal byte that needs one.
  static func escaped(
    _ bytes: [UInt8], _ roles: [MarkdownWriter.Role], addresses: [Range<Int>]
  ) -> [UInt8] {
    var escapes = MarkdownEscapes(bytes, roles)
    for sign in "*_~".utf8 { escapes.markRuns(of: sign) }
    escapes.markSigns()
    escapes.markBrackets(before: addresses)
    escapes.markLineStart()
    return escapes.written()
  }

  private init(_ bytes: [UInt8], _ roles: [MarkdownWriter.Role]) {
    self.bytes = bytes
    self.roles = roles
    needed = [Bool](repeating: false, count: bytes.count)
  }

  private func isLiteral(_ index: Int) -> Bool {
    roles[index] == .literal || roles[index] == .linkText
  }

  /// Marks the delimiter runs that could open emphasis which a later run could close, and the runs
  /// that could close it.
  private mutating func markRuns(of sign: UInt8) {
    let runs = self.runs(of: sign)
    var hasOpener = false
    for run in runs {
      if run.mayClose && hasOpener { mark(run.range) }
      hasOpener = hasOpener || run.mayOpen
    }
    var hasCloser = false
    for run in runs.reversed() {
      if run.mayOpen && hasCloser { mark(run.range) }
      hasCloser = hasCloser || run.mayClose
    }
  }

  private mutating func mark(_ range: Range<Int>) {
    for index in range where isLiteral(index) { needed[index] = true }
  }

  /// Returns the delimiter runs of a character, and whether they can open or close emphasis.
  private func runs(of sign: UInt8) -> [(range: Range<Int>, mayOpen: Bool, mayClose: Bool)] {
    var runs: [(range: Range<Int>, mayOpen: Bool, mayClose: Bool)] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == sign && roles[index] != .raw else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count && bytes[index] == sign && roles[index] != .raw { index += 1 }
      // A single `~` means "about"; the renderer accepts only two as strikethrough.
      if sign == UInt8(ascii: "~") && index - start != 2 { continue }
      let flanking = Flanking(bytes, start..<index)
      // cmark-gfm skips `~` when it determines which characters flank `*` and `_`.
      let isBesideTilde = [start - 1, index].contains {
        bytes.indices.contains($0) && bytes[$0] == UInt8(ascii: "~")
      }
      runs.append(
        (
          start..<index, isBesideTilde || flanking.mayOpen(sign),
          isBesideTilde || flanking.mayClose(sign)
        ))
    }
    return runs
  }

  /// Marks characters that are markup depending on what follows them.
  private mutating func markSigns() {
    let backticks = bytes.count { $0 == UInt8(ascii: "`") }
    for index in bytes.indices where isLiteral(index) {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch bytes[index] {
      case UInt8(ascii: "$"): needed[index] = true
      case UInt8(ascii: "\\"): needed[index] = ASCII.isPunctuation(next)
      case UInt8(ascii: "`"): needed[index] = backticks > 1
      case UInt8(ascii: "<"):
        needed[index] = ASCII.isLetter(next) || [0x21, 0x2F, 0x3F].contains(next)
      case UInt8(ascii: "&"): needed[index] = isEntity(at: index)
      case UInt8(ascii: "!"):
        needed[index] = next == UInt8(ascii: "[") && roles[index + 1] == .raw
      case UInt8(ascii: "["), UInt8(ascii: "]"):
        if roles[index] == .linkText { needed[index] = true }
      default: break
      }
    }
  }

  /// Whether an entity such as `&name;` or `&#1234;` begins at `index`.
  private func isEntity(at index: Int) -> Bool {
    let rest = bytes[(index + 1)...].prefix(40)
    let name = rest.drop { $0 == UInt8(ascii: "#") }.prefix { ASCII.isAlphanumeric($0) }
    return !name.isEmpty && name.endIndex < rest.endIndex
      && bytes[name.endIndex] == UInt8(ascii: ";")
  }

  /// Marks brackets that would change links: `](` after an opening bracket would be a link, and an
  /// open bracket keeps the URLs after it from becoming links.
  private mutating func markBrackets(before addresses: [Range<Int>]) {
    var open: [Int] = []
    var next = addresses.startIndex
    for index in bytes.indices {
      if next < addresses.endIndex && addresses[next].lowerBound == index {
        for bracket in open { needed[bracket] = true }
        open = []
        next += 1
      }
      guard isLiteral(index) else { continue }
      if bytes[index] == UInt8(ascii: "[") { open.append(index) }
      guard bytes[index] == UInt8(ascii: "]"), !open.isEmpty else { continue }
      if index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "(") {
        needed[index] = true
      } else {
        open.removeLast()
      }
    }
  }

  private func written() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for index in bytes.indices {
      if needed[index] { result.append(UInt8(ascii: "\\")) }
      result.append(bytes[index])
    }
    return result
  }
}

/// Escapes characters that are markup only at the beginning of a line.
extension MarkdownEscapes {
  private mutating func markLineStart() {
    guard let first = bytes.first, roles[0] == .literal else { return }
    let run = bytes.prefix { $0 == first }.count
    let after = bytes.dropFirst(run).first ?? 0x20
    switch first {
    case UInt8(ascii: "#"): needed[0] = run <= 6 && after == 0x20
    case UInt8(ascii: ">"): needed[0] = true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      needed[0] = needed[0] || (run == 1 && after == 0x20 && first != 0x5F) || isRule(first)
    case UInt8(ascii: "~"), UInt8(ascii: "`"): needed[0] = needed[0] || run >= 3
    // Seven in a row at the start of a line look like a conflict marker of git.
    case UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "|"):
      needed[0] = needed[0] || run == 7
    case UInt8(ascii: "["): if isDefinition { needed[0] = true }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): markOrderedItem()
    default: break
    }
  }

  /// Whether the line is a thematic break, such as `* * *`: three or more of one character, and
  /// spaces.
  private func isRule(_ sign: UInt8) -> Bool {
    bytes.allSatisfy { $0 == sign || $0 == 0x20 } && bytes.count { $0 == sign } >= 3
  }

  /// Whether the line is a link reference definition, such as `[1]: …`, which would not be shown.
  private var isDefinition: Bool {
    guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
    return bytes.indices.contains { index in
      index >= close && bytes[index] == UInt8(ascii: ":") && bytes[index - 1] == UInt8(ascii: "]")
    }
  }

  /// Marks the delimiter of an ordered list item, such as `1. ` or `1) `.
  private mutating func markOrderedItem() {
    let digits = bytes.prefix { ASCII.isDigit($0) }.count
    guard digits <= 9, digits < bytes.count, [0x2E, 0x29].contains(bytes[digits]),
      digits + 1 == bytes.count || bytes[digits + 1] == 0x20, roles[digits] == .literal
    else { return }
    needed[digits] = true
  }
}
