public import DigestCore
public import DigestFiles
import DigestModel
public import DigestTemplate

/// The compiled templates of a site, and its assets.
public struct Theme: Sendable {
  private let templates: [ThemeTemplate: Template]
  package let assets: [Asset]

  /// The view of each template, as printed by `digest templates`.
  public static let views = ThemeTemplate.allCases.map { (template: $0.rawValue, view: $0.view) }

  /// Compiles the templates; files in earlier folders take precedence.
  ///
  /// Throws a ``DiagnosticsError`` with all errors in the templates, or a ``SystemError`` if a file
  /// cannot be read. Warnings, and errors about the files as such, are added to `diagnostics`.
  public init(_ folders: [SourceFolder], diagnostics: inout [Diagnostic]) throws {
    let files = try ThemeFiles(folders, diagnostics: &diagnostics)
    assets = files.assets
    var templates: [ThemeTemplate: Template] = [:]
    let set = try TemplateSet(sources: files.templates)
    var problems: [Diagnostic] = []
    for template in ThemeTemplate.allCases {
      do { templates[template] = try set.compile(template.rawValue, for: template.view) } catch {
        problems += error.diagnostics
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(Array(Set(problems))) }
    self.templates = templates
  }

  package subscript(_ name: ThemeTemplate) -> Template {
    guard let template = templates[name] else { preconditionFailure("no template \(name)") }
    return template
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
      return .asset("\(name.dropLast(ending.count)).\(fingerprint)\(ending)")
    }
    return .asset(name)
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
