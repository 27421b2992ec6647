import DigestCore
import DigestModel
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

  /// What a search for one paper adds up.
  private struct Scratch {
    /// Of each paper, its score's bits below the turn they are of: what older turns left is nothing.
    var scores: [UInt64]
    var found: [UInt32]
    var turn: UInt64 = 0
  }

  init(
    _ site: Site, numbers: [Int], _ parts: [StemmedSegment], ends: [Int], _ parallel: Parallel
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
    let candidates = collect(own, &scratch)
    let ownTags = tags.terms(of: own)
    // Most candidates are worse than the best by more than tags can make up for.
    let least =
      SimilarPapers.last(limit, of: candidates) - SimilarPapers.sharedTag * Float(ownTags.count)
    let scored = candidates.lazy.filter { $0.score >= least }.map { paper, score in
      let shared = self.tags.terms(of: Int(paper)).count(where: ownTags.contains)
      return (score: score + SimilarPapers.sharedTag * Float(shared), paper: Int(paper))
    }
    return scored.sorted { ($0.score, $0.paper) > ($1.score, $1.paper) }.prefix(limit).map(\.paper)
  }

  /// The score of the last of the `limit` best, 0 if there are fewer.
  private static func last(_ limit: Int, of found: [(paper: UInt32, score: Float)]) -> Float {
    var best = Array(repeating: Float(0), count: limit)
    for (_, score) in found where score > best[limit - 1] {
      var place = limit - 1
      while place > 0, best[place - 1] < score {
        best[place] = best[place - 1]
        place -= 1
      }
      best[place] = score
    }
    return best[limit - 1]
  }

  private func makeScratch() -> Scratch {
    Scratch(
      scores: Array(repeating: 0, count: vectors.count),
      found: Array(repeating: 0, count: vectors.count + 1))
  }

  /// The papers that are enough alike, with their scores.
  private func collect(_ own: Int, _ scratch: inout Scratch) -> [(paper: UInt32, score: Float)] {
    scratch.turn += 1
    let count = addUp(own, &scratch)
    return scratch.found[..<count].compactMap { paper in
      paper == own
        ? nil : (paper, Float(bitPattern: UInt32(truncatingIfNeeded: scratch.scores[Int(paper)])))
    }
  }

  /// Returns how many papers have a score of ``least`` or more.
  private func addUp(_ own: Int, _ scratch: inout Scratch) -> Int {
    let turn = scratch.turn << 32
    var count = 0
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.found.withUnsafeMutableBufferPointer { found in
        @inline(__always) func add(_ paper: UInt32, _ added: Float) {
          let bits = scores[Int(paper)] ^ turn
          let old = bits >> 32 == 0 ? Float(bitPattern: UInt32(truncatingIfNeeded: bits)) : 0
          let new = old + added
          scores[Int(paper)] = turn | UInt64(new.bitPattern)
          // Written always and kept only if new: cheaper than a branch that is hard to foresee.
          found[count] = paper
          count += old < SimilarPapers.least && new >= SimilarPapers.least ? 1 : 0
        }
        vectors.forEach(in: own) { stem, weight in
          lists.forEach(in: Int(stem)) { add($0, weight * $1) }
        }
        for author in authors.terms(of: own) {
          for other in authors.papers[Int(author)].prefix(SimilarPapers.listLimit) {
            add(other, SimilarPapers.sharedAuthor)
          }
        }
      }
    }
    return count
  }
}

/// The terms of each paper and the papers of each term, by numbers.
private struct SharedTerms: Sendable {
  let papers: [[UInt32]]
  /// Of all papers, one after the other.
  private var terms: [UInt32]
  private var ends: [Int]

  init(_ taxonomy: Taxonomy, _ numbers: [Int]) {
    papers = taxonomy.terms.map { $0.papers.map { UInt32(numbers[$0]) } }
    var starts = Array(repeating: 0, count: numbers.count + 1)
    for paper in papers.joined() { starts[Int(paper) + 1] += 1 }
    for paper in numbers.indices { starts[paper + 1] += starts[paper] }
    terms = Array(repeating: 0, count: starts.last ?? 0)
    for (term, papers) in papers.enumerated() {
      for paper in papers {
        terms[starts[Int(paper)]] = UInt32(term)
        starts[Int(paper)] += 1
      }
    }
    // Filled, each start has become its paper's end.
    ends = starts
  }

  func terms(of paper: Int) -> ArraySlice<UInt32> {
    terms[(paper == 0 ? 0 : ends[paper - 1])..<ends[paper]]
  }
}
