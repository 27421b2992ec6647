extension SearchShards.Card {
  /// The papers of a file of cards: see ``SearchCards``.
  static func rows(_ columns: [String]) -> [Self] {
    let lines = columns.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    guard lines.count == 7, Set(lines.map(\.count)).count == 1 else { return [] }
    func names(_ text: Substring) -> [String] { text.split(separator: "\t").map(String.init) }
    return lines[0].indices.map { row in
      Self(
        title: String(lines[0][row]), authors: names(lines[1][row]),
        authorCount: Int(lines[2][row]) ?? 0, date: String(lines[3][row]),
        tags: names(lines[4][row]), slug: String(lines[5][row]), votes: Int(lines[6][row]) ?? 0)
    }
  }
}
