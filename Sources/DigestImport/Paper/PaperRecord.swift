import DigestCore
import DigestMarkup
package import DigestModel

/// The data of a paper in a source; missing data is `nil` or empty.
///
/// It has the fields of a ``Paper``; those that a source may get wrong are kept as text.
@dynamicMemberLookup
struct PaperRecord: Sendable {
  var title: TeXText
  /// The abstract, which may be empty.
  var abstract: TeXText
  /// The paper's date in the digest; `nil` means the day of the import.
  var date: Day?
  var links: [PaperLink.Kind: String] = [:]
  var submitter: String?
  var submitterPage: String?
  /// Fields without a front matter key, in order; they are stored below `extra:`.
  var extra: [(key: String, text: String)] = []
  /// All other fields; texts are as the source has them.
  var paper = Paper(source: "", slug: "", date: Day(ordinal: 0))

  /// Whether the source only announces a new version; papers that are not in the digest are left
  /// out.
  var isReplacement = false
  /// The position of the record in its source.
  var place = TextPlace()

  subscript<Value>(dynamicMember path: WritableKeyPath<Paper, Value>) -> Value {
    get { paper[keyPath: path] }
    _modify { yield &paper[keyPath: path] }
  }
}

extension PaperRecord {
  init(title: String, abstract: String, date: Day? = nil, place: TextPlace = TextPlace()) {
    self.init(title: TeXText(title), abstract: TeXText(abstract), date: date, place: place)
  }

  /// Sets the DOI, or the arXiv identifier that is part of a DOI registered by arXiv.
  mutating func setDOI(_ text: String?) {
    guard let text, let doi = DOI.found(in: text) else { return }
    let prefix = "10.48550/arxiv."
    if doi.id.lowercased().hasPrefix(prefix) {
      paper.arxiv = paper.arxiv ?? ArxivID(String(doi.id.dropFirst(prefix.utf8.count)))
    } else {
      paper.doi = doi
    }
  }

  /// Sets the arXiv identifier and dates; a last version from the first day is not an update.
  mutating func identify(_ id: ArxivID, published day: Day, lastVersion: Day?) {
    paper.arxiv = id
    paper.published = PartialDate(day)
    paper.updated = lastVersion.flatMap { $0 > day ? $0 : nil }
  }

  /// Adds arXiv categories as tags; other terms in the same field are the authors' own codes.
  mutating func addCategories(_ terms: [String]) {
    for term in terms where ArxivCategory.isValid(term) && !paper.tags.contains(term) {
      paper.tags.append(term)
    }
  }

  /// Sets the notice of withdrawal; arXiv keeps withdrawn papers with a comment that gives the
  /// reason.
  mutating func setWithdrawn(comment: String?) {
    let phrases = ["been withdrawn", "withdrawn by", "withdraw this", "paper is withdrawn"]
    let notice = [comment, abstract.plain].compactMap { $0 }.first { text in
      let lowered = text.prefix(200).lowercased()
      return lowered.hasPrefix("withdrawn") || phrases.contains { lowered.contains($0) }
    }
    guard let notice, comment == notice || notice.utf8.count < 600 else { return }
    paper.withdrawn = TeXText(notice).plain
  }
}

/// An arXiv category: `cs.CL`, `astro-ph`, `math-ph`, `cond-mat.str-el`.
enum ArxivCategory {
  /// Whether a term is a category; MSC and ACM codes, `68Q17` and `I.2.7`, occur in the same field.
  static func isValid(_ term: String) -> Bool {
    let parts = term.split(separator: ".", omittingEmptySubsequences: false)
    guard let archive = parts.first, archives.contains(String(archive)) else { return false }
    if parts.count == 1 { return true }
    let isSubject = parts[1].utf8.allSatisfy { ASCII.isLetter($0) || $0 == 0x2D }
    return parts.count == 2 && isSubject && (2...20).contains(parts[1].utf8.count)
  }

  /// Current archives, then former ones that were merged into them (arxiv.org/category_taxonomy).
  private static let archives: Set<String> = [
    "astro-ph", "cond-mat", "cs", "econ", "eess", "gr-qc", "hep-ex", "hep-lat", "hep-ph",
    "hep-th", "math", "math-ph", "nlin", "nucl-ex", "nucl-th", "physics", "q-bio", "q-fin",
    "quant-ph", "stat", "acc-phys", "adap-org", "alg-geom", "ao-sci", "atom-ph", "bayes-an",
    "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "dg-ga", "funct-an", "mtrl-th", "patt-sol",
    "plasm-ph", "q-alg", "solv-int", "supr-con",
  ]
}

extension DOI {
  /// Returns a DOI in any form that sources use, such as `https://doi.org/10.1/x` or `doi:10.1/x`.
  package static func found(in text: String) -> DOI? {
    var rest = text.utf8.drop(while: ASCII.isSpace)
    let lowered = String(Substring(rest.prefix(40))).lowercased()
    for prefix in ["https://", "http://", "dx.", "doi.org/", "www.", "doi:", "doi "] {
      let head = String(Substring(rest.prefix(prefix.utf8.count))).lowercased()
      if head == prefix { rest = rest.dropFirst(prefix.utf8.count).drop(while: ASCII.isSpace) }
    }
    guard lowered.contains("10.") else { return nil }
    let end = rest.firstIndex { ASCII.isSpace($0) || $0 == UInt8(ascii: ",") } ?? rest.endIndex
    let text = TeXEscapes.undone(String(Substring(rest[..<end])))
    return DOI(text.hasSuffix(".") ? String(text.dropLast()) : text)
  }
}

extension ArxivID {
  /// Returns an identifier on its own, after `arXiv:`, or in a URL of arXiv.
  package static func found(in text: String) -> ArxivID? {
    var rest = text[...]
    for prefix in [
      "https://", "http://", "www.", "export.", "arxiv.org/", "abs/", "pdf/", "html/",
      "oai:arXiv.org:", "arXiv:",
    ] where rest.lowercased().hasPrefix(prefix.lowercased()) {
      rest = rest.dropFirst(prefix.count)
    }
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" || $0 == " " }) {
      rest = rest[..<end]
    }
    if rest.hasSuffix(".pdf") { rest = rest.dropLast(4) }
    return ArxivID(String(rest))
  }

  /// An identifier that a text marks as one: `arXiv:2005.14165 [cs]`, `abs/2005.14165`,
  /// `arXiv preprint arXiv: 2005.14165`.
  static func mentioned(in text: String) -> ArxivID? {
    var isMarked = false
    for word in text.split(whereSeparator: { " ,;()[]{}\n\t".contains($0) }) {
      let lowered = word.lowercased()
      let isAddress = lowered.contains("arxiv.org/") || lowered.hasPrefix("abs/")
      if isMarked || isAddress || lowered.hasPrefix("arxiv:"), let id = found(in: trimmed(word)) {
        return id
      }
      isMarked = lowered == "arxiv" || lowered == "arxiv:"
    }
    return nil
  }

  private static func trimmed(_ word: Substring) -> String {
    String(word.reversed().drop { ".,;:".contains($0) }.reversed())
  }
}

extension PaperRecord {
  /// Whether a newer version of the paper has been seen.
  func isOlder(than seen: Day?) -> Bool {
    guard let seen, let own = paper.updated ?? paper.published?.firstDay else { return false }
    return own < seen
  }
}
