/// Distributes papers over days, of which some have none and some twice the mean.
struct Schedule {
  private var remaining: Int

  init(papers: Int) {
    remaining = papers
  }

  /// Returns the number of papers for the first of the `daysLeft` days still to fill.
  mutating func papers(daysLeft: Int, random: inout RandomSource) -> Int {
    let wanted = daysLeft > 1 ? random.below(2 * remaining + daysLeft) / daysLeft : remaining
    let dealt = min(wanted, remaining)
    remaining -= dealt
    return dealt
  }
}
