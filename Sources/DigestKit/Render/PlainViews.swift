import DigestCore
import DigestMarkup
import DigestTemplate

/// A page written by the site's owner.
package struct PlainPageView: View {
  static let name = "PlainPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  var headingHTML: SafeHTML?
  let body: SafeHTML

  static let fields: [Field] = [
    .view("site", "The site.") { (v: PlainPageView) in v.site },
    .view("page", "This page.") { (v: PlainPageView) in v.page },
    .text("heading", "The page's title as plain text.") { (v: PlainPageView) in v.heading },
    .html("headingHTML", "The same as HTML, with formulas.") { (v: PlainPageView) in
      v.headingHTML ?? SafeHTML(escaping: v.heading)
    },
    .html("body", "The page's text.") { (v: PlainPageView) in v.body },
  ]
}

/// The search page.
struct SearchPageView: View {
  static let name = "SearchPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  let papers: Int
  let manifest: SafeJSON?
  let browse: [NavigationView]

  static let fields: [Field] = [
    .view("site", "The site.") { (v: SearchPageView) in v.site },
    .view("page", "This page.") { (v: SearchPageView) in v.page },
    .text("heading", "The page's title.") { (v: SearchPageView) in v.heading },
    .number("papers", "How many papers there are.") { (v: SearchPageView) in v.papers },
    .json("manifest", "The search manifest; the same as manifest.json.") {
      (v: SearchPageView) in v.manifest
    },
    .views("browse", "The main menu, for readers without scripts.") { (v: SearchPageView) in
      v.browse
    },
  ]
}

/// A page at an old path, which redirects to the current one.
struct RedirectView: View {
  static let name = "RedirectView"

  let site: SiteView
  let page: PageView
  let target: SafeURL

  static let fields: [Field] = [
    .view("site", "The site.") { (v: RedirectView) in v.site },
    .view("page", "This page.") { (v: RedirectView) in v.page },
    .url("target", "The target of the redirect.") { (v: RedirectView) in v.target },
  ]
}
