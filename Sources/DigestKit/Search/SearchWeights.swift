/// The constants of ranking; they stand in the manifest, so that all readers agree.
struct SearchWeights: Sendable {
  let k1 = 1.6
  let title = (boost: 3.0, b: 0.6)
  let names = (boost: 2.0, b: 0.6)
  let text = (boost: 1.0, b: 0.75)
  /// Steps of a quantised impact.
  static let levels = 15

  /// The impact of a word in a paper, from 1 to ``levels``: its part of BM25F without the idf.
  func level(
    _ counts: SearchCounts, _ lengths: SearchPart.FieldLengths, _ means: FieldMeans
  ) -> Int {
    let tf =
      SearchWeights.part(title, counts.title, lengths.title, means.title)
      + SearchWeights.part(names, counts.name, lengths.names, means.names)
      + SearchWeights.part(text, counts.text, lengths.text, means.text)
    let impact = tf / (k1 + tf) * Double(SearchWeights.levels)
    return max(1, min(SearchWeights.levels, Int(impact.rounded())))
  }

  private static func part(
    _ field: (boost: Double, b: Double), _ count: Int, _ length: Int, _ mean: Double
  ) -> Double {
    guard count > 0 else { return 0 }
    return field.boost * Double(count) / (1 - field.b + field.b * Double(length) / mean)
  }
}

/// The average number of words in a field.
struct FieldMeans: Sendable {
  let title: Double
  let names: Double
  let text: Double

  init(_ parts: [SearchPart]) {
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
