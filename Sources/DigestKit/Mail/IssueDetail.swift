/// How much of its papers an issue shows: what comes later in an issue is cut first.
struct IssueDetail: Hashable, Sendable {
  /// About as many characters of each excerpt; `nil` shows whole ones.
  var excerptLimit: Int?
  /// How many papers have an excerpt.
  var excerpts: Int
  /// How many have their authors and links.
  var entries: Int
  /// How many have at least their title.
  var titles: Int

  static func whole(_ count: Int) -> IssueDetail {
    IssueDetail(excerptLimit: nil, excerpts: count, entries: count, titles: count)
  }

  /// From all to nothing: excerpts get shorter, then fewer, then papers become mere titles, and
  /// only then are any left out.
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

  /// The first of the steps whose size is within the limit, or else the last one.
  ///
  /// Later steps are smaller, so a dozen sizes are measured of some thousand steps.
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
