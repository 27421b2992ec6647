import DigestCore
import Glibc

/// Rows of weighted numbers, one after the other in memory: the stems of papers, or the papers of stems.
struct SimilarVectors: Sendable {
  static let stemLimit = 20
  private static let titleBoost = 3

  private var ids: [UInt32] = []
  private var weights: [Float] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  private func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  /// Calls `body` with each number of a row and its weight.
  @inline(__always)
  func forEach(in row: Int, _ body: (UInt32, Float) -> Void) {
    ids.withUnsafeBufferPointer { ids in
      weights.withUnsafeBufferPointer { weights in
        for index in range(row) { body(ids[index], weights[index]) }
      }
    }
  }

  private init() {}

  /// Each paper's most telling stems by tf-idf, as a vector of length 1.
  ///
  /// `ends` are those of the stems' postings.
  init(_ parts: [StemmedSegment], papers: Int, ends: [Int], _ parallel: Parallel) {
    let idfs = SimilarVectors.idfs(ends, papers: papers)
    for part in parallel.map(parts.count, { SimilarVectors(parts[$0], idfs) }) {
      let offset = ids.count
      ids += part.ids
      weights += part.weights
      self.ends += part.ends.map { $0 + offset }
    }
  }

  /// 0 for stems of a single paper, which have nothing to share.
  private static func idfs(_ ends: [Int], papers: Int) -> [Float] {
    zip([0] + ends, ends).map { start, end in
      end - start > 1 ? Float(log(Double(papers) / Double(end - start))) : 0
    }
  }

  private init(_ part: StemmedSegment, _ idfs: [Float]) {
    // The counts of title and text have at most four and seven bits.
    let tfs = [0] + (1...(15 * SimilarVectors.titleBoost + 127)).map { Float(1 + log(Double($0))) }
    var best: [UInt64] = []
    for paper in part.ends.indices {
      best.removeAll(keepingCapacity: true)
      for entry in part.entries(of: paper) {
        let counts = part.counts[entry]
        let weight =
          tfs[counts.title * SimilarVectors.titleBoost + counts.text] * idfs[Int(part.stems[entry])]
        guard weight > 0 else { continue }
        SimilarVectors.insert(part.stems[entry], weight, into: &best)
      }
      let kept = best.map { Float(bitPattern: UInt32($0 >> 32)) }
      let length = kept.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for (entry, weight) in zip(best, kept) {
        ids.append(~UInt32(truncatingIfNeeded: entry))
        weights.append(weight / length)
      }
      ends.append(ids.count)
    }
  }

  /// Keeps the heaviest, of equals those with smaller numbers: bits of positive numbers are in their
  /// order.
  private static func insert(_ stem: UInt32, _ weight: Float, into best: inout [UInt64]) {
    let entry = UInt64(weight.bitPattern) << 32 | UInt64(~stem)
    if best.count == stemLimit, entry < best[stemLimit - 1] { return }
    var place = best.count
    best.append(entry)
    while place > 0, best[place - 1] < entry {
      best[place] = best[place - 1]
      place -= 1
    }
    best[place] = entry
    if best.count > stemLimit { best.removeLast() }
  }

  /// For each number the rows that have it, the heaviest `limit` of them.
  func inverted(count: Int, limit: Int) -> SimilarVectors {
    var next = Array(repeating: 0, count: count + 1)
    for id in ids { next[Int(id) + 1] += 1 }
    for id in 1...max(1, count) where id <= count { next[id] += next[id - 1] }
    var entries = [UInt64](repeating: 0, count: ids.count)
    for row in ends.indices {
      for index in range(row) {
        let id = Int(ids[index])
        entries[next[id]] = UInt64(weights[index].bitPattern) << 32 | UInt64(~UInt32(row))
        next[id] += 1
      }
    }
    var result = SimilarVectors()
    var start = 0
    for id in 0..<count {
      let rows = entries[start..<next[id]]
      let kept = rows.count > limit ? rows.sorted(by: >).prefix(limit) : rows
      for entry in kept {
        result.ids.append(~UInt32(truncatingIfNeeded: entry))
        result.weights.append(Float(bitPattern: UInt32(entry >> 32)))
      }
      result.ends.append(result.ids.count)
      start = next[id]
    }
    return result
  }
}
