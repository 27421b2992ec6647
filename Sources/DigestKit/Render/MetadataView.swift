import DigestCore
import DigestMarkup
import DigestTemplate

/// What the head tells machines: search engines, reference managers, feed readers, chats.
struct MetadataView: View {
  static let name = "MetadataView"

  /// `<meta name=…>`: `citation_title` and `twitter:card`, for instance.
  var named: [MetaView] = []
  /// `<meta property=…>`: OpenGraph.
  var properties: [MetaView] = []
  var alternates: [AlternateView] = []
  var structuredData: SafeJSON?

  static let fields: [Field] = [
    .views("named", "What stands in <meta name=…>: citation_title, twitter:card and so on.") {
      (v: MetadataView) in v.named
    },
    .views("properties", "What stands in <meta property=…>: og:title and so on.") {
      (v: MetadataView) in v.properties
    },
    .views("alternates", "Feeds of the page, and files to cite what it shows.") {
      (v: MetadataView) in v.alternates
    },
    .json("structuredData", "JSON-LD (schema.org); missing without base_url.") {
      (v: MetadataView) in v.structuredData
    },
  ]
}

/// A name with its content, for a `<meta>` element.
struct MetaView: View {
  static let name = "MetaView"

  let key: String
  let content: String

  static let fields: [Field] = [
    .text("key", "The name or property.") { (v: MetaView) in v.key },
    .text("content", "Its content.") { (v: MetaView) in v.content },
  ]
}

/// The same content in another format.
struct AlternateView: View {
  static let name = "AlternateView"

  let type: String
  let title: String
  let href: SafeURL

  static let fields: [Field] = [
    .text("type", "The media type, such as application/atom+xml.") { (v: AlternateView) in v.type },
    .text("title", "What the file is called.") { (v: AlternateView) in v.title },
    .url("href", "Where it lies.") { (v: AlternateView) in v.href },
  ]
}
