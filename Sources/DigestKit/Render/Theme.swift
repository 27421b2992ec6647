public import DigestCore
public import DigestFiles
public import DigestTemplate

/// The compiled templates of a site, and its assets.
public struct Theme: Sendable {
  let home: Template
  package let paper: Template
  package let issue: Template
  let tag: Template
  let author: Template
  package let tags: Template
  package let authors: Template
  package let venue: Template
  let venues: Template
  package let trending: Template
  let archive: Template
  let page: Template
  package let search: Template
  let saved: Template
  package let notFound: Template
  let redirect: Template
  let card: Template
  package let mail: Template
  let mailIssue: Template
  package let assets: [Asset]

  /// The view of each template, as printed by `digest templates`.
  public static let views: [(template: String, view: any View.Type)] = [
    ("home", ListPageView.self), ("paper", PaperPageView.self), ("issue", ListPageView.self),
    ("tag", ListPageView.self), ("author", ListPageView.self), ("tags", TermsPageView.self),
    ("authors", TermsPageView.self), ("venue", ListPageView.self),
    ("venues", TermsPageView.self), ("trending", ListPageView.self),
    ("archive", ArchivePageView.self), ("page", PlainPageView.self),
    ("search", SearchPageView.self),
    ("saved", PlainPageView.self),
    ("not-found", PlainPageView.self), ("redirect", RedirectView.self), ("card", CardView.self),
    ("mail", MailView.self), ("mail-issue", MailIssueView.self),
  ]

  /// Compiles the templates; files in earlier folders take precedence.
  ///
  /// Throws a ``DiagnosticsError`` with all errors in the templates, or a ``SystemError`` if a file
  /// cannot be read. Warnings, and errors about the files as such, are added to `diagnostics`.
  public init(_ folders: [SourceFolder], diagnostics: inout [Diagnostic]) throws {
    let files = try ThemeFiles(folders, diagnostics: &diagnostics)
    assets = files.assets
    var templates: [String: Template] = [:]
    do {
      let set = try TemplateSet(sources: files.templates)
      var problems: [Diagnostic] = []
      for (name, view) in Theme.views {
        do { templates[name] = try set.compile(name, for: view) } catch {
          problems += error.diagnostics
        }
      }
      if !problems.isEmpty { throw DiagnosticsError(Array(Set(problems))) }
    }
    func template(_ name: String) -> Template {
      guard let template = templates[name] else { preconditionFailure("no template \(name)") }
      return template
    }
    home = template("home")
    paper = template("paper")
    issue = template("issue")
    tag = template("tag")
    author = template("author")
    tags = template("tags")
    authors = template("authors")
    venue = template("venue")
    venues = template("venues")
    trending = template("trending")
    archive = template("archive")
    page = template("page")
    search = template("search")
    saved = template("saved")
    notFound = template("not-found")
    redirect = template("redirect")
    card = template("card")
    mail = template("mail")
    mailIssue = template("mail-issue")
  }
}

/// A file in `Templates/assets`, with its path on the site.
package struct Asset: Sendable {
  /// The path below `assets/`, such as `style.css`.
  let name: String
  package let bytes: [UInt8]

  /// The path on the site, such as `assets/style.1f0c6a2b4d.css`.
  ///
  /// The names of style sheets and scripts contain a hash of their content, so that they can be
  /// cached forever.
  package var path: SitePath {
    for ending in [".css", ".js"] where name.hasSuffix(ending) && !name.contains("/") {
      return SitePath(made: "assets/\(name.dropLast(ending.count)).\(fingerprint)\(ending)")
    }
    return SitePath(made: "assets/\(name)")
  }

  private var fingerprint: String {
    String(StableHash.hexadecimal(StableHash(bytes).value, digits: 16).prefix(10))
  }
}

/// The files of all template folders; a file hides those with the same path in later folders.
struct ThemeFiles {
  private(set) var templates: [TemplateSource] = []
  private(set) var assets: [Asset] = []
  private var scripts: [String: JoinedScript] = [:]

  init(_ folders: [SourceFolder], diagnostics: inout [Diagnostic]) throws {
    var seen: Set<String> = []
    for folder in folders {
      for path in try folder.list(diagnostics: &diagnostics) where seen.insert(path).inserted {
        try add(path, of: folder, &diagnostics)
      }
    }
    // A site's own `assets/search.js` replaces the theme's as a whole.
    for (name, script) in scripts where !assets.contains(where: { $0.name == "\(name).js" }) {
      assets.append(Asset(name: "\(name).js", bytes: script.bytes))
    }
    templates.sort { $0.path < $1.path }
    assets.sort { $0.name < $1.name }
  }

  private mutating func add(
    _ path: String, of folder: SourceFolder, _ diagnostics: inout [Diagnostic]
  ) throws {
    let shown = "\(folder.name)/\(path)"
    guard case .bytes(let bytes) = try folder.read(path) else {
      throw SystemError("read", path: shown, reason: "more than 64 MB")
    }
    if path.hasPrefix("assets/") {
      assets.append(Asset(name: String(path.dropFirst(7)), bytes: bytes))
    } else if let name = JoinedScript.name(ofPart: path) {
      scripts[name, default: JoinedScript()].add(path, bytes)
    } else if path.hasSuffix(".html") {
      let name = String(path.split(separator: "/").last?.dropLast(5) ?? "")
      report(name, shown, &diagnostics)
      templates.append(TemplateSource(path: shown, name: name, bytes: bytes))
    }
  }

  /// Reports a second template with the same name: templates are named without their folder.
  private func report(_ name: String, _ path: String, _ diagnostics: inout [Diagnostic]) {
    guard let other = templates.first(where: { $0.name == name }) else { return }
    diagnostics.append(
      Diagnostic(
        path: path, message: "a second template named '\(name)'; the first is \(other.path)",
        hint: "rename one of them"))
  }
}
