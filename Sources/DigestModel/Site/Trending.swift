/// Ranks papers by votes, which count less with every day.
///
/// The score is votes / (days + 2)^1.5, as documented in `docs/content.md`.
enum Trending {
  /// Returns the positions of at most `limit` papers with votes, highest score first.
  static func papers(of papers: [Paper], now: Day?, limit: Int) -> [Int] {
    guard let now else { return [] }
    let scored = papers.indices.compactMap { index in
      let score = score(votes: papers[index].upvotes ?? 0, from: papers[index].date, now: now)
      return score > 0 ? (index: index, score: score) : nil
    }
    // Positions are unique, and earlier ones belong to newer papers.
    let ordered = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
    return ordered.prefix(limit).map(\.index)
  }

  /// Returns a score, using only operations that IEEE 754 rounds the same everywhere; `pow` has no
  /// such guarantee.
  static func score(votes: Int, from day: Day, now: Day) -> Double {
    let age = Double(max(0, now.ordinal - day.ordinal) + 2)
    return Double(votes) / (age * age.squareRoot())
  }
}
