/// The postings of all stems: short lists as they stand among the words, longer ones in files.
struct SearchLists: Sendable {
  /// Postings of one file; of a longer list the best come first, the rest when they are needed.
  static let tierLimit = 20_000

  /// For each stem, what the lexicon says of it: its list or where that is.
  private(set) var references: [[UInt8]]
  private(set) var files: [OutputFile] = []

  init(_ index: SearchIndex, _ sizes: SearchSizes, _ form: SearchFileForm, _ parallel: Parallel) {
    let lists = parallel.map(index.stemCount) { stem in
      SearchLists.tiers(
        PostingsCode.sorted(index.postings[index.range(stem)]),
        limit: sizes.inlineList == .max ? .max : SearchLists.tierLimit)
    }
    references = lists.map { $0[0] }
    let long = lists.indices.filter { lists[$0].count > 1 || lists[$0][0].count > sizes.inlineList }
    let packed = SearchLists.pack(long, lists, limit: sizes.lists)
    let made = parallel.map(packed.count) { number in
      let content = SearchLists.content(packed[number].map { lists[$0.stem][$0.tier] })
      let hash = SearchFileForm.hash(content)
      return (hash: hash, files: form.files("p" + hash, content))
    }
    files = made.flatMap(\.files)
    refer(packed, hashes: made.map(\.hash), index)
  }

  private static func tiers(_ sorted: [UInt32], limit: Int) -> [[UInt8]] {
    var tiers: [[UInt8]] = []
    var start = 0
    repeat {
      let end = sorted.count - start > limit ? start + limit : sorted.count
      var text: [UInt8] = []
      PostingsCode.append(sorted[start..<end], to: &text)
      tiers.append(text)
      start = end
    } while start < sorted.count
    return tiers
  }

  /// Which tiers of which stems share a file, in the order of the stems.
  private static func pack(
    _ stems: [Int], _ lists: [[[UInt8]]], limit: Int
  ) -> [[(stem: Int, tier: Int)]] {
    var files: [[(stem: Int, tier: Int)]] = []
    var (current, size): ([(stem: Int, tier: Int)], Int) = ([], 0)
    for stem in stems {
      let bytes = lists[stem][0].count
      if lists[stem].count > 1 || bytes > limit {
        files += lists[stem].indices.map { [(stem, $0)] }
        continue
      }
      if size + bytes > limit, !current.isEmpty {
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
