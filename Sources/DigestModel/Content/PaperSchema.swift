package import DigestCore
import DigestMarkup

extension Schema where Target == Paper {
  /// The front matter keys of a paper; `docs/content.md` documents their meaning.
  static let paper = Schema<Paper>(
    hint: "put fields of your own below 'extra:'",
    [
      "title": { paper, node, reader in
        let title = reader.requiredText(node, limit: FieldLimits.title) ?? ""
        paper.titleFormulas = reader.formulas(in: title, node)
        paper.title = paper.titleFormulas?.text ?? title
      },
      "authors": { paper, node, reader in paper.authors = reader.authors(node) },
      "date": { paper, node, reader in paper.date = reader.requiredDay(node) ?? paper.date },
      "published": { paper, node, reader in paper.published = reader.day(node) },
      "updated": { paper, node, reader in paper.updated = reader.day(node) },
      "tags": { paper, node, reader in
        let tags = reader.tags(node)
        paper.tags = tags.map(\.text)
        paper.lines.tags = tags.map(\.mark)
      },
      "arxiv": { paper, node, reader in
        paper.arxiv = reader.parsed(
          node, as: "an arXiv identifier such as 2310.18660 or cs/0112017", ArxivID.init)
      },
      "doi": { paper, node, reader in
        paper.doi = reader.parsed(node, as: "a DOI such as 10.18653/v1/P18-1001", DOI.init)
      },
      "acl": { paper, node, reader in
        paper.acl = reader.parsed(
          node, as: "an ACL Anthology identifier such as P18-1001 or 2022.computel-1.3", ACLID.init)
      },
      "openreview": { paper, node, reader in
        paper.openReview = reader.parsed(
          node, as: "an OpenReview identifier such as rJzIBfZAb", OpenReviewID.init)
      },
      "venue": { paper, node, reader in paper.venue = reader.text(node) },
      "pages": { paper, node, reader in paper.pages = reader.text(node) },
      "license": { paper, node, reader in paper.license = reader.text(node) },
      "language": { paper, node, reader in paper.language = reader.languageTag(node) },
      "pdf": link(.pdf),
      "code": link(.code),
      "project": link(.project),
      "data": link(.data),
      "model": link(.model),
      "video": link(.video),
      "slides": link(.slides),
      "upvotes": { paper, node, reader in paper.upvotes = reader.wholeNumber(node) },
      "comments": { paper, node, reader in paper.comments = reader.wholeNumber(node) },
      "stars": { paper, node, reader in paper.stars = reader.wholeNumber(node) },
      "submitter": { paper, node, reader in paper.submitter = reader.submitter(node) },
      "summary": { paper, node, reader in
        let summary = reader.text(node)
        paper.summaryFormulas = reader.formulas(in: summary, node)
        paper.summary = paper.summaryFormulas?.text ?? summary
      },
      "summary_by": { paper, node, reader in paper.summaryBy = reader.text(node) },
      "image": { paper, node, reader in
        guard let path = reader.text(node) else { return }
        paper.image = PaperImage(path: path, alt: paper.image?.alt ?? "")
        paper.lines.image = node.mark
      },
      "image_alt": { paper, node, reader in
        guard let alt = reader.plainText(node) else { return }
        paper.image = PaperImage(path: paper.image?.path ?? "", alt: alt)
      },
      "draft": { paper, node, reader in paper.isDraft = reader.flag(node) },
      "pinned": { paper, node, reader in paper.isPinned = reader.flag(node) },
      "withdrawn": { paper, node, reader in paper.withdrawn = reader.plainText(node) },
      "retracted": { paper, node, reader in paper.retracted = reader.plainText(node) },
      "award": { paper, node, reader in paper.award = reader.plainText(node) },
      "note": { paper, node, reader in paper.note = reader.plainText(node) },
      "aliases": { paper, node, reader in
        let aliases = reader.aliases(node)
        paper.aliases = aliases.map(\.path)
        paper.lines.aliases = aliases.map(\.mark)
      },
      "slug": { paper, node, reader in paper.slug = reader.slug(node) ?? paper.slug },
      "extra": { paper, node, reader in
        let entries = reader.freeMap(
          node, of: "a map of your own fields",
          hint: "write indented lines 'name: value' below 'extra:'")
        paper.extra = entries ?? []
      },
    ])

  private static func link(_ kind: PaperLink.Kind) -> Read {
    { paper, node, reader in
      guard let url = reader.webAddress(node) else { return }
      paper.links.append(PaperLink(kind: kind, url: url))
    }
  }
}

