extension BadInput {
  private static let rename = "rename one of the files, or give it another 'slug:'"

  /// Files that are valid alone but conflict with each other.
  static let collisions: [BadInput] = [
    .site(
      """
      -- Content/papers/a.md --
      ---
      title: A
      date: 2025-03-12
      ---
      -- Content/papers/2024/A.md --
      ---
      title: B
      date: 2025-03-12
      ---
      """,
      """
      Content/papers/a.md:1:1: error: would be written to papers/a.html, and so would Content/papers/2024/A.md
        hint: \(rename)
      """),
    // The same name in NFC and NFD, as different systems write it.
    BadInput(
      files: [
        "Content/papers/caf\u{E9}.md": paper(),
        "Content/papers/2024/cafe\u{301}.md": paper(),
      ],
      expected: """
        Content/papers/café.md:1:1: error: would be written to papers/cafe.html, and so would Content/papers/2024/cafe\u{301}.md
          hint: \(rename)
        """),
    BadInput(
      files: ["Content/papers/a b.md": paper("A"), "Content/papers/a-b.md": paper("B")],
      expected: """
        Content/papers/a-b.md:1:1: error: would be written to papers/a-b.html, and so would Content/papers/a b.md
          hint: \(rename)
        """),
    BadInput(
      files: ["Content/Figures/A.png": [1], "Content/figures/a.png": [2]],
      expected: """
        Content/figures/a.png:1:1: error: would be written to figures/a.png, and so would Content/Figures/A.png
          hint: rename one of the files
        """),
    BadInput(
      files: ["Content/FEED.xml": [1], "Content/papers/a.md": paper()],
      expected: """
        Content/FEED.xml:1:1: error: would be written to FEED.xml, and so would a page that digest makes
          hint: rename one of the files
        """),
    .site(
      "-- Content/pages/archive.md --\n---\ntitle: A\n---",
      """
      Content/pages/archive.md:1:1: error: would be written to archive.html, and so would a page that digest makes
        hint: \(rename)
      """),
    alias("papers/a.html", of: "Content/papers/a.md"),
    alias("index.html", of: "a page that digest makes"),
    alias("Tags/", of: "a page that digest makes"),
    .site(
      """
      -- Content/papers/a.md --
      ---
      title: A
      date: 2025-03-12
      aliases: [old.html]
      ---
      -- Content/papers/b.md --
      ---
      title: B
      date: 2025-03-12
      aliases: [Old.html]
      ---
      """,
      """
      Content/papers/b.md:4:11: error: would be written to Old.html, and so would Content/papers/a.md
        hint: remove this alias
      """),
    folder("papers/a.html/old.html", under: "papers/a.html", by: "Content/papers/a.md"),
    folder("feed.xml/old.html", under: "feed.xml", by: "a page that digest makes"),
    BadInput(
      files: ["Content/tags": [1], "Content/papers/a.md": paper()],
      expected: """
        Content/tags:1:1: error: would be written to tags, which is a folder of the site
          hint: rename the file
        """),
    BadInput(
      files: [
        "Content/papers/a.md": paper("A", "tags: [Language Models]"),
        "Content/papers/b.md": paper("B", "tags:\n  - language models"),
      ],
      expected: """
        Content/papers/b.md:5:5: error: tag 'language models' would share a page with 'Language Models' (Content/papers/a.md:4)
          hint: spell both the same
        """),
  ]

  /// Links that are removed, with a warning.
  static let links: [BadInput] = [
    BadInput(
      files: [
        "Content/papers/a.md": paper(
          body: "One.\n\n[x](javascript:alert(1)) ![y](data:image/png,0)")
      ],
      expected: """
        Content/papers/a.md:7:1: warning: the link to 'data:image/png,0' was removed
          hint: links must be http, https, mailto or relative
        Content/papers/a.md:7:1: warning: the link to 'javascript:alert(1)' was removed
          hint: links must be http, https, mailto or relative
        """)
  ]

  private static func alias(_ path: String, of rival: String) -> BadInput {
    let file = path.hasSuffix("/") ? path + "index.html" : path
    return withAlias(
      path,
      """
      Content/papers/b.md:4:11: error: would be written to \(file), and so would \(rival)
        hint: remove this alias
      """)
  }

  private static func folder(_ path: String, under file: String, by rival: String) -> BadInput {
    withAlias(
      path,
      """
      Content/papers/b.md:4:11: error: would be written to \(path), but \(file) is the file of \(rival)
        hint: remove this alias
      """)
  }

  private static func withAlias(_ path: String, _ expected: String) -> BadInput {
    BadInput(
      files: [
        "Content/papers/a.md": paper("A"),
        "Content/papers/b.md": paper("B", "aliases: ['\(path)']"),
      ],
      expected: expected)
  }
}
