import DigestCore
import DigestMarkup
import DigestModel

/// Bibliographies in XML, of which each record is one element.
struct BibliographyElements: ElementReader {
  let source: ImportSource
  let record: @Sendable (XMLElement, ImportSource, RecordSink) -> PaperRecord?

  func read(_ element: XMLElement, _ sink: RecordSink) {
    let reader = self
    sink.later { sink in
      if let record = reader.record(element, reader.source, sink) {
        sink.add(record)
      } else {
        sink.leaveOut(reader.source.leftOut(element, "a record without a title"))
      }
    }
  }
}

extension XMLElement {
  /// The elements at the end of a path of names.
  func all(at path: String...) -> [XMLElement] {
    path.reduce([self]) { elements, name in elements.flatMap { $0.all(name) } }
  }

  /// The first text at the end of a path of names.
  func text(at path: String...) -> String? {
    path.reduce([self]) { elements, name in elements.flatMap { $0.all(name) } }
      .lazy.compactMap(\.text).first.map(OneLine.tidied)
  }

  func paper(title: XMLElement?, abstract: [XMLElement]) -> PaperRecord? {
    guard let title, title.text != nil else { return nil }
    let paragraphs = abstract.flatMap { ACLMarkup.paragraphs($0) }
    return PaperRecord(
      title: TeXText(paragraphs: [ACLMarkup.pieces(title)]),
      abstract: TeXText(paragraphs: paragraphs), place: TextPlace(line: line))
  }
}

/// PubMed's XML (dtd.nlm.nih.gov/ncbi/pubmed).
extension Importer {
  static let pubMedXML = Importer(
    name: "pubmed-xml", authority: .bibliography,
    recognizes: { $0.first == UInt8(ascii: "<") && $0.contains("<PubmedArticle") },
    reading: .elements(["PubmedArticle"]) { source in
      BibliographyElements(source: source, record: PubMedArticle.record)
    })
}

private enum PubMedArticle {
  static func record(
    _ element: XMLElement, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard let citation = element.first("MedlineCitation"), let article = citation.first("Article"),
      var record = element.paper(
        title: article.first("ArticleTitle"), abstract: article.all(at: "Abstract", "AbstractText"))
    else { return nil }
    let issue = article.all(at: "Journal", "JournalIssue").first
    let dates = [issue?.first("PubDate"), article.first("ArticleDate")].compactMap { $0 }
    record.setPublished(DateReading.joined(dates.map(date)), source, sink)
    record.authors = article.all(at: "AuthorList", "Author").compactMap(author)
    record.venue = article.text(at: "Journal", "Title")
    record.volume = issue?.text(at: "Volume")
    record.pages = article.text(at: "Pagination", "MedlinePgn")?.replacing("-", with: "–")
    record.tags = citation.all(at: "KeywordList", "Keyword").compactMap(\.text).map(OneLine.tidied)
    let ids =
      article.all("ELocationID").filter { $0["EIdType"] == "doi" }
      + element.all(at: "PubmedData", "ArticleIdList", "ArticleId").filter { $0["IdType"] == "doi" }
    record.setDOI(ids.first?.text)
    if let id = citation.text(at: "PMID") {
      record.links[.url] = "https://pubmed.ncbi.nlm.nih.gov/\(id)/"
    }
    return record
  }

  private static func date(_ element: XMLElement) -> DateReading {
    let parts = ["Year", "Month", "Day"].compactMap { element.text(at: $0) }
    let isWritten = element.text(at: "MedlineDate")
    return DateReading(isWritten ?? parts.joined(separator: "/"))
  }

  private static func author(_ element: XMLElement) -> Author? {
    if let group = element.text(at: "CollectiveName") { return Author(given: "", family: group) }
    guard let family = element.text(at: "LastName") else { return nil }
    var author = Author(
      given: element.text(at: "ForeName") ?? element.text(at: "Initials") ?? "", family: family,
      suffix: element.text(at: "Suffix"))
    author.orcid = element.text(at: "Identifier").flatMap {
      ORCID($0.split(separator: "/").last.map(String.init) ?? $0)
    }
    return author
  }
}

