import DigestCore
import DigestMarkup

/// Types that are used by a single field.
extension PaperFieldValue {
  static let title = Self(
    "text",
    read: { paper, node, reader in
      let title = reader.requiredText(node, limit: FieldLimits.title) ?? ""
      paper.titleFormulas = reader.formulas(in: title, node)
      paper.title = paper.titleFormulas?.text ?? title
    },
    write: { .text($0.title) })

  static let date = Self(
    "a day", style: .bare,
    read: { paper, node, reader in paper.date = reader.requiredDay(node) ?? paper.date },
    write: { .text($0.date.description) })

  static let authors = Self(
    people(\.authors).type, style: .block,
    read: { paper, node, reader in
      paper.authors = reader.authors(node)
      guard let last = paper.authors.last, last.isOthers else { return }
      paper.authors.removeLast()
      paper.hasMoreAuthors = true
    },
    write: { paper in
      let others = paper.hasMoreAuthors && !paper.authors.isEmpty ? [FieldValue.text("et al.")] : []
      return .list(paper.authors.map(\.fieldValue) + others)
    })

  static let publicationType = Self(
    "a type of BibTeX such as article, phdthesis or dataset",
    read: { paper, node, reader in
      let names = PublicationType.allCases.map(\.rawValue).joined(separator: ", ")
      paper.type = reader.parsed(node, as: "one of \(names)") {
        PublicationType(bibTeX: $0.lowercased())
      }
    },
    write: { ($0.type?.rawValue).map { .text($0) } })

  static let tags = Self(
    "a list of text",
    read: { paper, node, reader in
      let tags = reader.tags(node)
      paper.tags = tags.map(\.text)
      paper.lines.tags = tags.map(\.mark)
    },
    write: { .list($0.tags.map { .text($0) }) })

  static let submitter = Self(
    "a name, or `{name, url}`",
    read: { paper, node, reader in paper.submitter = reader.submitter(node) },
    write: { $0.submitter?.fieldValue })

  static let summary = Self(
    "text",
    read: { paper, node, reader in
      let summary = reader.text(node)
      paper.summaryFormulas = reader.formulas(in: summary, node)
      paper.summary = paper.summaryFormulas?.text ?? summary
    },
    write: { $0.summary.map { .text($0) } },
    parse: { text, paper in paper.summary = text })

  static let image = Self(
    "a path relative to the file",
    read: { paper, node, reader in
      guard let path = reader.text(node) else { return }
      paper.image = PaperImage(path: path, alt: paper.image?.alt ?? "")
      paper.lines.image = node.mark
    },
    write: { ($0.image?.path).map { .text($0) } })

  static let imageText = Self(
    "text",
    read: { paper, node, reader in
      guard let alt = reader.plainText(node) else { return }
      paper.image = PaperImage(path: paper.image?.path ?? "", alt: alt)
    },
    write: { ($0.image?.alt).map { .text($0) } })

  static let aliases = Self(
    "a list of paths",
    read: { paper, node, reader in
      let aliases = reader.aliases(node)
      paper.aliases = aliases.map(\.path)
      paper.lines.aliases = aliases.map(\.mark)
    },
    write: { .list($0.aliases.map { .text($0.text) }) })

  static let slug = Self(
    "`[a-z0-9._-]`",
    read: { paper, node, reader in paper.slug = reader.slug(node) ?? paper.slug },
    write: { .text($0.slug) })

  static let extra = Self(
    "a map", style: .block,
    read: { paper, node, reader in
      let entries = reader.freeMap(
        node, of: "a map of your own fields",
        hint: "write indented lines 'name: value' below 'extra:'")
      paper.extra = entries ?? []
    },
    write: { paper in
      .map(paper.extra.map { FieldValue.Entry(key: $0.key.text, value: FieldValue($0.value)) })
    })
}

extension Author {
  /// The name, or a map if there are other data.
  var fieldValue: FieldValue {
    let more: [FieldValue.Entry] = [
      (orcid?.id).map { FieldValue.Entry(key: "orcid", value: .text($0)) },
      affiliation.map { FieldValue.Entry(key: "affiliation", value: .text($0)) },
    ].compactMap { $0 }
    if parts == nil && more.isEmpty { return .text(name) }
    return .map((partEntries ?? [FieldValue.Entry(key: "name", value: .text(name))]) + more)
  }
}

extension Author {
  /// The parts of a name that cannot be told from the printed one.
  private var partEntries: [FieldValue.Entry]? {
    parts.map { parts in
      [("given", parts.given), ("family", parts.family), ("suffix", parts.suffix ?? "")]
        .filter { !$0.1.isEmpty }.map { FieldValue.Entry(key: $0.0, value: .text($0.1)) }
    }
  }
}

extension Submitter {
  /// The name, or a map if there is a URL.
  var fieldValue: FieldValue {
    guard let url else { return .text(name) }
    return .map([
      FieldValue.Entry(key: "name", value: .text(name)),
      FieldValue.Entry(key: "url", value: .text(url.text)),
    ])
  }
}
