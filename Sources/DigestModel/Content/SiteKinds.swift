public import DigestMarkup

/// The kinds of pages to build, from `pages:` in `site.yml`.
///
/// Free hosts may allow only 20,000 files, so a site can consist of paper pages and nothing else.
public struct PageKinds: Hashable, Sendable {
  /// The pages of the newest papers after the first one: `pages/2.html` and so on.
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

/// The feeds to build, from `feeds:` in `site.yml`; all need the base URL.
public struct FeedKinds: Hashable, Sendable {
  /// `feed.xml`, the newest papers.
  public var atom = true
  /// `feed.json`, the same papers as JSON Feed (jsonfeed.org).
  public var json = true
  /// `issues.xml`, with one entry per day.
  public var issues = true
  /// `issues-weekly.xml`, with one entry per week.
  public var weekly = true
  /// `issues-monthly.xml`, with one entry per month.
  public var monthly = true
  /// One feed per tag.
  public var tags = true
  /// One feed per author; there are usually more authors than papers.
  public var authors = false

  public init() {}
}

/// The citation files to build, from `exports:` in `site.yml`.
public struct ExportKinds: Hashable, Sendable {
  public var papers = true
  public var days = true
  public var tags = true
  /// All papers, split into parts.
  public var all = true
  public var bibtex = true
  public var ris = false
  public var csl = false

  public init() {}

  /// The formats that are switched on.
  package var formats: [CitationFormat] {
    (bibtex ? [.bibtex] : []) + (ris ? [.ris] : []) + (csl ? [.csl] : [])
  }
}

/// The search settings, from `search:` in `site.yml`.
public struct SearchOptions: Hashable, Sendable {
  /// Whether there are `search.html` and the files that it reads.
  public var page = true
  /// Whether each paper's page lists similar papers.
  public var similar = true
  /// Whether files are written as `.json.gz`, for hosts that don't compress, or else as `.json`.
  public var compressed = true

  public init() {}
}

/// The sign-up form of a mail provider, from `subscribe:` in `site.yml`.
public struct SubscribeForm: Hashable, Sendable {
  /// The provider's address that the form submits to.
  public var action: SafeURL
  /// The provider's name for the form's field for email addresses.
  public var field = "email"
  /// Additional hidden fields, in the order in which they are written.
  package var hidden: [Field] = []

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// The scheme and host of ``action``, to be allowed by the pages' Content-Security-Policy.
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

extension Schema where Target == SearchOptions {
  static let kinds = Schema<SearchOptions>(
    hint: "the kinds are page, similar, compressed",
    [
      "page": { kinds, node, reader in kinds.page = reader.flag(node) },
      "similar": { kinds, node, reader in kinds.similar = reader.flag(node) },
      "compressed": { kinds, node, reader in kinds.compressed = reader.flag(node) },
    ])
}

/// A form while it is being parsed, when its address may still be missing.
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
  /// Reads a map of kinds with yes or no; kinds that it does not mention are as in `otherwise`.
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

  /// Reads a form, or returns `nil` if it has no valid address.
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
