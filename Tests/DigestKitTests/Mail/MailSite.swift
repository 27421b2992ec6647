import DefaultTheme
import Foundation

@testable import DigestCore
@testable import DigestFiles
@testable import DigestKit
@testable import DigestModel

/// Builds mails of tiny sites in memory.
enum MailSite {
  /// Settings that cause no warnings.
  static let settings = """
    mail:
      from: Daily Papers <news@example.org>
      list_id: Daily <daily.example.org>
      unsubscribe:
        - https://example.org/u?t={token}
        - mailto:leave@example.org
      postal_address: 1 Paper Street, London

    """

  static func mailing(
    settings: String = settings, _ content: [String: String], templates: [String: String] = [:]
  ) throws -> Mailing? {
    try mailing(MailSelection(.newest), settings: settings, content, templates: templates)
  }

  static func mailing(
    _ selection: MailSelection, settings: String = settings,
    _ content: [String: String], templates: [String: String] = [:], now: Day? = nil
  ) throws -> Mailing? {
    var options = Build.Options()
    options.now = now
    let own = "title: Digest\nbase_url: https://example.org/d/\n\(settings)"
    let files = content.merging(["site.yml": own]) { theirs, _ in theirs }
    let build = Build(
      content: SourceFolder(name: "Content", files: files),
      templates: [
        SourceFolder(name: "Templates", files: templates),
        SourceFolder(name: "default theme", bytes: DefaultTheme.files),
      ], options: options)
    return try build.mail(selection, progress: NoProgress())
  }

  /// Returns one of the four files of a mailing, by its extension.
  static func file(_ mailing: Mailing?, _ ending: String, unsubscribe: String? = nil) -> String {
    let files = mailing?.files(for: nil, unsubscribe: unsubscribe) ?? []
    return files.first { $0.name.hasSuffix(".\(ending)") }
      .map { String(decoding: $0.bytes, as: UTF8.self) } ?? "there is no .\(ending)"
  }

  /// Returns the errors of a mail, as its author sees them.
  static func problems(settings: String) -> String {
    do {
      _ = try mailing(settings: settings, ["papers/a.md": paperFile("A")])
      return ""
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description).joined(separator: "\n")
    } catch { return "\(error)" }
  }

  /// Returns papers of one day, named `p0`, `p1` and so on.
  static func day(
    _ count: Int, title: String = "Paper", fields: String = "", body: String = "Text."
  )
    -> [String: String]
  {
    Dictionary(
      uniqueKeysWithValues: (0..<count).map {
        ("papers/p\($0).md", paperFile("\(title) \($0)", "2025-03-12", fields, body: body))
      })
  }
}
