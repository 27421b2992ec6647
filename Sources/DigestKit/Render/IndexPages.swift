import DigestMarkup
import DigestModel

extension SiteRenderer {
  func tagsIndex() -> TermsPageView {
    let whole = Pager.whole(site.tags.terms.count)
    return index(site.tags, title: "Tags", noun: .tag, section: .tags, folder: "tags", whole) { _ in
      .tags
    }
  }

  func venuesIndex() -> TermsPageView {
    let whole = Pager.whole(site.venues.terms.count)
    return index(
      site.venues, title: "Venues", noun: .venue, section: .venues, folder: "venues", whole
    ) { _ in
      .venues
    }
  }

  func authorsIndex(_ pager: Pager) -> TermsPageView {
    index(
      site.authors, title: "Authors", noun: .author, section: .authors, folder: "authors", pager
    ) {
      .authors($0)
    }
  }

  private func index(
    _ taxonomy: Taxonomy, title: String, noun: Noun, section: Section, folder: String,
    _ pager: Pager,
    page: (Pager) -> Page
  ) -> TermsPageView {
    let path = site.path(of: page(pager))
    let links = links(from: path)
    var head = head(path, links, title: title, section: section)
    head.metadata = metadata(of: page(pager), title: title, head, links)
    return TermsPageView(
      site: siteView, page: head, heading: title, noun: noun, count: taxonomy.terms.count,
      groups: groupsByLetter(taxonomy.terms[pager.range], below: "\(links.root)\(folder)/"),
      pager: pagerView(pager, links, page), letters: letters(taxonomy, pager, links, page))
  }

  private func groupsByLetter(
    _ terms: ArraySlice<Taxonomy.Term>, below folder: String
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
              name: $0.term.name, href: SafeURL(path: "\(folder)\($0.term.slug).html"),
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

extension Array {
  /// Groups consecutive elements; `belong` compares each with the one before.
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
