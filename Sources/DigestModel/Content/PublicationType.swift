/// What a paper is to a bibliography, named as BibTeX names it: `article`, `phdthesis`, `dataset`.
public enum PublicationType: String, CaseIterable, Sendable {
  case article
  case inproceedings
  case incollection
  case inbook
  case book
  case booklet
  case proceedings
  case phdthesis
  case mastersthesis
  case report
  case manual
  case patent
  case dataset
  case software
  case online
  case unpublished
  case misc

  /// The type that another name stands for, in BibTeX or BibLaTeX.
  package init?(bibTeX name: String) {
    let aliases: [String: PublicationType] = [
      "conference": .inproceedings, "techreport": .report, "thesis": .phdthesis,
      "mathesis": .mastersthesis, "electronic": .online, "www": .online, "webpage": .online,
      "collection": .book, "mvbook": .book, "mvcollection": .book, "reference": .book,
      "mvproceedings": .proceedings, "bookinbook": .inbook, "suppbook": .inbook,
      "suppcollection": .incollection, "inreference": .incollection, "suppperiodical": .article,
      "periodical": .article, "preprint": .misc,
    ]
    guard let type = PublicationType(rawValue: name) ?? aliases[name] else { return nil }
    self = type
  }

  /// As CSL-JSON and Crossref's API name it.
  package init?(csl name: String) {
    let names: [String: PublicationType] = [
      "article-journal": .article, "article-magazine": .article, "article-newspaper": .article,
      "journal-article": .article, "paper-conference": .inproceedings,
      "proceedings-article": .inproceedings, "chapter": .incollection,
      "book-chapter": .incollection,
      "entry-encyclopedia": .incollection, "book": .book, "monograph": .book, "edited-book": .book,
      "thesis": .phdthesis, "dissertation": .phdthesis, "report": .report, "dataset": .dataset,
      "software": .software, "patent": .patent, "webpage": .online, "post-weblog": .online,
      "proceedings": .proceedings, "pamphlet": .booklet, "manuscript": .unpublished,
    ]
    guard let type = names[name] else { return nil }
    self = type
  }

  /// As RIS names it.
  package init?(ris name: String) {
    let names: [String: PublicationType] = [
      "JOUR": .article, "MGZN": .article, "NEWS": .article, "EJOUR": .article, "ABST": .article,
      "CONF": .inproceedings, "CPAPER": .inproceedings, "CHAP": .incollection,
      "ECHAP": .incollection,
      "BOOK": .book, "EBOOK": .book, "EDBOOK": .book, "THES": .phdthesis, "RPRT": .report,
      "DATA": .dataset, "COMP": .software, "PAT": .patent, "ELEC": .online, "WEB": .online,
      "UNPB": .unpublished, "PAMP": .booklet,
    ]
    guard let type = names[name] else { return nil }
    self = type
  }

  /// The type of an entry that BibTeX's own styles know, where they know one.
  package var bibTeX: String { self == .report ? "techreport" : rawValue }

  package var csl: String {
    switch self {
    case .article: "article-journal"
    case .inproceedings: "paper-conference"
    case .incollection, .inbook: "chapter"
    case .book, .proceedings: "book"
    case .booklet: "pamphlet"
    case .phdthesis, .mastersthesis: "thesis"
    case .report, .manual: "report"
    case .patent: "patent"
    case .dataset: "dataset"
    case .software: "software"
    case .online: "webpage"
    case .unpublished: "manuscript"
    case .misc: "article"
    }
  }

  package var ris: String {
    switch self {
    case .article: "JOUR"
    case .inproceedings: "CONF"
    case .incollection, .inbook: "CHAP"
    case .book, .proceedings, .manual: "BOOK"
    case .booklet: "PAMP"
    case .phdthesis, .mastersthesis: "THES"
    case .report: "RPRT"
    case .patent: "PAT"
    case .dataset: "DATA"
    case .software: "COMP"
    case .online: "ELEC"
    case .unpublished: "UNPB"
    case .misc: "GEN"
    }
  }

  /// The field of a BibTeX entry that holds the venue; `nil` where a preprint's would be.
  package var venueField: String? {
    switch self {
    case .article: "journal"
    case .inproceedings, .incollection, .inbook, .proceedings: "booktitle"
    case .phdthesis, .mastersthesis: "school"
    case .report: "institution"
    case .manual: "organization"
    case .book, .booklet, .patent, .dataset, .software, .online, .unpublished, .misc: nil
    }
  }
}
