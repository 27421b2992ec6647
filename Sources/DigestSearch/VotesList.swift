import DigestFiles
import DigestModel

/// The papers with votes, from the most votes down, for readers who want that order.
///
/// A file with one text in the code of postings, whose keys are the votes.
struct VotesList: Sendable {
  let hash: String
  let files: [OutputFile]

  /// `nil` where no paper has votes.
  init?(_ site: Site, _ index: SearchIndex, _ format: IndexFileFormat) {
    let voted = index.order.enumerated().compactMap { number, position in
      site.papers[position].upvotes.map { (votes: $0, paper: number) }
    }.filter { $0.votes > 0 }
    guard !voted.isEmpty else { return nil }
    var text = Array("\"".utf8)
    var (last, previous) = (0, -1)
    for (votes, paper) in voted.sorted(by: { ($1.votes, $0.paper) < ($0.votes, $1.paper) }) {
      if votes != last {
        PostingsCode.append(run: votes, to: &text)
        (last, previous) = (votes, -1)
      }
      PostingsCode.append(paper - previous - 1, to: &text)
      previous = paper
    }
    text += "\"".utf8
    hash = IndexFileFormat.hash(text)
    files = format.files("v" + hash, text)
  }
}
