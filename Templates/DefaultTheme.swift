/// The files of this folder, compiled into the program, so that a site needs no theme of its own.
public enum DefaultTheme {
  /// Path below `Templates/` → bytes; a test holds this list against the folder.
  public static let files: [String: [UInt8]] = [
    "layouts/layout.html": PackageResources.layout_html,
    "partials/card.html": PackageResources.card_html,
    "partials/cards.html": PackageResources.cards_html,
    "partials/list-header.html": PackageResources.list_header_html,
    "partials/neighbours.html": PackageResources.neighbours_html,
    "partials/pager.html": PackageResources.pager_html,
    "partials/periods.html": PackageResources.periods_html,
    "partials/side.html": PackageResources.side_html,
    "partials/terms-pager.html": PackageResources.terms_pager_html,
    "partials/terms.html": PackageResources.terms_html,
    "pages/archive.html": PackageResources.archive_html,
    "pages/author.html": PackageResources.author_html,
    "pages/authors.html": PackageResources.authors_html,
    "pages/home.html": PackageResources.home_html,
    "pages/issue.html": PackageResources.issue_html,
    "pages/not-found.html": PackageResources.not_found_html,
    "pages/page.html": PackageResources.page_html,
    "pages/paper.html": PackageResources.paper_html,
    "pages/redirect.html": PackageResources.redirect_html,
    "pages/saved.html": PackageResources.saved_html,
    "pages/tag.html": PackageResources.tag_html,
    "pages/tags.html": PackageResources.tags_html,
    "assets/script.js": PackageResources.script_js,
    "assets/style.css": PackageResources.style_css,
    "assets/theme.js": PackageResources.theme_js,
  ]
}
