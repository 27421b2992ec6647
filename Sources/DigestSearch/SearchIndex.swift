import DigestCore
import DigestModel
import Synchronization

/// Which words stand in which papers, in memory.
///
/// Papers are numbered by date, oldest first, so old numbers stay as papers come in, and a larger
/// number is a newer paper.
package struct SearchIndex: Sendable {
  /// For each number, the position in ``Site/papers``.
  let order: [Int]
  /// For each position in ``Site/papers``, the number.
  let numbers: [Int]
  /// All words in the order of their bytes.
  let forms: StringInterner
  let sortedForms: [UInt32]
  /// For each form, its stem; stems are numbered in the order of their first forms.
  let stemOfForm: [UInt32]
  /// Where each stem's postings end in ``postings``.
  let ends: [Int]
  /// Papers' numbers with their keys: see ``Posting``.
  let postings: [UInt32]
  let similar: SimilarPapers

  var paperCount: Int { order.count }
  var stemCount: Int { ends.count }

  func range(_ stem: Int) -> Range<Int> { (stem == 0 ? 0 : ends[stem - 1])..<ends[stem] }

  func df(_ stem: Int) -> Int { range(stem).count }

  /// Numbers for papers, by date, then by slug: votes, by which lists are ordered, change.
  static func order(_ papers: [Paper]) -> [Int] {
    papers.indices.sorted {
      (papers[$0].date, papers[$0].slug) < (papers[$1].date, papers[$1].slug)
    }
  }

  /// Reads the words of all papers; `document` gives the one with a number.
  ///
  /// What `old` has of papers without a change is taken over.
  static func parts(
    _ count: Int, language: String, _ parallel: Parallel, reusing old: KnownSegments,
    _ document: @Sendable (Int) throws -> SearchDocument
  ) throws -> [IndexSegment] {
    let stopWords = StopWords(language: language)
    let size = IndexSegment.size
    let parts = parallel.map((count + size - 1) / size) {
      part -> Result<IndexSegment, any Error> in
      let range = (part * size)..<min(count, (part + 1) * size)
      if let known = old.part(part, of: range) { return .success(known) }
      return Result {
        var words = IndexSegment(stopWords: stopWords)
        for number in range {
          words.add(try document(number))
        }
        words.finish()
        return words
      }
    }
    return try parts.map { try $0.get() }
  }

  /// Empties `parts`: those that nobody else keeps are freed as they are stemmed.
  init(_ site: Site, order: [Int], parts: inout [IndexSegment], parallel: Parallel) {
    self.order = order
    var numbers = Array(repeating: 0, count: order.count)
    for (number, index) in order.enumerated() { numbers[index] = number }
    self.numbers = numbers
    let means = FieldMeans(parts)
    var forms = StringInterner()
    let maps = parts.map { part in
      (0..<part.words.count).map { UInt32(forms.id(of: part.words[$0])) }
    }
    self.forms = forms
    sortedForms = forms.sorted()
    stemOfForm = SearchIndex.stems(
      forms, sortedForms, language: site.configuration.language, parallel)
    let (stemOfForm, stemCount) = (stemOfForm, Int(stemOfForm.max().map { $0 + 1 } ?? 0))
    let left = Mutex(parts.map(Optional.init))
    parts = []
    let stemmed = parallel.map(maps.count) { index in
      let part = left.withLock { $0[index].take() } ?? IndexSegment(stopWords: .none)
      return StemmedSegment(
        part, stems: maps[index].map { stemOfForm[Int($0)] }, BM25Parameters(), means)
    }
    ends = SearchIndex.ends(stemmed, stemCount)
    postings = SearchIndex.postings(stemmed, ends)
    similar = SimilarPapers(site, numbers: numbers, stemmed, ends: ends, parallel)
  }

  private static func stems(
    _ forms: StringInterner, _ sorted: [UInt32], language: String, _ parallel: Parallel
  ) -> [UInt32] {
    let size = 4096
    let pieces = parallel.map((sorted.count + size - 1) / size) { piece in
      let stemmer = Stemmer(language: language)
      let spelling = SpellingVariants(language: language)
      var (bytes, ends): ([UInt8], [Int]) = ([], [])
      for form in sorted[(piece * size)..<min(sorted.count, (piece + 1) * size)] {
        stemmer.appendStem(of: spelling.usual(forms[Int(form)], in: forms), to: &bytes)
        ends.append(bytes.count)
      }
      return (bytes: bytes, ends: ends)
    }
    var table = StringInterner()
    var stems = Array(repeating: UInt32(0), count: forms.count)
    var position = 0
    for piece in pieces {
      var start = 0
      for end in piece.ends {
        stems[Int(sorted[position])] = UInt32(table.id(of: piece.bytes[start..<end]))
        (start, position) = (end, position + 1)
      }
    }
    return stems
  }

  private static func ends(_ parts: [StemmedSegment], _ stemCount: Int) -> [Int] {
    var counts = Array(repeating: 0, count: stemCount)
    for part in parts { for stem in part.stems { counts[Int(stem)] += 1 } }
    var sum = 0
    return counts.map { count in
      sum += count
      return sum
    }
  }

  /// Every stem's papers in the order of their numbers.
  private static func postings(_ parts: [StemmedSegment], _ ends: [Int]) -> [UInt32] {
    var next = [0] + ends.dropLast()
    // Not in order, so not by appending; each place is written once, as the counts add up.
    return [UInt32](unsafeUninitializedCapacity: ends.last ?? 0) { postings, count in
      var paper = 0
      for part in parts {
        var start = 0
        for end in part.ends {
          for index in start..<end {
            let stem = Int(part.stems[index])
            postings[next[stem]] = Posting(paper: paper, key: part.keys[index]).packed
            next[stem] += 1
          }
          (start, paper) = (end, paper + 1)
        }
      }
      count = ends.last ?? 0
    }
  }
}
