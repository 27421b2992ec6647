import Glibc
import Synchronization

/// Papers like a paper: by the words that tell it from the others, its authors and its tags.
///
/// Each paper is cut to its ``SimilarVectors/stemLimit`` most telling stems and each stem's list to its
/// ``listLimit`` best papers, so the work grows with the papers, not with their pairs.
final class SimilarPapers: Sendable {
  static let listLimit = 300
  private static let sharedAuthor: Float = 0.2
  private static let sharedTag: Float = 0.03
  /// Papers less alike than this have nothing to do with each other.
  private static let least: Float = 0.08

  private let vectors: SimilarVectors
  private let lists: SimilarVectors
  private let authors: SharedTerms
  private let tags: SharedTerms
  private let scratch = Mutex<[Scratch]>([])

  /// What a search for one paper adds up; all zero between two of them.
  private struct Scratch {
    var scores: [Float]
    var touched: [UInt32]
  }

  init(
    _ site: Site, numbers: [Int], _ parts: [StemmedPart], ends: [Int], _ parallel: Parallel
  ) {
    vectors = SimilarVectors(parts, papers: numbers.count, ends: ends, parallel)
    lists = vectors.inverted(count: ends.count, limit: SimilarPapers.listLimit)
    authors = SharedTerms(site.authors, numbers)
    tags = SharedTerms(site.tags, numbers)
  }

  /// The numbers of up to `limit` papers, the most alike first; of equals the newer first.
  func papers(like own: Int, limit: Int) -> [Int] {
    var scratch = scratch.withLock { $0.popLast() } ?? makeScratch()
    defer { self.scratch.withLock { [scratch] in $0.append(scratch) } }
    let ownTags = tags.terms[own]
    let mostForTags = SimilarPapers.sharedTag * Float(ownTags.count)
    var best: [(score: Float, paper: Int)] = []
    for (paper, score) in collect(own, &scratch) {
      // Most candidates are worse than the best by more than tags can make up for.
      if best.count == limit, score + mostForTags < best[limit - 1].score { continue }
      let shared = tags.terms[Int(paper)].count(where: ownTags.contains)
      let entry = (score: score + SimilarPapers.sharedTag * Float(shared), paper: Int(paper))
      let place = best.firstIndex { entry > ($0.score, $0.paper) } ?? best.count
      best.insert(entry, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.paper)
  }

  private func makeScratch() -> Scratch {
    let papers = vectors.count
    return Scratch(
      scores: Array(repeating: 0, count: papers), touched: Array(repeating: 0, count: papers + 1))
  }

  /// The papers that are enough alike, with their scores.
  private func collect(_ own: Int, _ scratch: inout Scratch) -> [(paper: UInt32, score: Float)] {
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.touched.withUnsafeMutableBufferPointer { touched in
        let count = addUp(own, scores, touched)
        scores[own] = 0
        var found: [(paper: UInt32, score: Float)] = []
        for paper in touched[..<count] {
          let score = scores[Int(paper)]
          scores[Int(paper)] = 0
          if score >= SimilarPapers.least { found.append((paper, score)) }
        }
        return found
      }
    }
  }

  /// Returns how many papers have a score.
  private func addUp(
    _ own: Int, _ scores: UnsafeMutableBufferPointer<Float>,
    _ touched: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var count = 0
    // Written always and kept only if new: cheaper than a branch that is hard to foresee.
    @inline(__always) func add(_ paper: UInt32, _ score: Float) {
      let old = scores[Int(paper)]
      touched[count] = paper
      count += old == 0 ? 1 : 0
      scores[Int(paper)] = old + score
    }
    vectors.forEach(in: own) { stem, weight in
      lists.forEach(in: Int(stem)) { add($0, weight * $1) }
    }
    for author in authors.terms[own] {
      for other in authors.papers[Int(author)].prefix(SimilarPapers.listLimit) {
        add(other, SimilarPapers.sharedAuthor)
      }
    }
    return count
  }
}

/// The terms of each paper and the papers of each term, by numbers.
private struct SharedTerms: Sendable {
  private(set) var terms: [[UInt32]]
  let papers: [[UInt32]]

  init(_ taxonomy: Taxonomy, _ numbers: [Int]) {
    var terms = Array(repeating: [UInt32](), count: numbers.count)
    papers = taxonomy.terms.map { $0.papers.map { UInt32(numbers[$0]) } }
    for (term, papers) in papers.enumerated() {
      for paper in papers { terms[Int(paper)].append(UInt32(term)) }
    }
    self.terms = terms
  }
}
