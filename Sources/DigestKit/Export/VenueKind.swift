import DigestModel
import DigestMarkup

/// The kind of a paper's venue, because citation formats distinguish journals from conferences.
enum VenueKind: Hashable, Sendable {
  case journal(String)
  case proceedings(String)
  /// No venue, or only a preprint server.
  case preprint

  /// Guesses the kind from words in the venue's name.
  init(of paper: Paper) {
    guard let venue = paper.venue else {
      self = .preprint
      return
    }
    if let type = paper.type {
      self.init(type, venue)
      return
    }
    let words = Set(venue.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0) })
    if !words.isDisjoint(with: VenueKind.preprintWords) {
      self = .preprint
    } else if !words.isDisjoint(with: VenueKind.journalWords),
      words.isDisjoint(with: VenueKind.meetingWords) || words.contains("academy")
    {
      self = .journal(venue)
    } else {
      self = .proceedings(venue)
    }
  }

  private init(_ type: PublicationType, _ venue: String) {
    switch type {
    case .article: self = .journal(venue)
    case .inproceedings, .incollection, .inbook, .proceedings: self = .proceedings(venue)
    default: self = .preprint
    }
  }

  private static let preprintWords: Set<String> = ["arxiv", "corr", "preprint", "biorxiv"]

  private static let meetingWords: Set<String> = [
    "conference", "workshop", "symposium", "proceedings", "meeting", "findings",
  ]

  private static let journalWords: Set<String> = [
    "journal", "transactions", "letters", "review", "reviews", "nature", "science", "jmlr", "tmlr",
    "tacl", "pnas", "magazine", "annals", "bulletin", "quarterly", "plos", "surveys", "academy",
    "cell", "communications", "neurocomputing", "tpami",
  ]
}

extension Paper {
  /// The year to cite: that of publication, else of the arXiv identifier, else of the date in the
  /// digest.
  var citedYear: Int { published?.year ?? arxiv?.year ?? date.year }

  /// The address of the paper's PDF that can be read for free.
  var pdf: String? { links.first { $0.kind == .pdf }?.url.text ?? arxiv?.pdf }

  /// The pages as a range: `5998–6008` → 5998 and 6008.
  ///
  /// A single page or article number is the first one of a range without an end; `nil` if there are
  /// no pages or more than two numbers.
  var pageRange: (first: String, last: String?)? {
    guard let pages else { return nil }
    let isDash: (Character) -> Bool = { ["-", "–", "—", "‐", "‑"].contains($0) }
    let parts = pages.split(whereSeparator: isDash).map { part in
      String(part.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard let first = parts.first, parts.count <= 2 else { return nil }
    return (first, parts.count == 2 ? parts[1] : nil)
  }
}

extension ArxivID {
  /// The year of submission, the first two digits: `2310.18660` → 2023, `cs/9901001` → 1999.
  package var year: Int? {
    let digits = id.split(separator: "/").last?.prefix(2)
    guard let short = digits.flatMap({ Int($0) }) else { return nil }
    return short > 90 ? 1900 + short : 2000 + short
  }
}
