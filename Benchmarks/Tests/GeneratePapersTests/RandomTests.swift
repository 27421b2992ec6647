import Testing

@testable import GeneratePapers

struct RandomTests {
  /// The expected numbers are the first ones of the reference implementation
  /// (prng.di.unimi.it/splitmix64.c) for seed 1234567.
  @Test func `SplitMix64 gives the published numbers`() {
    var random = RandomSource(seed: 1_234_567)
    let numbers = (0..<3).map { _ in random.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `numbers below five are equally frequent`() {
    var random = RandomSource(seed: 1)
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<50_000 { counts[random.below(5)] += 1 }
    #expect(counts.allSatisfy { (9_600...10_400).contains($0) })
  }

  @Test func `Zipf's first position is about three times as frequent as the third`() {
    let choice = WeightedChoice.zipf(count: 60)
    var random = RandomSource(seed: 1)
    var counts = [Int](repeating: 0, count: 60)
    for _ in 0..<60_000 { counts[choice.draw(from: &random)] += 1 }
    let ratio = Double(counts[0]) / Double(counts[2])
    #expect((2.7...3.3).contains(ratio))
    #expect(counts[59] > 0)
  }

  @Test func `positions with weight 0 are never drawn`() {
    let choice = WeightedChoice(weights: [0, 3, 0, 1, 0])
    var random = RandomSource(seed: 1)
    let drawn = Set((0..<1_000).map { _ in choice.draw(from: &random) })
    #expect(drawn == [1, 3])
  }

  @Test(arguments: [1, 2, 3, 10, 97, 1_000, 30_030])
  func `a permutation contains every number once`(count: Int) {
    var random = RandomSource(seed: 3)
    let order = Permutation(count: count, random: &random)
    let positions = (0..<count).map(order.position(of:))
    #expect(Set(positions) == Set(0..<count))
    #expect(order.position(of: count) == positions[0])
  }
}
