extension SiteRenderer {
  func archive() -> ArchivePageView {
    let path = site.path(of: .archive)
    let links = links(from: path)
    return ArchivePageView(
      site: siteView, page: head(path, links, title: "Archive", section: .archive),
      count: site.papers.count, years: years(links))
  }

  private func years(_ links: Links) -> [YearView] {
    let weeks = Dictionary(grouping: site.weeks) { Month(Week(firstDay(of: $0)).first) }
    let days = Dictionary(grouping: site.days) { Month(firstDay(of: $0)) }
    let months = site.months.map { issue in
      let month = Month(firstDay(of: issue))
      return MonthView(
        year: month.year, month: term(issue, links),
        weeks: (weeks[month] ?? []).map { term($0, links) },
        days: (days[month] ?? []).map { term($0, links) })
    }
    return months.chunked { $0.year == $1.year }.map { YearView(year: $0[0].year, months: $0) }
  }

  private func firstDay(of issue: Issue) -> Day { site.papers[issue.papers[0]].date }

  private func term(_ issue: Issue, _ links: Links) -> TermView {
    TermView(
      name: issue.title, href: SafeURL(path: "\(links.root)\(issue.slug).html"),
      count: issue.papers.count)
  }

  func tagsIndex() -> TermsPageView {
    let path = site.path(of: .tags)
    let links = links(from: path)
    return TermsPageView(
      site: siteView, page: head(path, links, title: "Tags", section: .tags), heading: "Tags",
      count: site.tags.terms.count,
      groups: groupsByLetter(site.tags.terms[...]) { links.tag($0.name).href }, pager: nil)
  }

  func authorsIndex(_ pager: Pager) -> TermsPageView {
    let path = site.path(of: .authors(pager))
    let links = links(from: path)
    return TermsPageView(
      site: siteView, page: head(path, links, title: "Authors", section: .authors),
      heading: "Authors", count: site.authors.terms.count,
      groups: groupsByLetter(site.authors.terms[pager.range]) { links.author($0.name).href },
      pager: pagerView(pager, links) { .authors($0) })
  }

  private func groupsByLetter(
    _ terms: ArraySlice<Taxonomy.Term>, _ href: (Taxonomy.Term) -> SafeURL
  ) -> [TermGroupView] {
    terms.map { (letter: initial(of: $0.name), term: $0) }
      .chunked { $0.letter == $1.letter }
      .map { chunk in
        TermGroupView(
          letter: chunk[0].letter,
          terms: chunk.map {
            TermView(name: $0.term.name, href: href($0.term), count: $0.term.papers.count)
          })
      }
  }

  private func initial(of name: String) -> String {
    guard let byte = Slug.ascii(name).utf8.first, (0x61...0x7A).contains(byte | 0x20) else {
      return "#"
    }
    return String(decoding: [byte & 0xDF], as: UTF8.self)
  }
}

extension Array {
  /// Runs of neighbours that belong together.
  func chunked(_ belong: (Element, Element) -> Bool) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, belong(last, element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}
