/// A permutation of the numbers below `count` that scatters neighbours and needs no table.
///
/// It keeps a million titles and names unique in constant memory. Beyond `count`, it repeats.
struct Permutation {
  let count: Int
  private let step: Int
  private let offset: Int

  init(count: Int, random: inout RandomSource) {
    precondition(count > 0, "nothing to permute")
    self.count = count
    offset = random.below(count)
    // A step near the golden ratio spreads neighbours; if it is coprime, no number repeats.
    var candidate = count * 618 / 1000 + 1
    while Self.greatestCommonDivisor(candidate, count) != 1 { candidate += 1 }
    step = candidate
  }

  func position(of index: Int) -> Int {
    (index % count * step + offset) % count
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
