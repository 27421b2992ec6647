/// Deals papers out over days: some days have none, some twice the mean, none is left over.
struct Schedule {
  private var remaining: Int

  init(papers: Int) {
    remaining = papers
  }

  /// How many papers come out on the first of the `daysLeft` days still to fill.
  mutating func papers(daysLeft: Int, random: inout RandomSource) -> Int {
    let wanted = daysLeft > 1 ? random.below(2 * remaining + daysLeft) / daysLeft : remaining
    let dealt = min(wanted, remaining)
    remaining -= dealt
    return dealt
  }
}
