/// A part's papers by stems instead of words, each with what its list is sorted by.
struct StemmedSegment: Sendable {
  /// Of all papers, one after the other: each of the paper's stems.
  private(set) var stems: [UInt32] = []
  /// For each of ``stems``.
  private(set) var counts: [FieldFrequencies] = []
  /// For each of ``stems``: see ``Posting/key``.
  private(set) var keys: [UInt8] = []
  /// Where each paper's stems end.
  private(set) var ends: [Int] = []

  /// `known` gives the stem of each word of the part.
  init(_ part: IndexSegment, stems known: [UInt32], _ weights: BM25Parameters, _ means: FieldMeans)
  {
    stems.reserveCapacity(part.forms.count)
    counts.reserveCapacity(part.forms.count)
    keys.reserveCapacity(part.forms.count)
    let first = StemmedSegment.firstForms(known)
    var places = Array(repeating: -1, count: known.count)
    for paper in part.ends.indices {
      let start = stems.count
      for entry in part.entries(of: paper) {
        let form = first[Int(part.forms[entry])]
        let place = places[form]
        if place >= start {
          counts[place].add(part.counts[entry])
        } else {
          places[form] = stems.count
          stems.append(known[form])
          counts.append(part.counts[entry])
        }
      }
      let impact = BM25Parameters.Impact(weights, part.lengths[paper], means)
      for counts in counts[start...] {
        keys.append(Posting.key(level: impact.level(counts), counts))
      }
      ends.append(stems.count)
    }
  }

  /// For each word the first one of the same stem, which stands for all of them.
  private static func firstForms(_ stems: [UInt32]) -> [Int] {
    var slots = HashSlots(capacity: 1 << 10)
    return stems.indices.map { form in
      let hash = stems[form] &* 0x9E37_79B1
      return slots.find(hash ^ hash >> 16, orInsert: form) { stems[$0] == stems[form] }
    }
  }

  func entries(of paper: Int) -> Range<Int> {
    (paper == 0 ? 0 : ends[paper - 1])..<ends[paper]
  }
}
