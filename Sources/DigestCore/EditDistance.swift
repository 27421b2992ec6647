/// The optimal string alignment distance: the number of letters to insert, delete, replace or swap
/// with the next one.
package enum EditDistance {
  /// Returns the distance between two words, or `limit + 1` if it is larger than `limit`.
  package static func between<Letter: Equatable>(_ a: [Letter], _ b: [Letter], limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      if row.min() ?? 0 > limit { return limit + 1 }
      (before, last) = (last, row)
    }
    return min(last[b.count], limit + 1)
  }
}
