/// The page's data in plain types, which swift-mustache reads by reflection.
struct PlainPaper {
  let language = "en"
  let siteTitle = "Papers of the Day"
  let siteDescription = "what's new in language & vision"
  let title = #"Attention is "all" you need & <more>: a study of very long sequences"#
  let description = "We study how attention copes with sequences of a million tokens & more."
  let permalink = "https://example.org/papers/2310.18660.html"
  let stylesheet = "../assets/style.0a1b2c3d.css"
  let feed = "../feed.xml"
  let bibtex = "2310.18660.bib"
  let home = "../index.html"
  let archive = "../archive.html"
  let search = "../search.html?q=a&sort=date"
  let date = "2026-01-05"
  let longDate = "5 January 2026"
  let venue: String? = "ACL 2026"
  let pdf: String? = "https://arxiv.org/pdf/2310.18660"
  let doi: String? = nil
  let arxiv: String? = "2310.18660"
  let withdrawn: String? = nil
  let isNew = true
  let votes = 128
  let comments = 17
  let abstract: String
  let authors: [PlainAuthor]
  let tags: [PlainTag]
  let links: [PlainLink]
  let similar: [PlainCard]
  let previous: PlainLinked? = PlainLinked(title: "A paper before", href: "2310.18659.html")
  let next: PlainLinked? = PlainLinked(title: "A paper after", href: "2310.18661.html")

  init() {
    abstract = PlainPaper.makeAbstract()
    authors = (1...6).map {
      PlainAuthor(
        name: "Ann-Sophie Author\($0)", href: "../authors/author-\($0).html",
        affiliation: $0 % 2 == 0 ? "University of Somewhere & Elsewhere" : nil)
    }
    tags = ["language", "vision", "attention", "R&D"].enumerated().map { index, name in
      PlainTag(name: name, href: "../tags/tag-\(index).html", count: 100 * index + 7)
    }
    links = ["arXiv", "PDF", "Code", "Project", "Data"].map {
      PlainLink(label: $0, href: "https://example.org/\($0.lowercased())/2310.18660")
    }
    similar = (1...3).map {
      PlainCard(
        title: "A similar paper, number \($0)", href: "2309.0000\($0).html",
        authors: "Ann Author, Bob Writer, Eve O'Neill",
        summary: $0 == 2 ? nil : "It shows that less is more, \($0) times.")
    }
  }

  /// Returns an abstract of about 1,500 bytes.
  private static func makeAbstract() -> String {
    let sentence =
      "We show that <em>long</em> sequences need &lt;less&gt; attention than thought, and why. "
    return "<p>" + String(repeating: sentence, count: 9) + "</p>\n<p>"
      + String(repeating: sentence, count: 8) + "</p>"
  }
}

struct PlainAuthor {
  let name: String
  let href: String
  let affiliation: String?
}

struct PlainTag {
  let name: String
  let href: String
  let count: Int
}

struct PlainLink {
  let label: String
  let href: String
}

struct PlainCard {
  let title: String
  let href: String
  let authors: String
  let summary: String?
}

struct PlainLinked {
  let title: String
  let href: String
}