/// EndNote's XML.
extension Importer {
  static let endNoteXML = Importer(
    name: "endnote-xml", authority: .bibliography,
    recognizes: {
      $0.first == UInt8(ascii: "<") && $0.contains("<records>") && $0.contains("<ref-type")
    },
    reading: .elements(["record"]) { source in
      BibliographyElements(source: source, record: EndNoteXML.record)
    })
}

private enum EndNoteXML {
  static func record(
    _ element: XMLElement, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard
      var record = element.paper(
        title: element.all(at: "titles", "title").first, abstract: element.all("abstract"))
    else { return nil }
    let dates = [element.text(at: "dates", "year"), element.text(at: "dates", "pub-dates", "date")]
    record.setPublished(
      DateReading.joined(dates.compactMap { $0 }.map { DateReading($0) }), source, sink)
    record.authors = element.all(at: "contributors", "authors", "author").compactMap(\.text)
      .compactMap(TaggedRecord.author)
    record.venue =
      element.text(at: "titles", "secondary-title")
      ?? element.text(at: "periodical", "full-title")
    record.volume = element.text(at: "volume")
    record.pages = element.text(at: "pages")?.replacing("-", with: "–")
    record.tags = element.all(at: "keywords", "keyword").compactMap(\.text).map(OneLine.tidied)
    record.setDOI(element.text(at: "electronic-resource-num"))
    let urls =
      element.all(at: "urls", "related-urls", "url") + element.all(at: "urls", "pdf-urls", "url")
    for url in urls { record.setAddress(url.text.map(OneLine.tidied)) }
    return record
  }
}

/// DBLP's XML (dblp.org/xml).
extension Importer {
  static let dblp = Importer(
    name: "dblp", authority: .bibliography,
    recognizes: { $0.first == UInt8(ascii: "<") && $0.contains("<dblp") },
    reading: .elements(DBLPEntry.types) { source in
      BibliographyElements(source: source, record: DBLPEntry.record)
    })
}

private enum DBLPEntry {
  static let types: Set<String> = [
    "article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "data",
  ]

  static func record(
    _ element: XMLElement, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard var record = element.paper(title: element.first("title"), abstract: []) else {
      return nil
    }
    record.title = TeXText(paragraphs: [
      withoutPoint(ACLMarkup.pieces(element.first("title") ?? element))
    ])
    let dates = [element["date"], element.text(at: "year")].compactMap { $0 }
    let year = dates.last.map { DateReading($0) } ?? DateReading()
    let month = element.text(at: "month").map { DateReading(monthField: $0, year: year.year) }
    record.setPublished(DateReading.joined([year, month].compactMap { $0 }), source, sink)
    record.authors = element.all("author").compactMap { author in
      author.text.map {
        Author(name: OneLine.tidied($0), orcid: author["orcid"].flatMap { ORCID($0) })
      }
    }
    let venue =
      element.text(at: "journal") ?? element.text(at: "booktitle") ?? element.text(at: "school")
    record.venue = venue == "CoRR" ? nil : venue
    record.volume = element.text(at: "volume")
    record.pages = element.text(at: "pages")?.replacing("-", with: "–")
    for link in element.all("ee") + element.all("url") { record.setAddress(link.text) }
    if venue == "CoRR" {
      record.arxiv = record.arxiv ?? record.volume.flatMap { ArxivID.mentioned(in: $0) }
    }
    return record
  }

  /// DBLP ends each title with a point.
  private static func withoutPoint(_ pieces: [TeXPiece]) -> [TeXPiece] {
    guard case .text(let text) = pieces.last, text.last == UInt8(ascii: ".") else { return pieces }
    return pieces.dropLast() + [.text(text.dropLast())]
  }
}
