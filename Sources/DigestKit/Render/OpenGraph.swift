import DigestMarkup
import DigestModel

/// OpenGraph metadata for link previews in chats and social networks (ogp.me).
struct OpenGraph {
  private(set) var properties: [MetaView] = []
  private(set) var card = MetaView(key: "twitter:card", content: "summary")

  /// The maximum length of a description in characters; link previews truncate longer ones.
  static let descriptionLimit = 200

  init(type: String, title: String, page: PageView, site: SiteConfiguration) {
    add("og:type", type)
    add("og:site_name", site.title)
    add("og:title", title)
    if let text = page.description {
      add("og:description", OpenGraph.shortened(text, to: OpenGraph.descriptionLimit))
    }
    add("og:url", page.canonical?.text)
    add("og:locale", OpenGraph.locale(site.language))
  }

  /// Adds the properties of a paper; `image` is an absolute URL.
  mutating func add(_ paper: Paper, image: String?) {
    add("article:published_time", paper.date.description)
    add("article:modified_time", paper.updated.map { max($0, paper.date).description })
    for author in paper.authors { add("article:author", author.name) }
    for tag in paper.tags { add("article:tag", tag) }
    guard let image, let picture = paper.image else { return }
    add("og:image", image)
    add("og:image:alt", picture.alt)
    card = MetaView(key: "twitter:card", content: "summary_large_image")
  }

  private mutating func add(_ key: String, _ content: String?) {
    if let content { properties.append(MetaView(key: key, content: content)) }
  }

  /// Truncates plain text at the end of a sentence or word.
  static func shortened(_ text: String, to limit: Int) -> String {
    text.utf8.count <= limit ? text : Excerpt.cut(Array(text.utf8), limit: limit)
  }

  /// Returns the locale: `pt-BR` → `pt_BR`; OpenGraph has none for a language without a territory.
  private static func locale(_ language: String) -> String? {
    let parts = language.split(separator: "-")
    guard parts.count == 2, parts[1].utf8.count == 2 else { return nil }
    return "\(parts[0].lowercased())_\(parts[1].uppercased())"
  }
}
