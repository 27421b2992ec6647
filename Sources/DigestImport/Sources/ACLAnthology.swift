import DigestCore
package import DigestMarkup
import DigestModel

/// Collections of the ACL Anthology (github.com/acl-org/acl-anthology, `data/xml`).
extension Importer {
  static let aclAnthology = Importer(
    name: "acl", authority: .publisher,
    recognizes: { head in head.first == UInt8(ascii: "<") && head.contains("<collection ") },
    reading: .elements(["meta", "paper", "frontmatter", "event"]) { source in
      ACLCollection(source: source)
    })
}

private struct ACLCollection: ElementReader {
  let source: ImportSource
  /// The `meta` element of the current volume; those of events are not used.
  private var volume: XMLElement?

  init(source: ImportSource) {
    self.source = source
  }

  mutating func read(_ element: XMLElement, _ sink: RecordSink) {
    switch element.name {
    case "meta": volume = element
    case "paper":
      let collection = self
      sink.later { collection.make(element, $0) }
    default: return
    }
  }

  private func make(_ paper: XMLElement, _ sink: RecordSink) {
    if paper.first("removed") != nil {
      sink.passOver(source.leftOut(paper, "a paper that was removed"))
    } else if let record = record(paper) {
      sink.add(record)
    } else {
      sink.leaveOut(source.leftOut(paper, "a paper without title, or a volume without year"))
    }
  }

  private func record(_ paper: XMLElement) -> PaperRecord? {
    guard let title = paper.first("title"), title.text != nil, let date = date(of: paper) else {
      return nil
    }
    var record = PaperRecord(
      title: TeXText(paragraphs: [ACLMarkup.pieces(title)]),
      abstract: TeXText(paragraphs: paper.first("abstract").map(ACLMarkup.paragraphs) ?? []),
      date: source.days.date ?? date.firstDay, place: TextPlace(line: paper.line))
    record.published = date
    record.acl = id(of: paper)
    record.setDOI(paper.text("doi"))
    record.authors = paper.all("author").compactMap(author)
    record.venue = volume?.first("booktitle").map { TeXPiece.text(ACLMarkup.pieces($0)) }
    record.pages = paper.text("pages")
    record.language = paper.text("language").flatMap { $0.utf8.count <= 3 ? $0 : nil }
    let awards = paper.all("award").compactMap(\.text)
    if !awards.isEmpty { record.award = awards.joined(separator: "; ") }
    addStanding(of: paper, to: &record)
    addLinks(of: paper, to: &record)
    return record
  }

  /// The month of the volume, for the Anthology tells no day.
  private func date(of paper: XMLElement) -> PartialDate? {
    let year = volume?.text("year").flatMap { Int(OneLine.tidied($0)) }
    let month = volume?.text("month").map { DateReading(monthField: $0, year: year) }?.month
    return year.flatMap { PartialDate(year: $0, month: month) }
  }

  /// Returns an identifier such as `P18-1001` or `2022.computel-1.3`; some old volumes have two
  /// digits.
  private func id(of paper: XMLElement) -> ACLID? {
    guard let collection = paper.around("collection", "id"),
      let volume = paper.around("volume", "id"), let number = paper["id"]
    else { return nil }
    if collection.contains(".") { return ACLID("\(collection)-\(volume).\(number)") }
    let isShort =
      collection.hasPrefix("W") || collection == "C69"
      || (collection == "D19" && (Int(volume) ?? 0) >= 5)
    let (left, right) = isShort ? (2, 2) : (1, 3)
    return ACLID("\(collection)-\(padded(volume, left))\(padded(number, right))")
  }

