/// The postings of all stems: short lists as they stand among the words, longer ones in files.
struct SearchLists: Sendable {
  /// Lists of so many papers stand among the words: a rare word costs one trip.
  static let inlineLimit = 24
  /// Postings of one file; of a longer list the best come first, the rest when they are needed.
  static let tierLimit = 20_000
  /// Bytes of a file of several lists.
  private static let fileSize = 4000

  /// For each stem, what the lexicon says of it: its list or where that is.
  private(set) var references: [[UInt8]]
  private(set) var files: [OutputFile] = []
  /// For each stem, the file of its list.
  private(set) var fileOfStem: [UInt32: String] = [:]

  init(_ index: SearchIndex, isSmall: Bool, _ form: SearchFileForm, _ parallel: Parallel) {
    let limit = isSmall ? Int.max : SearchLists.inlineLimit
    let lists = parallel.map(index.stemCount) { stem in
      let sorted = PostingsCode.sorted(index.postings[index.range(stem)])
      return stride(from: 0, to: sorted.count, by: SearchLists.tierLimit).map { start in
        var text: [UInt8] = []
        let end = limit == .max ? sorted.count : min(sorted.count, start + SearchLists.tierLimit)
        if start == 0 || limit != .max { PostingsCode.append(sorted[start..<end], to: &text) }
        return text
      }
    }
    references = lists.map { $0.first ?? [] }
    guard !isSmall else { return }
    let long = lists.indices.filter { index.df($0) > limit }
    let packed = SearchLists.pack(long, lists)
    let made = parallel.map(packed.count) { number in
      let content = SearchLists.content(packed[number].map { lists[$0.stem][$0.tier] })
      let hash = SearchFileForm.hash(content)
      return (hash: hash, files: form.files("p" + hash, content))
    }
    files = made.flatMap(\.files)
    refer(packed, hashes: made.map(\.hash), index)
  }

  /// Which tiers of which stems share a file, in the order of the stems.
  private static func pack(
    _ stems: [Int], _ lists: [[[UInt8]]]
  ) -> [[(stem: Int, tier: Int)]] {
    var files: [[(stem: Int, tier: Int)]] = []
    var (current, size): ([(stem: Int, tier: Int)], Int) = ([], 0)
    for stem in stems {
      let bytes = lists[stem][0].count
      if lists[stem].count > 1 || bytes > fileSize {
        files += lists[stem].indices.map { [(stem, $0)] }
        continue
      }
      if size + bytes > fileSize, !current.isEmpty {
        files.append(current)
        (current, size) = ([], 0)
      }
      current.append((stem, 0))
      size += bytes
    }
    return current.isEmpty ? files : files + [current]
  }

  private static func content(_ lists: [[UInt8]]) -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "[")]
    for (index, list) in lists.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json.append(UInt8(ascii: "\""))
      json += list
      json.append(UInt8(ascii: "\""))
    }
    return json + [UInt8(ascii: "]")]
  }

  /// `=df,file,position` with further files for further tiers.
  private mutating func refer(
    _ packed: [[(stem: Int, tier: Int)]], hashes: [String], _ index: SearchIndex
  ) {
    for (file, places) in packed.enumerated() {
      for (position, place) in places.enumerated() {
        if place.tier == 0 {
          let text = "=\(index.df(place.stem)),\(hashes[file]),\(position)"
          references[place.stem] = Array(text.utf8)
        } else {
          references[place.stem] += ",\(hashes[file])".utf8
        }
      }
    }
  }
}
