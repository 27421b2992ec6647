import DigestCore
import DigestModel

/// The JSON-LD of a page, with the vocabulary of schema.org.
///
/// A digest lists papers but does not publish them, so there is no `publisher`.
struct StructuredData {
  let site: Site
  let base: BaseURL

  /// The breadcrumbs to a page, without the first page of the site.
  typealias Trail = [(name: String, page: Page)]

  /// Describes a paper's page; `image` is an absolute URL.
  func paper(_ index: Int, image: String?, trail: Trail) -> SafeJSON {
    graph([
      { article(index, image, &$0) },
      { breadcrumbs(trail, &$0) },
    ])
  }

  /// Describes a page that lists papers: a period, a tag, an author or a venue.
  func list(_ page: Page, title: String, papers: [Int], trail: Trail) -> SafeJSON {
    graph([
      { collection(page, title, papers, &$0) },
      { breadcrumbs(trail, &$0) },
    ])
  }

  /// Describes the first page, which represents the site.
  func home(papers: [Int]) -> SafeJSON {
    graph([
      { website(&$0) },
      { collection(.home(Pager.first), site.configuration.title, papers, &$0) },
    ])
  }

  /// Describes an index or a page written by the owner.
  func page(trail: Trail) -> SafeJSON { graph([{ breadcrumbs(trail, &$0) }]) }

  private typealias Node = (inout JSONObjectWriter) -> Void

  private func graph(_ nodes: [Node]) -> SafeJSON {
    var json = JSONObjectWriter()
    json.add("@context", "https://schema.org")
    json.add("@graph", each: nodes) { node, object in node(&object) }
    return json.safe
  }

  private func website(_ json: inout JSONObjectWriter) {
    json.add("@type", "WebSite")
    json.add("@id", "\(base)#website")
    json.add("url", base.description)
    json.add("name", site.configuration.title)
    json.add("description", site.configuration.description)
    json.add("inLanguage", site.configuration.language)
  }

  private func collection(
    _ page: Page, _ title: String, _ papers: [Int], _ json: inout JSONObjectWriter
  ) {
    json.add("@type", "CollectionPage")
    json.add("url", base.permalink(site.path(of: page)))
    json.add("name", title)
    json.add("isPartOf") { $0.add("@id", "\(base)#website") }
    json.add("mainEntity") { list in
      list.add("@type", "ItemList")
      list.add("numberOfItems", papers.count)
      list.add("itemListElement", papers.map { base.permalink(site.path(of: .paper($0))) })
    }
  }

  private func breadcrumbs(_ trail: Trail, _ json: inout JSONObjectWriter) {
    json.add("@type", "BreadcrumbList")
    let home = (name: site.configuration.title, page: Page.home(Pager.first))
    let steps = [home] + trail
    json.add("itemListElement", each: steps.enumerated()) { entry, item in
      item.add("@type", "ListItem")
      item.add("position", entry.offset + 1)
      item.add("name", entry.element.name)
      // The last entry is the page itself, so it needs no URL.
      guard entry.offset + 1 < steps.count else { return }
      item.add("item", base.permalink(site.path(of: entry.element.page)))
    }
  }
}

extension StructuredData {
  /// The maximum length of a headline in characters; search engines truncate longer ones.
  private static let headlineLimit = 110

  private func article(_ index: Int, _ image: String?, _ json: inout JSONObjectWriter) {
    let paper = site.papers[index]
    let permalink = base.permalink(site.path(of: .paper(index)))
    json.add("@type", "ScholarlyArticle")
    json.add("@id", "\(permalink)#paper")
    json.add("url", permalink)
    let title = paper.title
    let headline = OpenGraph.shortened(title, to: StructuredData.headlineLimit)
    json.add("headline", headline)
    if headline != title { json.add("name", title) }
    addAuthors(of: paper, &json)
    json.add("datePublished", paper.published?.description ?? String(paper.citedYear))
    json.add("dateModified", paper.updated?.description)
    let text = paper.summary ?? paper.excerpt
    if !text.isEmpty { json.add("description", text) }
    if !paper.tags.isEmpty { json.add("keywords", paper.tags) }
    json.add("inLanguage", paper.language ?? site.configuration.language)
    addIdentifiers(of: paper, &json)
    addPlace(of: paper, &json)
    json.add("license", paper.license)
    json.add("image", image)
    addFile(of: paper, &json)
  }

  private func addAuthors(of paper: Paper, _ json: inout JSONObjectWriter) {
    json.add("author", each: paper.authors) { author, person in
      let name = author.personName
      person.add("@type", "Person")
      person.add("name", author.name)
      if !name.isWhole {
        person.add("givenName", name.given)
        person.add("familyName", name.family)
      }
      person.add("identifier", site.orcid(of: author)?.page)
      if let affiliation = author.affiliation {
        person.add("affiliation") { organisation in
          organisation.add("@type", "Organization")
          organisation.add("name", affiliation)
        }
      }
    }
  }

  private func addIdentifiers(of paper: Paper, _ json: inout JSONObjectWriter) {
    let known = [
      ("arXiv", paper.arxiv?.id, paper.arxiv?.page), ("DOI", paper.doi?.id, paper.doi?.page),
      ("ACL Anthology", paper.acl?.id, paper.acl?.page),
      ("OpenReview", paper.openReview?.id, paper.openReview?.page),
    ]
    let identifiers = known.compactMap { name, id, _ in id.map { (name, $0) } }
    json.add("identifier", each: identifiers) { entry, identifier in
      identifier.add("@type", "PropertyValue")
      identifier.add("propertyID", entry.0)
      identifier.add("value", entry.1)
    }
    let pages = known.compactMap(\.2)
    if !pages.isEmpty { json.add("sameAs", pages) }
  }

  private func addPlace(of paper: Paper, _ json: inout JSONObjectWriter) {
    guard let venue = paper.venue else { return }
    json.add("isPartOf") { place in
      if case .journal = VenueKind(of: paper) {
        place.add("@type", "Periodical")
      } else {
        place.add("@type", "PublicationVolume")
      }
      place.add("name", venue)
    }
    json.add("pagination", paper.pages)
  }

  private func addFile(of paper: Paper, _ json: inout JSONObjectWriter) {
    guard let pdf = paper.pdf else { return }
    json.add("isAccessibleForFree", true)
    json.add("encoding") { file in
      file.add("@type", "MediaObject")
      file.add("contentUrl", pdf)
      file.add("encodingFormat", "application/pdf")
    }
  }
}
