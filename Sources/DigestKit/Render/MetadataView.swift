import DigestCore
import DigestMarkup
import DigestTemplate

/// Metadata in the head for search engines, reference managers, feed readers and link previews.
struct MetadataView: View {
  static let name = "MetadataView"

  /// `<meta name=…>` elements, such as `citation_title` and `twitter:card`.
  var named: [MetaView] = []
  /// `<meta property=…>` elements, for OpenGraph.
  var properties: [MetaView] = []
  var alternates: [AlternateView] = []
  var structuredData: SafeJSON?

  static let fields: [Field] = [
    .views("named", "The <meta name=…> elements: citation_title, twitter:card and so on.") {
      (v: MetadataView) in v.named
    },
    .views("properties", "The <meta property=…> elements: og:title and so on.") {
      (v: MetadataView) in v.properties
    },
    .views("alternates", "The page's feeds and citation files.") {
      (v: MetadataView) in v.alternates
    },
    .json("structuredData", "JSON-LD (schema.org); missing without base_url.") {
      (v: MetadataView) in v.structuredData
    },
  ]
}

/// The name and content of a `<meta>` element.
struct MetaView: View {
  static let name = "MetaView"

  let key: String
  let content: String

  static let fields: [Field] = [
    .text("key", "The name or property.") { (v: MetaView) in v.key },
    .text("content", "Its content.") { (v: MetaView) in v.content },
  ]
}

/// The same content in another format, as `<link rel="alternate">`.
struct AlternateView: View {
  static let name = "AlternateView"

  let type: String
  let title: String
  /// The text of a visible link to the file.
  let label: String
  let href: SafeURL

  static let fields: [Field] = [
    .text("type", "The media type, such as application/atom+xml.") { (v: AlternateView) in v.type },
    .text("title", "The title of the file.") { (v: AlternateView) in v.title },
    .url("href", "The path of the file.") { (v: AlternateView) in v.href },
  ]
}
