/// Draws random positions with given weights.
struct WeightedChoice {
  private let sums: [Int]

  init(weights: [Int]) {
    var sum = 0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// Zipf's law: the first position is twice as frequent as the second, three times as the third.
  static func zipf(count: Int) -> WeightedChoice {
    WeightedChoice(weights: (1...count).map { 1_000_000 / $0 })
  }

  func draw(from random: inout RandomSource) -> Int {
    let point = random.below(sums.last ?? 0)
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > point { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
