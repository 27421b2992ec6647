/// One page of a paginated list.
package struct Pager: Hashable, Sendable {
  /// The number of the page, from 1.
  package let number: Int
  package let count: Int
  /// The positions of this page's entries in the list.
  package let range: Range<Int>

  package init(number: Int, count: Int, range: Range<Int>) {
    self.number = number
    self.count = count
    self.range = range
  }

  /// The first page of any list, for looking up its path.
  package static let first = Pager(number: 1, count: 1, range: 0..<0)

  /// Returns the only page of a list that is not paginated.
  package static func whole(_ total: Int) -> Pager { Pager(number: 1, count: 1, range: 0..<total) }

  /// Returns the pages of a list of `total` entries; an empty list has one empty page.
  package static func all(total: Int, pageSize: Int) -> [Pager] {
    let count = max(1, (total + pageSize - 1) / pageSize)
    return (0..<count).map { index in
      let start = index * pageSize
      return Pager(
        number: index + 1, count: count, range: start..<min(total, start + pageSize))
    }
  }
}