  private func padded(_ number: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - number.utf8.count)) + number
  }

  private func author(_ element: XMLElement) -> Author? {
    let first = element.text("first").map(OneLine.tidied) ?? ""
    guard let last = element.text("last").map(OneLine.tidied) ?? (first.isEmpty ? nil : first)
    else { return nil }
    var author = Author(given: last == first ? "" : first, family: last)
    author.orcid = element["orcid"].flatMap { ORCID($0) }
    author.affiliation = element.text("affiliation")
    return author
  }

  private func addStanding(of paper: XMLElement, to record: inout PaperRecord) {
    guard let notice = paper.first("retracted") else { return }
    let day = notice["date"].flatMap { Day($0) }.map { "Retracted on \($0.inWords)." }
    record.retracted =
      [day, notice.text].compactMap { $0 }.joined(separator: " ")
    if record.retracted?.isEmpty == true { record.retracted = "Retracted." }
  }

  private func addLinks(of paper: XMLElement, to record: inout PaperRecord) {
    record.links[.pdf] = address(paper.text("url"), ending: ".pdf")
    record.links[.video] = paper.all("video").lazy.compactMap { address($0["href"]) }.first
    record.links[.code] = paper.first("pwccode")?["url"] ?? attachment(of: paper, ["software"])
    record.links[.data] =
      paper.first("pwcdataset")?["url"] ?? attachment(of: paper, ["dataset"])
    record.links[.slides] = attachment(of: paper, ["presentation", "slides"])
    let revisions = paper.all("revision").compactMap { $0["date"].flatMap { Day($0) } }
    record.updated = revisions.max()
  }

  private func attachment(of paper: XMLElement, _ types: [String]) -> String? {
    let found = paper.all("attachment").first { types.contains($0["type"]?.lowercased() ?? "") }
    return address(found?.text, folder: "attachments/")
  }

  /// Returns a URL; names of the Anthology's own files have no host.
  private func address(_ name: String?, ending: String = "", folder: String = "") -> String? {
    guard let name = name.map(OneLine.tidied), !name.isEmpty else { return nil }
    if name.hasPrefix("http://") || name.hasPrefix("https://") { return name }
    return "https://aclanthology.org/\(folder)\(name)\(ending)"
  }
}

/// The Anthology's inline markup: `b`, `i`, `url`, `fixed-case` and `tex-math`.
enum ACLMarkup {
  static func pieces(_ element: XMLElement) -> [TeXPiece] {
    var pieces: [TeXPiece] = []
    for child in element.children {
      switch child {
      case .text(let text): append(SourceText.words(text), to: &pieces)
      case .element(let element): pieces += self.pieces(of: element)
      }
    }
    return pieces
  }

  /// A line that begins with two spaces and ends in one is the file's layout, not a paragraph; `par`
  /// and `br` end one.
  static func paragraphs(_ element: XMLElement) -> [[TeXPiece]] {
    var paragraphs: [[TeXPiece]] = [[]]
    for child in element.children {
      switch child {
      case .text(let text): append(SourceText.words(text), to: &paragraphs[paragraphs.count - 1])
      case .element(let element) where blocks.contains(element.name):
        paragraphs += ACLMarkup.paragraphs(element) + [[]]
      case .element(let element): paragraphs[paragraphs.count - 1] += pieces(of: element)
      }
    }
    return paragraphs.filter { !TeXPiece.plain($0).isEmpty }
  }

  /// Those of HTML and JATS too.
  private static let blocks: Set<String> = [
    "par", "p", "br", "sec", "title", "break", "li", "list-item",
  ]

  private static func append(_ text: [UInt8], to pieces: inout [TeXPiece]) {
    guard !text.isEmpty else { return }
    pieces.append(.text(text))
  }

  private static func pieces(of element: XMLElement) -> [TeXPiece] {
    switch element.name {
    case "b", "strong", "bold": return [.styled(.strong, pieces(element))]
    case "i", "em", "italic": return [.styled(.emphasis, pieces(element))]
    case "tt", "code":
      return [.code(Array(OneLine.tidied(element.text ?? "").utf8))]
    case "a":
      let url = element["href"].flatMap { FieldReader.webAddress($0)?.text }
      return url.map { [.link(to: Array($0.utf8), pieces(element))] } ?? pieces(element)
    case "par", "br": return [.text([0x20])]
    case "tex-math":
      let formula = OneLine.tidied(element.text ?? "")
      return formula.isEmpty ? [] : [.math(Array("$\(formula)$".utf8))]
    case "url":
      let url = OneLine.tidied(element.text ?? "")
      let isWeb = FieldReader.webAddress(url) != nil
      return isWeb ? [.url(Array(url.utf8))] : [.text(Array(url.utf8))]
    default: return pieces(element)
    }
  }
}

/// Text in markup languages.
enum SourceText {
  /// Returns text without control characters, with white space as single spaces.
  ///
  /// Spaces at the ends are kept, because they separate the text from its neighbours.
  static func words(_ text: String) -> [UInt8] {
    let lines = TeXParagraphs.split(Array(text.utf8))
    let words = Array(lines.joined(separator: [0x20]))
    guard !words.isEmpty else { return text.isEmpty ? [] : [0x20] }
    let first = text.utf8.first.map(ASCII.isSpace) == true ? [UInt8(0x20)] : []
    let last = text.utf8.last.map(ASCII.isSpace) == true ? [UInt8(0x20)] : []
    return first + words + last
  }
}

extension TeXPiece {
  package static func text(_ pieces: [TeXPiece]) -> String {
    String(decoding: plain(pieces), as: UTF8.self)
  }
}
