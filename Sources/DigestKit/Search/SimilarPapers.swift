import Glibc
import Synchronization

/// Papers like a paper: by the words that tell it from the others, its authors and its tags.
///
/// Each paper is cut to its ``stemLimit`` most telling stems and each stem's list to its
/// ``listLimit`` best papers, so the work grows with the papers, not with their pairs.
final class SimilarPapers: Sendable {
  static let stemLimit = 20
  static let listLimit = 300
  private static let titleBoost = 3
  private static let sharedAuthor: Float = 0.2
  private static let sharedTag: Float = 0.03
  /// Papers less alike than this have nothing to do with each other.
  private static let least: Float = 0.08

  private struct Weight {
    let id: UInt32
    let weight: Float
  }

  /// Each paper's stems, ``stemLimit`` at most, and where they end.
  private let vectors: [[Weight]]
  /// Each stem's papers from the heaviest on.
  private let lists: [UInt32: [Weight]]
  private let authors: SharedTerms
  private let tags: SharedTerms
  private let scratch = Mutex<[[Float]]>([])

  init(
    _ site: Site, numbers: [Int], _ parts: [StemmedPart], ends: [Int], _ parallel: Parallel
  ) {
    let papers = numbers.count
    vectors = parallel.map(parts.count) { part in
      SimilarPapers.vectors(parts[part], papers: papers, ends: ends)
    }.flatMap(\.self)
    authors = SharedTerms(site.authors, numbers)
    tags = SharedTerms(site.tags, numbers)
    var lists: [UInt32: [Weight]] = [:]
    for (paper, vector) in vectors.enumerated() {
      for stem in vector {
        lists[stem.id, default: []].append(Weight(id: UInt32(paper), weight: stem.weight))
      }
    }
    self.lists = lists.mapValues { list in
      guard list.count > SimilarPapers.listLimit else { return list }
      let sorted = list.sorted { ($1.weight, $0.id) < ($0.weight, $1.id) }
      return Array(sorted.prefix(SimilarPapers.listLimit))
    }
  }

  /// The vectors of a part's papers, each of length 1 before it is cut.
  private static func vectors(_ part: StemmedPart, papers: Int, ends: [Int]) -> [[Weight]] {
    part.ends.indices.map { paper in
      var weights: [Weight] = []
      var sum: Float = 0
      for entry in part.entries[part.entries(of: paper)] {
        let stem = Int(entry.stem)
        let df = ends[stem] - (stem == 0 ? 0 : ends[stem - 1])
        let count = entry.counts.title * titleBoost + entry.counts.text
        guard count > 0, df > 1 else { continue }
        let weight = Float(1 + log(Double(count))) * Float(log(Double(papers) / Double(df)))
        sum += weight * weight
        weights.append(Weight(id: entry.stem, weight: weight))
      }
      weights.sort { ($1.weight, $0.id) < ($0.weight, $1.id) }
      let length = max(sum.squareRoot(), .leastNormalMagnitude)
      return weights.prefix(stemLimit).map { Weight(id: $0.id, weight: $0.weight / length) }
    }
  }

  /// The numbers of up to `limit` papers, the most alike first; of equals the newer first.
  func papers(like own: Int, limit: Int) -> [Int] {
    var scores = scratch.withLock { $0.popLast() } ?? Array(repeating: 0, count: vectors.count)
    var touched: [Int] = []
    func add(_ paper: UInt32, _ score: Float) {
      if scores[Int(paper)] == 0 { touched.append(Int(paper)) }
      scores[Int(paper)] += score
    }
    for stem in vectors[own] {
      for other in lists[stem.id] ?? [] { add(other.id, stem.weight * other.weight) }
    }
    for author in authors.terms[own] {
      for other in authors.papers[Int(author)].prefix(SimilarPapers.listLimit) {
        add(other, SimilarPapers.sharedAuthor)
      }
    }
    var found: [(score: Float, paper: Int)] = []
    for paper in touched {
      if paper != own, scores[paper] >= SimilarPapers.least {
        let shared = tags.terms[paper].count { tags.terms[own].contains($0) }
        found.append((scores[paper] + SimilarPapers.sharedTag * Float(shared), paper))
      }
      scores[paper] = 0
    }
    scratch.withLock { [scores] in $0.append(scores) }
    found.sort { ($0.score, $0.paper) > ($1.score, $1.paper) }
    return found.prefix(limit).map(\.paper)
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
