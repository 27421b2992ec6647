extension BadInput {
  private static let ofYourOwn = "put fields of your own below 'extra:'"
  private static let oneALine = "write one per line, each after '- '"
  private static let whole = "write the full address, starting with https://"
  private static let aliasHint =
    "write it relative to the site's root, such as 'old/name.html' or 'old/name/'"

  /// Values that do not fit their keys.
  static let fields: [BadInput] = [
    .line("auhtors: [A]", "4:1", "unknown key 'auhtors'", hint: "did you mean 'authors'?"),
    .line("Tags: [a]", "4:1", "unknown key 'Tags'", hint: "did you mean 'tags'?"),
    .line("zzzzzz: 1", "4:1", "unknown key 'zzzzzz'", hint: ofYourOwn),
    .line("\"\": 1", "4:1", "unknown key ''", hint: ofYourOwn),
    .file("---\ndate: 2025-03-12\n---\n", "1:1", "'title' is missing", hint: "add 'title: …'"),
    .file("---\ntitle: A\n---\n", "1:1", "'date' is missing", hint: "add 'date: 2025-03-12'"),
    .file("---\ntitle: '  '\ndate: 2025-03-12\n---\n", "2:8", "'title' is empty"),
    .file("---\ntitle:\ndate: 2025-03-12\n---\n", "2:7", "'title' is empty"),
    .file("---\ntitle: \"\\u200B\\u3000\"\ndate: 2025-03-12\n---\n", "2:8", "'title' is empty"),
    .file("---\ntitle: [A]\ndate: 2025-03-12\n---\n", "2:8", "'title' must be text, not a list"),
    .file("---\ntitle: A\ndate:\n---\n", "3:6", "'date' is empty"),
    .line("venue: {a: b}", "4:8", "'venue' must be text, not a map"),
    .line("venue: [a]", "4:8", "'venue' must be text, not a list"),
    .line("tags: a", "4:7", "'tags' must be a list of tags, not text", hint: oneALine),
    .line("tags: {a: b}", "4:7", "'tags' must be a list of tags, not a map", hint: oneALine),
    .line("tags: [[a]]", "4:8", "'tags' must be a list of tags, not a list"),
    .line("tags: [a, '']", "4:11", "an entry of 'tags' is empty"),
    .line(
      "tags: [a, b,  a ]", "4:15", "'a' appears twice in 'tags' (first on line 4)",
      hint: "keep one of the two"),
    .line(
      "tags: [" + String(repeating: "long ", count: 21) + "]", "4:8",
      "a tag of more than 100 bytes", hint: "is a '- ' missing before the next tag?"),
    .line(
      "tags: [" + (0...100).map { "t\($0)" }.joined(separator: ", ") + "]", "4:7",
      "'tags' has 101 entries; the limit is 100", hint: "keep the most important ones"),
    .line(
      "authors: [" + (0...10_000).map { "A\($0)" }.joined(separator: ", ") + "]", "4:10",
      "'authors' has 10001 entries; the limit is 10000", hint: "keep the most important ones"),
    .line(
      "venue: " + String(repeating: "v", count: 10_001), "4:8",
      "'venue' has 10001 bytes; the limit is 10000",
      hint: "longer texts go below the front matter"),
    .file(
      "---\ntitle: " + String(repeating: "t", count: 2001) + "\ndate: 2025-03-12\n---\n", "2:8",
      "'title' has 2001 bytes; the limit is 2000", hint: "longer texts go below the front matter"),
    .line("authors: Ada", "4:10", "'authors' must be a list of names, not text", hint: oneALine),
    .line("authors: ['']", "4:11", "an entry of 'authors' is empty"),
    .line("authors: [[a]]", "4:11", "'authors' must be text, not a list"),
    .line(
      "authors: [{affiliation: X}]", "4:11", "an author without a name", hint: "add 'name: …'"),
    .line(
      "authors: [{name: A, orchid: x}]", "4:21", "unknown key 'orchid'",
      hint: "did you mean 'orcid'?"),
    .line(
      "authors: [{name: A, phone: x}]", "4:21", "unknown key 'phone'",
      hint: """
        the keys of an author are 'name', 'given', 'family', 'suffix', 'orcid' and 'affiliation'
        """),
    .line(
      "authors: [{name: A, orcid: 0000-0002-1825-0098}]", "4:28",
      "'orcid' must be an ORCID iD with a correct check digit, such as 0000-0002-1825-0097, not '0000-0002-1825-0098'"
    ),
    .line(
      "submitter: {url: https://a.org}", "4:12", "a submitter without a name", hint: "add 'name: …'"
    ),
    .line(
      "submitter: {name: A, mail: b}", "4:22", "unknown key 'mail'",
      hint: "the keys of a submitter are 'name' and 'url'"),
    .line(
      "submitter: {name: A, telephone: b}", "4:22", "unknown key 'telephone'",
      hint: "the keys of a submitter are 'name' and 'url'"),
    .line(
      "extra: text", "4:8", "'extra' must be a map of your own fields, not text",
      hint: "write indented lines 'name: value' below 'extra:'"),
    .line("draft: maybe", "4:8", "'draft' must be yes or no, not 'maybe'"),
    .line("pinned: 1", "4:9", "'pinned' must be yes or no, not '1'"),
    number("-1"), number("1.5"), number("1e3"), number("1000000001"), number("٣"),
    number("99999999999999999999999"),
    .line(
      "language: english!", "4:11",
      "'language' must be a language tag such as en or pt-BR, not 'english!'"),
    .line("image_alt: A dog", "1:1", "'image_alt' without 'image'", hint: "remove it"),
    .line(
      "image: a.png", "4:8", "'image' without 'image_alt'",
      hint: "add 'image_alt: …' and describe the image for readers who can't see it"),
    .line(
      "image: a.png\nimage_alt: A dog", "4:8", "there is no image 'a.png' next to the file",
      hint: "put it in the same folder"),
    .line(
      "image: ../../a.png\nimage_alt: A dog", "4:8",
      "there is no image '../../a.png' next to the file", hint: "put it in the same folder"),
    address("javascript:alert(1)"), address("JaVaScRiPt://%0aalert(1)"), address("//evil.example"),
    address("data:text/html,x"), address("https://"), address("https:///path"),
    address("https://?q"),
    address("ftp://example.org/a"), address("papers/a.html"), address("https://a b.org"),
    slug("../up", try: "up"), slug("a/b", try: "a-b"), slug("Über", try: "uber"), slug("con"),
    slug("nul.md"),
    slug(".hidden", try: "hidden"), slug("trailing.", try: "trailing"),
    slug(String(repeating: "a", count: 201)),
    .line("slug:", "4:6", "'slug' is empty"),
    alias("../up.html"), alias("a/../../b.html"), alias("old"), alias("a//b.html"), alias("/"),
    alias("a\\b.html"), alias(".htaccess"),
  ]

  private static func number(_ text: String) -> BadInput {
    .line(
      "upvotes: \(text)", "4:10",
      "'upvotes' must be a whole number from 0 to 1000000000, not '\(text)'")
  }

  private static func address(_ text: String) -> BadInput {
    .line("code: \(text)", "4:7", "'code' must be a web address, not '\(text)'", hint: whole)
  }

  private static func slug(_ text: String, try other: String? = nil) -> BadInput {
    .line(
      "slug: \(text)", "4:7",
      "'slug' must be lower-case letters, digits, '.', '-' and '_', not '\(text)'",
      hint: other.map { "try '\($0)'" })
  }

  private static func alias(_ text: String) -> BadInput {
    .line(
      "aliases: ['\(text)']", "4:11", "alias '\(text)' is not the path of a page", hint: aliasHint)
  }
}
