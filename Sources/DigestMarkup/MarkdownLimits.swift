/// Limits on Markdown text, checked before it is passed to cmark-gfm.
///
/// Debian's cmark-gfm 0.29.0.gfm.6 lacks the fixes for several advisories on quadratic time
/// (it needs 26 s and 7 GB for a 16 KB table). No author comes near these limits.
package struct MarkdownLimits {
  package static let bytes = 256 * 1024
  static let nesting = 32
  package static let indentation = 512
  static let tableColumns = 128
  static let tableCells = 20_000
  static let referenceBytes = 4 * 1024 * 1024

  /// How often a special character may appear between two blank lines.
  static let signs: [(sign: String, limit: Int)] = [
    ("[", 2000), ("*", 4000), ("_", 8000), ("<", 2000), ("`", 4000), ("~", 2000), ("@", 1000),
    ("www.", 500), ("&", 8000), ("$", 1000), ("\"", 20_000), ("'", 20_000),
  ]

  package struct Problem: Hashable {
    /// The line within the text, from 1.
    package let line: Int
    package let message: String
    package let hint: String
  }

  private let text: ArraySlice<UInt8>
  private var counts = [Int](repeating: 0, count: 256)
  private var blockLine = 1
  private var brackets = 0
  private var longestDefinition = (bytes: 0, line: 1)
  /// The size so far of the link definition that the current line may continue.
  private var definition = (bytes: 0, line: 1)
  private var longestInBlock = (bytes: 0, line: 1)
  private var hasLabelEnd = false
  private var cells = 0
  private var tableLines = 0
  private var pipes = 0
  private var hasDelimiterRow = false

  /// Returns the first limit that `text` exceeds, or `nil` if there is none.
  package static func problem(in text: ArraySlice<UInt8>) -> Problem? {
    if text.count > bytes {
      return Problem(
        line: 1, message: "a body of \(text.count) bytes; the limit is \(bytes)",
        hint: "a digest holds abstracts and notes; link to longer texts")
    }
    var limits = MarkdownLimits(text)
    return limits.firstProblem()
  }

  private init(_ text: ArraySlice<UInt8>) {
    self.text = text
  }

  private mutating func firstProblem() -> Problem? {
    var line = 1
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
      if let problem = problem(inLine: text[start..<end], number: line) { return problem }
      start = end + 1
      line += 1
    }
    return endOfBlock(nextLine: line) ?? referenceProblem()
  }

  private mutating func problem(inLine line: ArraySlice<UInt8>, number: Int) -> Problem? {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return endOfBlock(nextLine: number + 1) }
    if let problem = nestingProblem(line, number) { return problem }
    count(line)
    tableLines += 1
    if isDelimiterRow(line) { hasDelimiterRow = true }
    noteDefinition(line, number)
    return nil
  }

  /// Counts the special characters of a line; `www.` is counted as `w`.
  private mutating func count(_ line: ArraySlice<UInt8>) {
    var linePipes = 0
    var last: UInt8 = 0
    var ws = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "w"): ws += 1
      case UInt8(ascii: "."):
        if ws >= 3 { counts[Int(UInt8(ascii: "w"))] += 1 }
        ws = 0
      default:
        counts[Int(byte)] += 1
        if byte == UInt8(ascii: "|") { linePipes += 1 }
        if byte == UInt8(ascii: ":"), last == UInt8(ascii: "]") { hasLabelEnd = true }
        ws = 0
      }
      last = byte
    }
    pipes = max(pipes, linePipes)
  }

  /// Checks the block that ends here, and resets the counts.
  private mutating func endOfBlock(nextLine: Int) -> Problem? {
    defer {
      brackets += counts[Int(UInt8(ascii: "["))]
      for index in counts.indices { counts[index] = 0 }
      (blockLine, tableLines, pipes, hasDelimiterRow) = (nextLine, 0, 0, false)
      if hasLabelEnd, longestInBlock.bytes > longestDefinition.bytes {
        longestDefinition = longestInBlock
      }
      (definition, longestInBlock, hasLabelEnd) = ((0, nextLine), (0, nextLine), false)
    }
    return signProblem() ?? tableProblem()
  }

  private func signProblem() -> Problem? {
    for (sign, limit) in MarkdownLimits.signs {
      let count = sign.utf8.first.map { counts[Int($0)] } ?? 0
      guard count > limit else { continue }
      return Problem(
        line: blockLine,
        message: "'\(sign)' appears \(count) times in one paragraph; the limit is \(limit)",
        hint: "split the paragraph with blank lines")
    }
    return nil
  }

  private mutating func tableProblem() -> Problem? {
    guard hasDelimiterRow else { return nil }
    let columns = pipes + 1
    if columns > MarkdownLimits.tableColumns {
      return Problem(
        line: blockLine,
        message: "a table of \(columns) columns; the limit is \(MarkdownLimits.tableColumns)",
        hint: "link to the data instead")
    }
    cells += columns * tableLines
    guard cells > MarkdownLimits.tableCells else { return nil }
    return Problem(
      line: blockLine,
      message: "tables of \(cells) cells in all; the limit is \(MarkdownLimits.tableCells)",
      hint: "link to the data instead")
  }

  /// Checks nesting and indentation, counting every marker before the text of a line as a level.
  private func nestingProblem(_ line: ArraySlice<UInt8>, _ number: Int) -> Problem? {
    var depth = 0
    var spaces = 0
    var index = line.startIndex
    scan: while index < line.endIndex {
      switch line[index] {
      case 0x20, 0x09: spaces += 1
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
        UInt8(ascii: "."), UInt8(ascii: ")"):
        depth += 1
      case 0x30...0x39: break
      default: break scan
      }
      index += 1
    }
    let isRule = isThematicBreakOrDelimiter(line)
    if depth > MarkdownLimits.nesting && !isRule {
      return Problem(
        line: number, message: "quotes or lists nested more than \(MarkdownLimits.nesting) deep",
        hint: "flatten them")
    }
    guard spaces > MarkdownLimits.indentation else { return nil }
    return Problem(
      line: number, message: "indented by more than \(MarkdownLimits.indentation) spaces",
      hint: "indent less")
  }

  /// Whether a line is a thematic break or underline such as `-----`, which opens no list.
  private func isThematicBreakOrDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = trimmed.first else { return false }
    return !trimmed.contains { $0 != first && $0 != 0x0A }
      && [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ".")].contains(first)
  }

  /// Whether a line can be the delimiter row of a table, such as `|---|:-:|`.
  private func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-"))
      && line.allSatisfy { "|-:> \t*+.)0123456789".utf8.contains($0) }
  }

  /// Measures link definitions such as `[name]: target`, which are written out at each use.
  ///
  /// A title may span lines, up to the next definition or a blank line.
  private mutating func noteDefinition(_ line: ArraySlice<UInt8>, _ number: Int) {
    let text = line.drop { " \t>-*+.)0123456789".utf8.contains($0) }
    if text.first == UInt8(ascii: "[") {
      definition = (line.count, number)
    } else if definition.bytes > 0 {
      definition.bytes += line.count + 1
    }
    if definition.bytes > longestInBlock.bytes { longestInBlock = definition }
  }

  /// Limits how much of link definitions the parser may copy; ``MarkdownExpansion`` limits the
  /// result.
  private func referenceProblem() -> Problem? {
    let (bytes, line) = longestDefinition
    guard bytes * brackets > MarkdownLimits.referenceBytes else { return nil }
    return Problem(
      line: line, message: "a link definition of \(bytes) bytes used \(brackets) times",
      hint: "shorten its address or title")
  }
}
