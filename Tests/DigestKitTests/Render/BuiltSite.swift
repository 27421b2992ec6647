import DefaultTheme
import Synchronization

@testable import DigestKit

/// A site built in memory from the files of its `Content/`, with the default theme.
struct BuiltSite {
  let files: [String: [UInt8]]
  let report: BuildReport

  /// `settings` are the lines of `site.yml` below the title and the address.
  init(
    _ settings: String = "", _ content: [String: String],
    options: Build.Options = Build.Options()
  ) throws {
    var content = content
    content["site.yml"] =
      content["site.yml"] ?? "title: Digest\nbase_url: https://example.org/d/\n\(settings)\n"
    let sink = Sink()
    let build = Build(
      content: SourceFolder(name: "Content", files: content),
      templates: [SourceFolder(name: "default theme", bytes: DefaultTheme.files)],
      options: options)
    report = try build.run(into: sink, progress: Silence())
    files = sink.files
  }

  var paths: [String] { files.keys.sorted() }

  /// The text of a file, or one that says that there is none.
  subscript(path: String) -> String {
    files[path].map { String(decoding: $0, as: UTF8.self) } ?? "there is no \(path)"
  }

  /// The problems of a site, as its author sees them.
  static func problems(_ settings: String = "", _ content: [String: String]) -> String {
    do {
      let report = try BuiltSite(settings, content).report
      return report.warnings.map(\.description).joined(separator: "\n")
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  /// Links of the site's pages to files of its own that are not there, as `page → link`.
  var danglingLinks: [String] {
    files.filter { $0.key.hasSuffix(".html") }.flatMap { page, bytes in
      BuiltSite.links(in: String(decoding: bytes, as: UTF8.self))
        .filter { !leadsSomewhere($0, from: page) }.map { "\(page) → \($0)" }
    }.sorted()
  }

  private static func links(in page: String) -> [Substring] {
    ["href=\"", "src=\""].flatMap { attribute in
      page.split(separator: attribute).dropFirst().map { $0.prefix { $0 != "\"" } }
    }
  }

  private func leadsSomewhere(_ link: Substring, from page: String) -> Bool {
    if ["https:", "data:", "#"].contains(where: { link.hasPrefix($0) }) { return true }
    let isNotFound = page == "404.html"
    let path = isNotFound ? String(link.replacing("/d/", with: "")) : String(link)
    var folders = isNotFound ? [] : page.split(separator: "/").dropLast()
    for part in path.prefix(while: { $0 != "#" }).split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(part) }
    }
    return files[folders.joined(separator: "/")] != nil
  }

  private final class Sink: OutputSink {
    private let contents = Mutex<[String: [UInt8]]>([:])

    var files: [String: [UInt8]] { contents.withLock { $0 } }

    func accept(_ file: OutputFile) throws {
      let old = contents.withLock { $0.updateValue(file.bytes, forKey: file.path.text) }
      precondition(old == nil, "written twice: \(file.path)")
    }

    func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws {
      guard case .bytes(let bytes) = try folder.read(source) else { return }
      try accept(OutputFile(path, phase: .assets, bytes: bytes))
    }
  }

  private struct Silence: BuildProgress {
    func rendered(_ count: Int, of total: Int) {}
  }
}

/// A paper's file with these lines of front matter after title and date.
func paperFile(
  _ title: String, _ date: String = "2025-03-12", _ lines: String = "", body: String = "Text."
) -> String {
  let lines = lines.isEmpty ? "" : lines + "\n"
  return "---\ntitle: \(title)\ndate: \(date)\n\(lines)---\n\(body)\n"
}

/// The paper with every field that metadata and citations know.
let transformerPaper = paperFile(
  "'BERT $\\alpha$-nets: 50% of R&D'", "2025-03-12",
  """
  authors:
    - {name: Ashish Vaswani, orcid: 0000-0002-1825-0097, affiliation: Google Brain}
    - Aäron van den Oord
    - Gemini Team
  published: 2017-06-12
  updated: 2025-04-01
  tags: [attention, "R&D"]
  arxiv: "1706.03762"
  doi: 10.5555/3295222.3295349
  venue: Advances in Neural Information Processing Systems
  pages: 5998–6008
  license: CC-BY-4.0
  language: en-GB
  summary: A </script> of $\\mathcal{O}(n^{2})$ steps.
  upvotes: 9
  image: net.png
  image_alt: A net
  """, body: "See [the other](b.md) and [this](#fn).")
