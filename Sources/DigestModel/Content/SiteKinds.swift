public import DigestMarkup

/// Which kinds of pages a site has, below `pages:` in `site.yml`.
///
/// A free host may take only 20,000 files: a page a paper and nothing else is possible.
public struct PageKinds: Hashable, Sendable {
  /// The further pages of the newest papers: `pages/2.html` and so on.
  public var lists = true
  public var days = true
  public var weeks = true
  public var months = true
  public var archive = true
  public var tags = true
  public var authors = true
  public var venues = true
  public var trending = true

  public init() {}
}

/// Which feeds a site has, below `feeds:` in `site.yml`; all need the base URL.
public struct FeedKinds: Hashable, Sendable {
  /// `feed.xml`, the newest papers.
  public var atom = true
  /// `feed.json`, the same as JSON Feed.
  public var json = true
  /// `issues.xml`, whose entries are whole days.
  public var issues = true
  /// `issues-weekly.xml`, whose entries are whole weeks.
  public var weekly = true
  /// `issues-monthly.xml`, whose entries are whole months.
  public var monthly = true
  /// One a tag.
  public var tags = true
  /// One an author, which is more files than papers.
  public var authors = false

  public init() {}
}

/// Which files of citations a site has, below `exports:` in `site.yml`.
public struct ExportKinds: Hashable, Sendable {
  public var papers = true
  public var days = true
  public var tags = true
  /// All papers, in parts.
  public var all = true
  public var bibtex = true
  public var ris = false
  public var csl = false

  public init() {}

  package var formats: [CitationFormat] {
    (bibtex ? [.bibtex] : []) + (ris ? [.ris] : []) + (csl ? [.csl] : [])
  }
}

/// What search a site has, below `search:` in `site.yml`.
public struct SearchKinds: Hashable, Sendable {
  /// `search.html` and the files it reads.
  public var page = true
  /// Papers like it, on each paper's page.
  public var similar = true
  /// Files as `.json.gz`, for hosts that don't compress; else plain `.json`.
  public var compressed = true

  public init() {}
}

/// The form by which readers subscribe by mail, below `subscribe:` in `site.yml`.
public struct SubscribeForm: Hashable, Sendable {
  /// Where the provider takes addresses.
  public var action: SafeURL
  /// What the provider calls the field of the address.
  public var field = "email"
  /// Further fields that the provider wants, as they are, in the author's order.
  package var hidden: [Field] = []

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// Scheme and host of ``action``, which the pages' Content-Security-Policy must allow.
  package var origin: SafeURL {
    let parts = action.text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let host = parts.prefix(3).joined(separator: "/").prefix { $0 != "?" && $0 != "#" }
    return SafeURL(path: String(host))
  }
}

extension Schema where Target == PageKinds {
  static let kinds = Schema<PageKinds>(
    hint: "the kinds are lists, days, weeks, months, archive, tags, authors, venues, trending",
    [
      "lists": { kinds, node, reader in kinds.lists = reader.flag(node) },
      "days": { kinds, node, reader in kinds.days = reader.flag(node) },
      "weeks": { kinds, node, reader in kinds.weeks = reader.flag(node) },
      "months": { kinds, node, reader in kinds.months = reader.flag(node) },
      "archive": { kinds, node, reader in kinds.archive = reader.flag(node) },
      "tags": { kinds, node, reader in kinds.tags = reader.flag(node) },
      "authors": { kinds, node, reader in kinds.authors = reader.flag(node) },
      "venues": { kinds, node, reader in kinds.venues = reader.flag(node) },
      "trending": { kinds, node, reader in kinds.trending = reader.flag(node) },
    ])
}