extension FieldReader {
  /// Reads a list of names, or of maps with `name`, `orcid` and `affiliation`.
  package mutating func authors(_ node: YAMLNode) -> [Author] {
    let key = key
    var authors: [Author] = []
    for item in list(node, of: "names") {
      self.key = key
      guard let author = author(item) else { continue }
      authors.append(author)
    }
    return authors
  }

  private mutating func author(_ node: YAMLNode) -> Author? {
    guard case .map(let entries, let mark) = node else {
      if case .scalar(let scalar) = node, FieldReader.tidied(scalar.text).isEmpty {
        error(scalar.mark, "an entry of '\(key)' is empty")
        return nil
      }
      return text(node).map { Author(name: $0) }
    }
    var author = Author(name: "")
    Schema<Author>.author.read(entries, into: &author, with: &self)
    if author.name.isEmpty {
      error(mark, "an author without a name", hint: "add 'name: …'")
      return nil
    }
    return author
  }

  /// Reads a name, or a map with `name` and `url`.
  package mutating func submitter(_ node: YAMLNode) -> Submitter? {
    guard case .map(let entries, let mark) = node else {
      return text(node).map { Submitter(name: $0) }
    }
    var submitter = Submitter(name: "")
    Schema<Submitter>.submitter.read(entries, into: &submitter, with: &self)
    if submitter.name.isEmpty {
      error(mark, "a submitter without a name", hint: "add 'name: …'")
      return nil
    }
    return submitter
  }

  /// Reads tags, each of at most 100 bytes, with their positions.
  package mutating func tags(_ node: YAMLNode) -> [(text: String, mark: YAMLMark)] {
    let tags = texts(node, of: "tags", limit: FieldLimits.tags)
    for tag in tags where tag.text.utf8.count > 100 {
      error(
        tag.mark, "a tag of more than 100 bytes", hint: "is a '- ' missing before the next tag?")
    }
    return tags
  }

  /// Reads former paths of a page, which end in `.html` or `/`, with their positions.
  package mutating func aliases(_ node: YAMLNode) -> [(path: SitePath, mark: YAMLMark)] {
    texts(node, of: "paths").compactMap { text, mark in
      let relative = text.utf8.first == UInt8(ascii: "/") ? String(text.dropFirst()) : text
      let isPage = relative.hasSuffix(".html") || relative.hasSuffix("/")
      let file = relative.hasSuffix("/") ? relative + "index.html" : relative
      if isPage, !file.hasPrefix("."), let path = SitePath(file) { return (path, mark) }
      error(
        mark, "alias '\(text)' is not the path of a page",
        hint: "write it relative to the site's root, such as 'old/name.html' or 'old/name/'")
      return nil
    }
  }

  /// Reads a slug, or returns `nil` if it is invalid.
  package mutating func slug(_ node: YAMLNode) -> String? {
    guard let text = requiredText(node) else { return nil }
    if Slug.isValid(text) { return text }
    let folded = Slug.ofFile(named: text).map { "try '\($0)'" }
    error(
      node.mark, "'slug' must be lower-case letters, digits, '.', '-' and '_', not '\(text)'",
      hint: folded)
    return nil
  }

  /// Reads a language tag of letters and digits in groups (RFC 5646): `en`, `pt-BR`.
  mutating func languageTag(_ node: YAMLNode) -> String? {
    parsed(node, as: "a language tag such as en or pt-BR") { text in
      let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      let isPlain = groups.allSatisfy { group in
        (1...8).contains(group.count)
          && group.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
      }
      return isPlain && (2...3).contains(groups[0].count) ? text : nil
    }
  }
}

extension Schema where Target == Author {
  static let author = Schema<Author>(
    hint: "the keys of an author are 'name', 'orcid' and 'affiliation'",
    [
      "name": { author, node, reader in author.name = reader.text(node) ?? "" },
      "orcid": { author, node, reader in
        author.orcid = reader.parsed(
          node, as: "an ORCID iD with a correct check digit, such as 0000-0002-1825-0097",
          ORCID.init)
      },
      "affiliation": { author, node, reader in author.affiliation = reader.text(node) },
    ])
}

extension Schema where Target == Submitter {
  static let submitter = Schema<Submitter>(
    hint: "the keys of a submitter are 'name' and 'url'",
    [
      "name": { submitter, node, reader in submitter.name = reader.text(node) ?? "" },
      "url": { submitter, node, reader in submitter.url = reader.webAddress(node) },
    ])
}
