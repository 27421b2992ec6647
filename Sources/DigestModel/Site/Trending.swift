/// The papers that readers vote for now: votes count less with every day.
///
/// `docs/content.md` says the formula: votes / (days + 2)^1.5.
enum Trending {
  /// Positions of the papers with votes, the highest first, at most `limit`.
  static func papers(of papers: [Paper], now: Day?, limit: Int) -> [Int] {
    guard let now else { return [] }
    let scored = papers.indices.compactMap { index in
      let score = score(votes: papers[index].upvotes ?? 0, from: papers[index].date, now: now)
      return score > 0 ? (index: index, score: score) : nil
    }
    // Positions are unique, and earlier ones are newer.
    let ordered = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
    return ordered.prefix(limit).map(\.index)
  }

  /// IEEE 754 rounds products, quotients and square roots the same way everywhere, which nobody
  /// promises of `pow`.
  static func score(votes: Int, from day: Day, now: Day) -> Double {
    let age = Double(max(0, now.ordinal - day.ordinal) + 2)
    return Double(votes) / (age * age.squareRoot())
  }
}
