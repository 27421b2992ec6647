public import DigestCore
public import DigestModel
import DigestFiles

/// A mail of a site's papers, made by the pipeline of a build with a different last step.
public struct Mailing: Sendable {
  public let settings: MailSettings
  public let paperCount: Int
  /// Missing settings that laws or mail providers require, and parts that mail programs would cut
  /// off.
  public let warnings: [Diagnostic]
  private let document: MailDocument
  private let message: MailMessage

  /// The issue's name in file names and in the journal, such as `2025-03-12`.
  public var name: String { document.name }
  public var subject: String { document.subject }

  /// Returns the issue in all formats, for a reader or with placeholders.
  ///
  /// `unsubscribe` is the text that a mail provider replaces with each reader's own address.
  public func files(for reader: MailReader?, unsubscribe: String?) -> [(
    name: String, bytes: [UInt8]
  )] {
    let address = unsubscribe ?? settings.unsubscribe.first?.filled(for: reader)
    return [
      ("\(name).eml", message.render(for: reader)),
      ("\(name).html", document.html(unsubscribe: address)),
      ("\(name).txt", Array(document.text(unsubscribe: address).utf8)),
      ("\(name).md", Array(document.markdown(unsubscribe: address).utf8)),
    ]
  }

  /// Returns the message for one reader (RFC 5322).
  public func message(for reader: MailReader) -> [UInt8] { message.render(for: reader) }

  package init(_ site: Site, base: BaseURL, issue: MailIssue, theme: Theme, path: String) {
    settings = site.configuration.mail
    paperCount = issue.papers.count
    document = MailDocument(site, base: base, issue: issue, theme: theme)
    message = MailMessage(
      document: document, settings: settings, sender: settings.from ?? Mailing.nobody(base))
    warnings = (MailWarnings(settings: settings, path: path).all + document.warnings(path)).sorted()
  }

  /// The sender if `site.yml` names none, because a message must have one (RFC 5322, 3.6).
  private static func nobody(_ base: BaseURL) -> Mailbox {
    let host = base.description.split(separator: "/").dropFirst().first ?? ""
    let name = host.prefix { $0 != ":" }
    if let mailbox = try? Mailbox("noreply@\(name)") { return mailbox }
    return Mailbox(unchecked: "noreply@localhost")
  }
}

extension Build {
  /// Returns the mail of a selection, or `nil` if it contains no papers.
  ///
  /// - Throws: ``DiagnosticsError`` with all errors in the source files, or if `base_url` is
  ///   missing; ``UnknownTag`` if the selection names a tag that no paper has.
  public func mail(
    _ selection: MailSelection, progress: some BuildProgress
  ) throws -> Mailing? {
    var clock = StepClock()
    let (plan, theme, _, _) = try model(&clock, progress)
    let path = "\(content.name)/site.yml"
    guard let base = plan.site.configuration.baseURL else {
      throw DiagnosticsError([
        Diagnostic(
          path: path, message: "no 'base_url', so links in a mail would lead nowhere",
          hint: "add 'base_url: https://…/', the address of the site")
      ])
    }
    guard let issue = try MailIssueFinder(plan.site, selection).issue() else { return nil }
    return Mailing(plan.site, base: base, issue: issue, theme: theme, path: path)
  }

  /// Loads only the settings for mail from `site.yml`.
  public func mailSettings() throws -> MailSettings {
    var diagnostics: [Diagnostic] = []
    let site = try ContentLoader(content).site(in: ["site.yml"], &diagnostics)
    let errors = diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw DiagnosticsError(errors) }
    return site.mail
  }
}
