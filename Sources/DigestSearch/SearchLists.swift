import DigestCore
import DigestFiles

/// The postings of all stems: short lists as they stand among the words, longer ones in files.
struct SearchLists: Sendable {
  /// Postings of one file; of a longer list the best come first, the rest when they are needed.
  static let tierLimit = 16_000

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
    let made = parallel.map(long.count) { number in
      lists[long[number]].map { list in
        let content = [UInt8(ascii: "\"")] + list + [UInt8(ascii: "\"")]
        let hash = SearchFileForm.hash(content)
        return (hash: hash, files: form.files("p" + hash, content))
      }
    }
    // A tag and a venue that go together have equal lists, and equal lists are one file.
    var written: Set<String> = []
    files = made.joined().filter { written.insert($0.hash).inserted }.flatMap(\.files)
    for (stem, tiers) in zip(long, made) {
      let hashes = tiers.map(\.hash).joined(separator: ",")
      references[stem] = Array("=\(index.df(stem)),\(hashes)".utf8)
    }
  }

  /// The list in pieces of ``tierLimit``, the best first.
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
}
