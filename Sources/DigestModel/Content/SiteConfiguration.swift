public import DigestCore
public import DigestMarkup

/// The settings in `Content/site.yml`.
public struct SiteConfiguration: Sendable {
  public var title = ""
  public var description: String?
  /// A language tag (RFC 5646) for `<html lang>` and the feeds.
  public var language = "en"
  /// The site's absolute URL; without it, there are no feeds and no sitemap.
  public var baseURL: BaseURL?
  /// The number of papers per page of a list.
  public var pageSize = 50
  /// The number of authors shown on a card before "and 7 more".
  public var authorLimit = 5
  /// The number of papers in a feed.
  public var feedSize = 50
  /// The site's macros in formulas.
  public var macros = MathMacros()
  public var pages = Switches<PageKind>()
  public var feeds = Switches<FeedKind>()
  public var exports = Switches<ExportKind>()
  public var search = Switches<SearchOption>()
  public var subscribe: SubscribeForm?
  public var mail = MailSettings()
  /// The number of files above which a build warns.
  public var fileLimit: FileLimit?

  /// The column names of the owner's own data, for `digest import`.
  package var importMapping: ImportMapping?

  /// A number of files, with its position in `site.yml`.
  public struct FileLimit: Sendable {
    public var files: Int
    package var mark = YAMLMark(line: 0, column: 0)
  }

  public init() {}

  /// Parses `site.yml`; keys with errors keep their defaults.
  ///
  /// Errors are added to `diagnostics`.
  public static func parse(
    _ bytes: [UInt8], path: String, diagnostics: inout [Diagnostic]
  ) -> SiteConfiguration {
    var site = SiteConfiguration()
    let problems = TextCheck.problems(in: bytes, path: path)
    diagnostics += problems
    guard problems.isEmpty else { return site }
    let text = TextCheck.normalized(bytes)
    let before = diagnostics.count
    let root = YAML.parse(text[...], path: path, diagnostics: &diagnostics)
    guard diagnostics.count == before else { return site }
    var reader = FieldReader(path: path)
    reader.key = "site.yml"
    let map = root.map { reader.map($0, of: "a map of fields", hint: "write lines 'name: value'") }
    guard let entries = map ?? [] else {
      diagnostics += reader.diagnostics
      return site
    }
    let keys = Schema<SiteConfiguration>.site.read(entries, into: &site, with: &reader)
    if !keys.contains("title") {
      reader.error(
        YAMLMark(line: 1, column: 1), "'title' is missing", hint: "add 'title: …', the site's name")
    }
    diagnostics += reader.diagnostics
    return site
  }
}

/// The absolute URL of the site's root: `https://example.org/digest/`.
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// The URL, which ends in a slash.
  public let description: String

  /// Creates a URL that is known to be valid and to end in a slash.
  package init(description: String) {
    self.description = description
  }

  /// Returns `nil` unless `text` is an http or https URL with a host, without query or fragment.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, ["http:", "https:"].contains(parts[0]), parts[1].isEmpty,
      !parts[2].isEmpty, SafeURL(text) != nil,
      !text.utf8.contains(where: {
        [0x20, 0x22, 0x23, 0x3C, 0x3E, 0x3F].contains($0) || $0 >= 0x80
      })
    else { return nil }
    description = text.hasSuffix("/") ? text : text + "/"
  }

  /// The path from the host's root, with a slash at both ends: `/digest/`.
  package var basePath: String {
    let path = description.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return "/" + (path.count > 3 ? String(path[3]) : "")
  }

  /// Returns the absolute URL of a path; that of `index.html` is the base URL.
  package func permalink(_ path: SitePath) -> String {
    path == .home ? description : description + path.text
  }
}

extension Schema where Target == SiteConfiguration {
  static let site = Schema<SiteConfiguration>(
    hint: """
      the keys are title, description, language, base_url, page_size, author_limit, feed_size, \
      pages, feeds, exports, search, subscribe, mail, file_limit, import, macros
      """,
    [
      "title": { site, node, reader in site.title = reader.requiredText(node) ?? "" },
      "description": { site, node, reader in site.description = reader.text(node) },
      "language": { site, node, reader in
        site.language = reader.languageTag(node) ?? site.language
      },
      "base_url": { site, node, reader in
        site.baseURL = reader.parsed(
          node, as: "an absolute address such as https://example.org/digest/", BaseURL.init)
      },
      "page_size": { site, node, reader in
        site.pageSize = reader.wholeNumber(node, in: 1...1000) ?? site.pageSize
      },
      "author_limit": { site, node, reader in
        site.authorLimit = reader.wholeNumber(node, in: 1...10_000) ?? site.authorLimit
      },
      "feed_size": { site, node, reader in
        site.feedSize = reader.wholeNumber(node, in: 1...1000) ?? site.feedSize
      },
      "macros": { site, node, reader in site.macros = reader.macros(node) },
      "pages": { site, node, reader in
        site.pages = reader.switches(node, otherwise: site.pages)
      },
      "feeds": { site, node, reader in
        site.feeds = reader.switches(node, otherwise: site.feeds)
      },
      "exports": { site, node, reader in
        site.exports = reader.switches(node, otherwise: site.exports)
      },
      "search": { site, node, reader in
        site.search = reader.switches(node, otherwise: site.search)
      },
      "subscribe": { site, node, reader in site.subscribe = reader.subscribeForm(node) },
      "mail": { site, node, reader in site.mail = reader.mailSettings(node) },
      "import": { site, node, reader in site.importMapping = reader.importMapping(node) },
      "file_limit": { site, node, reader in
        site.fileLimit = reader.wholeNumber(node, in: 1...100_000_000).map {
          SiteConfiguration.FileLimit(files: $0, mark: node.mark)
        }
      },
    ])
}
