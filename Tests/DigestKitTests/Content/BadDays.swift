extension BadInput {
  /// Days that do not exist, invalid identifiers, and invalid settings.
  static let days: [BadInput] = [
    day("2026-02-30", "February 2026 has 28 days"), day("2024-02-30", "February 2024 has 29 days"),
    day("1900-02-29", "February 1900 has 28 days"), day("2026-04-31", "April 2026 has 30 days"),
    day("2026-03-00", "March 2026 has 31 days"),
    day("2026-13-01", "months go from 01 to 12; the order is year-month-day"),
    day("2026-00-01", "months go from 01 to 12; the order is year-month-day"),
    day("0000-01-01", "years go from 0001 to 9999"),
    notDay("2026-03-12T10:00:00Z", "write only the date: 2026-03-12"),
    notDay("2026-03-12 10:00", "write only the date: 2026-03-12"),
    notDay("2026-03-12+14:00", "write only the date: 2026-03-12"),
    notDay("12/03/2026"), notDay("12 March 2026"), notDay("2026-3-1"), notDay("20260312"),
    .line(
      "published: 12 March 2026", "4:12",
      "'published' must be a date such as 2025-03-12, 2025-03 or 2025, not '12 March 2026'"),
    .line(
      "published: 2018/05", "4:12",
      "'published' must be a date such as 2025-03-12, 2025-03 or 2025, not '2018/05'",
      hint: "write only the year: 2018"),
    notDay("10000-01-01"), notDay("-001-01-01"), notDay("٢٠٢٦-٠٣-١٢"), notDay("null"),
  ]

  static let identifiers: [BadInput] = [
    identifier("arxiv", "2413.01230", "an arXiv identifier such as 2310.18660 or cs/0112017"),
    identifier("arxiv", "2405.0123v0", "an arXiv identifier such as 2310.18660 or cs/0112017"),
    identifier("arxiv", "2405.012", "an arXiv identifier such as 2310.18660 or cs/0112017"),
    identifier(
      "arxiv", "https://arxiv.org/abs/2405.01230",
      "an arXiv identifier such as 2310.18660 or cs/0112017"),
    identifier("doi", "https://doi.org/10.1/x", "a DOI such as 10.18653/v1/P18-1001"),
    identifier("doi", "10.18653", "a DOI such as 10.18653/v1/P18-1001"),
    identifier("doi", "10.18653/", "a DOI such as 10.18653/v1/P18-1001"),
    identifier(
      "acl", "P18-10", "an ACL Anthology identifier such as P18-1001 or 2022.computel-1.3"),
    identifier(
      "acl", "2022.computel.3", "an ACL Anthology identifier such as P18-1001 or 2022.computel-1.3"),
    identifier("openreview", "a/b", "an OpenReview identifier such as rJzIBfZAb"),
  ]

  static let siteSettings: [BadInput] = [
    .settings(
      "description: x", "1:1", "'title' is missing", hint: "add 'title: …', the site's name"),
    .settings(
      "title: A\nbaseurl: x", "2:1", "unknown key 'baseurl'", hint: "did you mean 'base_url'?"),
    .settings(
      "title: A\nanalytics: x", "2:1", "unknown key 'analytics'",
      hint:
        """
        the keys are title, description, language, base_url, page_size, author_limit, feed_size, \
        pages, feeds, exports, search, subscribe, mail, file_limit, import, macros
        """),
    .settings(
      "title: A\nmacros: x", "2:9", "'macros' must be a map of commands, not text",
      hint: #"for instance 'R: \mathbb{R}'"#),
    .settings(
      "title: A\nbase_url: example.org", "2:11",
      "'base_url' must be an absolute address such as https://example.org/digest/, not 'example.org'"
    ),
    .settings(
      "title: A\npage_size: 0", "2:12",
      "'page_size' must be a whole number from 1 to 1000, not '0'"),
    .settings(
      "title: A\nauthor_limit: x", "2:15",
      "'author_limit' must be a whole number from 1 to 10000, not 'x'"),
    .site(
      "-- Content/site.yml --\ntitle: A",
      """
      Content/site.yml:1:1: warning: 'base_url' is missing, so no feeds and no sitemap are built
        hint: add 'base_url: https://…/', the address of the site
      """),
    .site(
      "-- Content/pages/a.md --\n---\ntitle: A\ntags: [a]\n---",
      """
      Content/pages/a.md:3:1: error: unknown key 'tags'
        hint: the keys of a page are title, description, slug, draft, aliases
      """),
    .site(
      "-- Content/papers/.png.md --\n-- Content/notes.md --\nText.",
      """
      Content/notes.md:1:1: error: a Markdown file outside 'papers' and 'pages'
        hint: move it to Content/papers or Content/pages
      """),
    BadInput(
      files: ["Content/papers/王.md": paper()],
      expected: """
        Content/papers/王.md:1:1: error: no slug can be made from the file name '王'
          hint: rename the file in lower-case letters and digits, or add 'slug: …'
        """),
    BadInput(
      files: ["Content/figures/a\\b.png": []],
      expected: #"""
        Content/figures/a\b.png:1:1: error: the file name contains '\' or a control character
          hint: rename it
        """#),
  ]

  private static func day(_ text: String, _ hint: String) -> BadInput {
    .line("published: \(text)", "4:12", "'published': there is no day \(text)", hint: hint)
  }

  private static func notDay(_ text: String, _ hint: String? = nil) -> BadInput {
    .line(
      "updated: \(text)", "4:10", "'updated' must be a date such as 2025-03-12, not '\(text)'",
      hint: hint)
  }

  private static func identifier(_ key: String, _ text: String, _ form: String) -> BadInput {
    .line("\(key): \(text)", "4:\(key.utf8.count + 3)", "'\(key)' must be \(form), not '\(text)'")
  }
}