extension Schema where Target == FeedKinds {
  static let kinds = Schema<FeedKinds>(
    hint: "the feeds are atom, json, issues, weekly, monthly, tags, authors",
    [
      "atom": { kinds, node, reader in kinds.atom = reader.flag(node) },
      "json": { kinds, node, reader in kinds.json = reader.flag(node) },
      "issues": { kinds, node, reader in kinds.issues = reader.flag(node) },
      "weekly": { kinds, node, reader in kinds.weekly = reader.flag(node) },
      "monthly": { kinds, node, reader in kinds.monthly = reader.flag(node) },
      "tags": { kinds, node, reader in kinds.tags = reader.flag(node) },
      "authors": { kinds, node, reader in kinds.authors = reader.flag(node) },
    ])
}

extension Schema where Target == ExportKinds {
  static let kinds = Schema<ExportKinds>(
    hint: "the exports are papers, days, tags, all; the formats are bibtex, ris, csl",
    [
      "papers": { kinds, node, reader in kinds.papers = reader.flag(node) },
      "days": { kinds, node, reader in kinds.days = reader.flag(node) },
      "tags": { kinds, node, reader in kinds.tags = reader.flag(node) },
      "all": { kinds, node, reader in kinds.all = reader.flag(node) },
      "bibtex": { kinds, node, reader in kinds.bibtex = reader.flag(node) },
      "ris": { kinds, node, reader in kinds.ris = reader.flag(node) },
      "csl": { kinds, node, reader in kinds.csl = reader.flag(node) },
    ])
}

extension Schema where Target == SearchKinds {
  static let kinds = Schema<SearchKinds>(
    hint: "the kinds are page, similar, compressed",
    [
      "page": { kinds, node, reader in kinds.page = reader.flag(node) },
      "similar": { kinds, node, reader in kinds.similar = reader.flag(node) },
      "compressed": { kinds, node, reader in kinds.compressed = reader.flag(node) },
    ])
}

/// A form while it is being read: the address may still be missing.
private struct SubscribeDraft {
  var action: SafeURL?
  var form = SubscribeForm(action: SafeURL(path: ""))
}

extension Schema where Target == SubscribeDraft {
  fileprivate static let form = Schema<SubscribeDraft>(
    hint: "the keys of a form are 'action', 'field' and 'hidden'",
    [
      "action": { draft, node, reader in draft.action = reader.webAddress(node) },
      "field": { draft, node, reader in
        draft.form.field = reader.requiredText(node) ?? draft.form.field
      },
      "hidden": { draft, node, reader in
        let fields =
          reader.freeMap(
            node, of: "a map of the form's hidden fields",
            hint: "write indented lines 'name: value' below 'hidden:'") ?? []
        draft.form.hidden = fields.compactMap { field in
          reader.text(field.value).map { SubscribeForm.Field(name: field.key.text, value: $0) }
        }
      },
    ])
}

extension FieldReader {
  /// `otherwise`, changed by the entries of a map of kinds.
  mutating func kinds<Kinds>(
    _ node: YAMLNode, _ schema: Schema<Kinds>, otherwise: Kinds
  ) -> Kinds {
    var kinds = otherwise
    let hint = "write indented lines such as 'tags: no' below '\(key):'"
    guard let entries = map(node, of: "a map of kinds with yes or no", hint: hint) else {
      return kinds
    }
    schema.read(entries, into: &kinds, with: &self)
    return kinds
  }

  mutating func subscribeForm(_ node: YAMLNode) -> SubscribeForm? {
    let hint = "write indented lines 'action: https://…' and 'field: email' below 'subscribe:'"
    guard let entries = map(node, of: "a map with 'action' and 'field'", hint: hint) else {
      return nil
    }
    var draft = SubscribeDraft()
    let keys = Schema<SubscribeDraft>.form.read(entries, into: &draft, with: &self)
    if !keys.contains("action") {
      error(
        node.mark, "'subscribe' without 'action'",
        hint: "add 'action: https://…', the address that the provider's form submits to")
    }
    guard let action = draft.action else { return nil }
    draft.form.action = action
    return draft.form
  }
}
