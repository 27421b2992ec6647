/// One page of a list that is cut into several.
struct Pager: Hashable, Sendable {
  /// From 1.
  let number: Int
  let count: Int
  /// Positions in the list.
  let range: Range<Int>

  /// The first page of any list, to ask for its path.
  static let first = Pager(number: 1, count: 1, range: 0..<0)

  /// A list that is never cut.
  static func whole(_ total: Int) -> Pager { Pager(number: 1, count: 1, range: 0..<total) }

  /// The pagers of a list of `total` entries; an empty list has one empty pager.
  static func all(total: Int, pageSize: Int) -> [Pager] {
    let count = max(1, (total + pageSize - 1) / pageSize)
    return (0..<count).map { index in
      let start = index * pageSize
      return Pager(
        number: index + 1, count: count, range: start..<min(total, start + pageSize))
    }
  }
}
