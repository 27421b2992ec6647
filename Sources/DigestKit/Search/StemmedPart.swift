/// A part's papers by stems instead of words.
struct StemmedPart: Sendable {
  private(set) var entries: [(stem: UInt32, counts: SearchCounts)] = []
  private(set) var ends: [Int] = []
  let lengths: [SearchPart.FieldLengths]

  /// `stems` gives the stem of each form of the part.
  init(_ part: SearchPart, stems: [UInt32]) {
    lengths = part.lengths
    entries.reserveCapacity(part.entries.count)
    let first = StemmedPart.firstForms(stems)
    var places = Array(repeating: -1, count: stems.count)
    for paper in part.ends.indices {
      let start = entries.count
      for entry in part.entries[part.entries(of: paper)] {
        let form = first[Int(entry.form)]
        if places[form] >= start {
          entries[places[form]].counts.add(entry.counts)
        } else {
          places[form] = entries.count
          entries.append((stems[form], entry.counts))
        }
      }
      ends.append(entries.count)
    }
  }

  /// For each form the first one of the same stem, which stands for all of them.
  private static func firstForms(_ stems: [UInt32]) -> [Int] {
    var first: [UInt32: Int] = [:]
    first.reserveCapacity(stems.count)
    return stems.indices.map { form in
      if let known = first[stems[form]] { return known }
      first[stems[form]] = form
      return form
    }
  }

  func entries(of paper: Int) -> Range<Int> {
    (paper == 0 ? 0 : ends[paper - 1])..<ends[paper]
  }

  /// Of each entry, what its list is sorted by.
  func keys(_ weights: SearchWeights, _ means: FieldMeans) -> [UInt8] {
    var keys: [UInt8] = []
    keys.reserveCapacity(entries.count)
    for paper in ends.indices {
      for entry in entries[entries(of: paper)] {
        let level = weights.level(entry.counts, lengths[paper], means)
        keys.append(Posting.key(level: level, inTitle: entry.counts.title > 0))
      }
    }
    return keys
  }
}
