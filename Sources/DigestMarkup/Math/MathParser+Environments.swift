/// Parses `\begin{…} … \end{…}`.
extension MathParser {
  /// Parses an environment, from after its `\begin`; throws if the matching `\end` is missing.
  mutating func environment() throws(MathError) -> MathNode {
    let name = MathTeXWriter.text(of: try tokens.argument(of: "begin"))
    let bare = name.hasSuffix("*") ? String(name.dropLast()) : name
    guard var table = MathParser.tables[bare] else { return try unknownEnvironment(name) }
    if MathParser.withColumns.contains(bare) {
      _ = tokens.option()
      let columns = MathTeXWriter.text(of: try tokens.argument(of: "begin"))
      if bare != "alignedat" && bare != "alignat" {
        table.alignment = MathParser.alignment(of: columns)
      }
    } else if name.hasSuffix("*") {
      _ = tokens.option()
    }
    table.rows = try rows(name)
    return .table(table)
  }

  /// Parses an environment without a layout: its only cell, or a table, with a warning.
  private mutating func unknownEnvironment(_ name: String) throws(MathError) -> MathNode {
    let rows = try rows(name)
    if !["equation", "equation*", "math", "displaymath", "multline", "multline*"].contains(name) {
      warn(
        "unknown environment '\(name)' in a formula", hint: "it is shown without its layout", at: 0)
    }
    return rows.count == 1 && rows[0].count == 1
      ? rows[0][0] : .table(MathTable(rows: rows, isDisplay: true))
  }

  /// Parses the rows of an environment, including its `\end`.
  private mutating func rows(_ name: String) throws(MathError) -> [[MathNode]] {
    let (before, wasInTable) = (font, isInTable)
    defer { (font, isInTable) = (before, wasInTable) }
    isInTable = true
    var rows: [[MathNode]] = [[]]
    while true {
      font = before
      rows[rows.count - 1].append(.row(of: try row()))
      let token = try tokens.next()
      switch token.kind {
      case .align: continue
      case .command("\\"), .command("cr"):
        _ = tokens.option()
        rows.append([])
      case .command("end"):
        let end = MathTeXWriter.text(of: try tokens.argument(of: "end"))
        guard end == name else { throw .unpaired("\\begin{\(name)}", without: "\\end{\(name)}") }
        if rows.last == [.empty] { rows.removeLast() }
        return rows
      default: throw .unpaired("\\begin{\(name)}", without: "\\end{\(name)}")
      }
    }
  }

  /// Parses rows separated by `\\`, as in `\substack`.
  mutating func rows(in inner: [MathToken]) throws(MathError) -> [[MathNode]] {
    let name = "substack"
    let letters = name.unicodeScalars.map { MathToken(kind: .character($0), offset: 0) }
    tokens.push(
      inner + [MathToken(kind: .command("end"), offset: 0), MathToken(kind: .open, offset: 0)]
        + letters + [MathToken(kind: .close, offset: 0)])
    return try rows(name)
  }

  /// Returns the alignment for column letters: `rl` as in equations, or that of the first column.
  private static func alignment(of columns: String) -> MathTable.Alignment {
    let letters = columns.filter { "lcr".contains($0) }
    if letters.starts(with: "rl") { return .equations }
    return letters.first == "l" ? .left : .centred
  }

  private static let withColumns: Set = ["array", "subarray", "alignedat", "alignat", "darray"]

  private static let tables: [String: MathTable] = [
    "matrix": MathTable(rows: []), "pmatrix": MathTable(rows: [], open: "(", close: ")"),
    "bmatrix": MathTable(rows: [], open: "[", close: "]"),
    "Bmatrix": MathTable(rows: [], open: "{", close: "}"),
    "vmatrix": MathTable(rows: [], open: "|", close: "|"),
    "Vmatrix": MathTable(rows: [], open: "‖", close: "‖"),
    "smallmatrix": MathTable(rows: [], isSmall: true), "array": MathTable(rows: []),
    "darray": MathTable(rows: [], isDisplay: true),
    "subarray": MathTable(rows: [], isSmall: true),
    "cases": MathTable(rows: [], alignment: .left, open: "{"),
    "dcases": MathTable(rows: [], alignment: .left, open: "{", isDisplay: true),
    "rcases": MathTable(rows: [], alignment: .left, close: "}"),
    "drcases": MathTable(rows: [], alignment: .left, close: "}", isDisplay: true),
    "aligned": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "align": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "split": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "alignedat": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "alignat": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "eqnarray": MathTable(rows: [], alignment: .equations, isDisplay: true),
    "gathered": MathTable(rows: [], isDisplay: true),
    "gather": MathTable(rows: [], isDisplay: true),
  ]
}
