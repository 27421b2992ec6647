extension SiteRenderer {
  func tagsIndex() -> TermsPageView {
    let path = site.path(of: .tags)
    let links = links(from: path)
    return TermsPageView(
      site: siteView, page: head(path, links, title: "Tags", section: .tags), heading: "Tags",
      noun: .tag, count: site.tags.terms.count,
      groups: groupsByLetter(site.tags.terms[...]) { links.tag($0.name).href }, pager: nil)
  }

  func authorsIndex(_ pager: Pager) -> TermsPageView {
    let path = site.path(of: .authors(pager))
    let links = links(from: path)
    return TermsPageView(
      site: siteView, page: head(path, links, title: "Authors", section: .authors),
      heading: "Authors", noun: .author, count: site.authors.terms.count,
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
