/// How much of each paper an issue shows; papers at its end are shortened first.
struct IssueDetail: Hashable, Sendable {
  /// The approximate length of excerpts in characters; `nil` means whole summaries.
  var excerptLimit: Int?
  /// The number of papers with an excerpt.
  var excerpts: Int
  /// The number of papers with authors and links.
  var entries: Int
  /// The number of papers with at least a title.
  var titles: Int

  static func whole(_ count: Int) -> IssueDetail {
    IssueDetail(excerptLimit: nil, excerpts: count, entries: count, titles: count)
  }

  /// Returns all levels of detail, from everything to nothing.
  ///
  /// Excerpts get shorter, then fewer, then papers are reduced to titles, and only then are any
  /// left out.
  static func steps(_ count: Int) -> [IssueDetail] {
    let whole = whole(count)
    var steps = [whole]
    var last = whole
    for limit in stride(from: 400, through: 120, by: -20) {
      last.excerptLimit = limit
      steps.append(last)
    }
    for part in [\IssueDetail.excerpts, \.entries, \.titles] {
      for kept in (0..<count).reversed() {
        last[keyPath: part] = kept
        steps.append(last)
      }
    }
    return steps
  }

  /// Returns the most detailed level whose size is within the limit, or the least detailed one.
  ///
  /// Each level is smaller than the one before, so a binary search measures a dozen of some
  /// thousand.
  static func fitting(_ count: Int, limit: Int, size: (IssueDetail) -> Int) -> IssueDetail {
    let steps = steps(count)
    var range = 0..<(steps.count - 1)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        size(steps[middle]) <= limit
        ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return steps[range.lowerBound]
  }
}
