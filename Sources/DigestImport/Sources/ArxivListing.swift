import DigestCore
import DigestModel

/// arXiv's daily listings, as RSS 2.0 or Atom (info.arxiv.org/help/rss_specifications.html).
extension Importer {
  static let arxivListing = Importer(
    name: "arxiv-listing", authority: .listing,
    recognizes: { head in
      head.first == UInt8(ascii: "<") && head.contains("http://arxiv.org/schemas/atom")
        && (head.contains("<rss") || head.contains("announce_type")
          || head.contains("rss.arxiv.org"))
    },
    reading: .elements(["item", "entry", "pubDate", "lastBuildDate"]) { source in
      ArxivListing(source: source)
    })
}

private struct ArxivListing: ElementReader {
  let source: ImportSource
  private var day: Day?
  private var isEmpty = true

  init(source: ImportSource) {
    self.source = source
  }

  mutating func read(_ element: XMLElement, _ sink: RecordSink) {
    guard element.name == "item" || element.name == "entry" else {
      day = day ?? element.text.flatMap { Day(mailDate: $0) }
      return
    }
    isEmpty = false
    let listing = self
    sink.later { listing.make(element, $0) }
  }

  private func make(_ element: XMLElement, _ sink: RecordSink) {
    if let record = record(element) {
      sink.add(record)
    } else {
      sink.leaveOut(source.leftOut(element, "an entry without title, identifier or day"))
    }
  }

  /// Reports an empty listing, which is not an error on weekends.
  mutating func finish(_ sink: RecordSink) {
    guard isEmpty else { return }
    sink.report(
      Diagnostic(
        path: source.path, severity: .warning, message: "the listing is empty",
        hint: "arXiv announces nothing on weekends and holidays; try again on a weekday"))
    sink.isExpectedEmpty = true
  }

  private func record(_ element: XMLElement) -> PaperRecord? {
    let isItem = element.name == "item"
    let description = element.text(isItem ? "description" : "summary") ?? ""
    let own = element.text(isItem ? "pubDate" : "published")
    let ownDay = own.flatMap { isItem ? Day(mailDate: $0) : Day(timestamp: $0) }
    guard let title = element.text("title"), let id = id(of: element),
      let date = source.days.date ?? ownDay ?? day
    else { return nil }
    var record = PaperRecord(
      title: title, abstract: abstract(in: description), date: date,
      place: TextPlace(line: element.line))
    record.arxiv = id
    let type = element.text("announce_type") ?? "new"
    record.isReplacement = type.hasPrefix("replace")
    if record.isReplacement { record.updated = ownDay ?? day }
    if type == "new" { record.published = (ownDay ?? day).map { PartialDate($0) } }
    let names = element.all("creator").compactMap(\.text)
    record.authors = names.flatMap { AuthorList.parse($0) }
    record.addCategories(element.all("category").compactMap { $0.text ?? $0["term"] })
    record.license = element.text("rights")
    record.setDOI(element.text("DOI"))
    record.setRemarks(comment: nil, journal: element.text("journal_reference"))
    return record
  }

  private func id(of element: XMLElement) -> ArxivID? {
    let candidates = [element.text("guid"), element.text("id"), element.text("link")]
    return candidates.compactMap { $0 }.lazy
      .compactMap { ArxivID.found(in: String($0.filter { !$0.isWhitespace })) }.first
  }

  /// Returns the text after `arXiv:2203.01250v3 Announce Type: new \nAbstract: `.
  private func abstract(in description: String) -> String {
    guard let range = description.firstRange(of: "Abstract:") else { return description }
    let head = description[..<range.lowerBound]
    guard head.utf8.count < 200, head.contains("Announce Type") else { return description }
    return String(description[range.upperBound...].drop { $0 == " " || $0 == "\n" })
  }
}
