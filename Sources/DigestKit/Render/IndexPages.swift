import DigestMarkup
import DigestModel

extension SiteRenderer {
  /// Makes the index of a taxonomy: all its terms by initial letter.
  func termsIndex(_ kind: Taxonomy.Kind, _ pager: Pager) -> TermsPageView {
    let (page, taxonomy) = (Page.terms(kind, pager), site[kind])
    let links = links(from: site.path(of: page))
    var head = head(of: page, links, title: kind.title)
    head.metadata = metadata(of: page, title: kind.title, head, links)
    return TermsPageView(
      site: siteView, page: head, heading: kind.title, noun: kind.noun,
      count: taxonomy.terms.count,
      groups: groupsByLetter(taxonomy.terms[pager.range]) { links.to(.term(kind, $0)) },
      pager: pagerView(pager, links) { .terms(kind, $0) },
      letters: letters(taxonomy, pager, links) { .terms(kind, $0) })
  }

  private func groupsByLetter(
    _ terms: ArraySlice<Taxonomy.Term>, href: (String) -> SafeURL
  ) -> [TermGroupView] {
    let lettered = terms.map { (letter: Letter.initial(of: $0.name), term: $0) }
    // Digits sort before letters and other scripts after them; they form one group.
    let ordered = lettered.filter { $0.letter == "#" } + lettered.filter { $0.letter != "#" }
    return ordered.chunked { $0.letter == $1.letter }
      .map { chunk in
        TermGroupView(
          letter: chunk[0].letter,
          terms: chunk.map {
            TermView(
              name: $0.term.name, href: href($0.term.slug),
              count: $0.term.papers.count)
          })
      }
  }

  /// Returns links from all initials to their first names, on this page or another.
  private func letters(
    _ taxonomy: Taxonomy, _ pager: Pager, _ links: Links, _ page: (Pager) -> Page
  ) -> [LinkView] {
    var letters: [LinkView] = []
    for (position, term) in taxonomy.terms.enumerated() {
      let letter = Letter.initial(of: term.name)
      if letters.contains(where: { $0.name == letter }) { continue }
      let number = pager.count == 1 ? 1 : position / Site.authorsPageSize + 1
      let anchor = "#\(Letter.anchor(letter))"
      let place =
        number == pager.number
        ? anchor
        : links.to(page(Pager(number: number, count: pager.count, range: 0..<0))).text + anchor
      letters.append(LinkView(name: letter, href: SafeURL(path: place)))
    }
    return letters
  }
}
