import DigestMarkup
import DigestTemplate

/// Data about the site, the same on every page.
struct SiteView: View {
  static let name = "SiteView"

  let title: String
  let description: String?
  let language: String
  /// The origin (scheme and host) that the sign-up form submits to.
  var formOrigin: SafeURL?

  static let fields: [Field] = [
    .text("title", "The site's name.") { (v: SiteView) in v.title },
    .text("description", "One sentence about the site.") { (v: SiteView) in v.description },
    .text("language", "Language tag for <html lang>, such as en.") { (v: SiteView) in v.language },
    .url("formOrigin", "Scheme and host that the subscribe form sends to; missing without one.") {
      (v: SiteView) in v.formOrigin
    },
  ]
}

/// The data for the head, header and footer of a page.
struct PageView: View {
  static let name = "PageView"

  var title: String
  var description: String?
  /// The relative path to the site's root, such as `../`; empty for pages at the root.
  var root: SafeURL
  var home: SafeURL
  var canonical: SafeURL?
  var stylesheet: SafeURL?
  var script: SafeURL?
  var icon: SafeURL?
  var feed: SafeURL?
  var archive: SafeURL?
  var search: SafeURL?
  var searchScript: SafeURL?
  var metadata = MetadataView()
  var navigation: [NavigationView]
  var previous: LinkView?
  var next: LinkView?
  var isIndexed = true

  static let fields: [Field] = [
    .text("title", "The content of <title>.") { (v: PageView) in v.title },
    .text("description", "Plain text for <meta name=description>.") { (v: PageView) in
      v.description
    },
    .url("root", "The relative path to the site's root, to prepend to a path.") { (v: PageView) in
      v.root
    },
    .url("home", "The first page of the site.") { (v: PageView) in v.home },
    .url("canonical", "The page's permalink; missing without base_url.") { (v: PageView) in
      v.canonical
    },
    .url("stylesheet", "The theme's assets/style.css, fingerprinted.") { (v: PageView) in
      v.stylesheet
    },
    .url("script", "The theme's assets/script.js, fingerprinted.") { (v: PageView) in v.script },
    .url("icon", "The theme's assets/icon.svg.") { (v: PageView) in v.icon },
    .url("feed", "The Atom feed; missing without base_url.") { (v: PageView) in v.feed },
    .url("archive", "The archive; absent if there is none.") { (v: PageView) in v.archive },
    .url("search", "The search page; absent if there is none.") { (v: PageView) in v.search },
    .url("searchScript", "The theme's assets/search.js, the search page's own script.") {
      (v: PageView) in v.searchScript
    },
    .view("metadata", "Metadata in the head, for programs.") { (v: PageView) in v.metadata },
    .views("navigation", "The entries of the main menu.") { (v: PageView) in v.navigation },
    .view("previous", "The newer neighbour of this page.") { (v: PageView) in v.previous },
    .view("next", "The older neighbour of this page.") { (v: PageView) in v.next },
    .flag("isIndexed", "Whether search engines should list the page.") { (v: PageView) in
      v.isIndexed
    },
  ]
}

/// A named link.
struct LinkView: View {
  static let name = "LinkView"

  let name: String
  /// `nil` if the target's kind of page is switched off.
  let href: SafeURL?
  /// `nil` if ``name`` contains no formulas.
  var nameHTML: SafeHTML?

  static let fields: [Field] = [
    .text("name", "The text of the link, as plain text.") { (v: LinkView) in v.name },
    .html("nameHTML", "The same as HTML, with formulas.") { (v: LinkView) in
      v.nameHTML ?? SafeHTML(escaping: v.name)
    },
    .url("href", "The target; absent if that kind of page is switched off.") { (v: LinkView) in
      v.href
    },
  ]
}

/// An entry of the main menu.
struct NavigationView: View {
  static let name = "NavigationView"

  let name: String
  let href: SafeURL
  let isCurrent: Bool
  var nameHTML: SafeHTML?

  static let fields: [Field] = [
    .text("name", "The text of the entry, as plain text.") { (v: NavigationView) in v.name },
    .html("nameHTML", "The same as HTML, with formulas.") { (v: NavigationView) in
      v.nameHTML ?? SafeHTML(escaping: v.name)
    },
    .url("href", "The target.") { (v: NavigationView) in v.href },
    .flag("isCurrent", "Whether it is the current page.") { (v: NavigationView) in v.isCurrent },
  ]
}
