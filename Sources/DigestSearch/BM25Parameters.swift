/// The constants of ranking; they stand in the manifest, so that all readers agree.
struct BM25Parameters: Sendable {
  let k1 = 1.6
  let title = (boost: 3.0, b: 0.6)
  let names = (boost: 2.0, b: 0.6)
  let text = (boost: 1.0, b: 0.75)
  /// Steps of a quantised impact.
  static let levels = 15

  /// What a word's counts are worth in one paper: its part of BM25F without the idf.
  struct Impact {
    private let k1: Double
    /// Of one occurrence in each field, for fields of this paper's lengths.
    private let title: Double
    private let names: Double
    private let text: Double

    init(_ weights: BM25Parameters, _ lengths: IndexSegment.FieldLengths, _ means: FieldMeans) {
      func once(_ field: (boost: Double, b: Double), _ length: Int, _ mean: Double) -> Double {
        field.boost / (1 - field.b + field.b * Double(length) / mean)
      }
      k1 = weights.k1
      title = once(weights.title, lengths.title, means.title)
      names = once(weights.names, lengths.names, means.names)
      text = once(weights.text, lengths.text, means.text)
    }

    /// From 1 to ``BM25Parameters/levels``.
    func level(_ counts: FieldFrequencies) -> Int {
      let tf =
        title * Double(counts.title) + names * Double(counts.name) + text * Double(counts.text)
      let impact = tf / (k1 + tf) * Double(BM25Parameters.levels)
      return max(1, min(BM25Parameters.levels, Int(impact.rounded())))
    }
  }
}

/// The average number of words in a field.
struct FieldMeans: Sendable {
  let title: Double
  let names: Double
  let text: Double

  init(_ parts: [IndexSegment]) {
    var sums = (0, 0, 0, 0)
    for lengths in parts.lazy.flatMap(\.lengths) {
      sums.0 += 1
      sums.1 += lengths.title
      sums.2 += lengths.names
      sums.3 += lengths.text
    }
    let papers = max(1, sums.0)
    func mean(_ sum: Int) -> Double { max(1, Double(sum) / Double(papers)) }
    (title, names, text) = (mean(sums.1), mean(sums.2), mean(sums.3))
  }
}
