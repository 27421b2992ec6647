import DigestCore
import DigestDelivery
import DigestModel
import ArgumentParser
import DigestKit
import Glibc

/// Writes an issue as a mail, and sends it with `--send`.
struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail", abstract: "Write an issue as a mail, and send it if asked to.",
    discussion: """
      Writes NAME.eml, NAME.html, NAME.txt and NAME.md: a day's papers, unless told otherwise the \
      newest day's that was not mailed yet. The sender and what the law asks for come from 'mail:' \
      in site.yml; see docs/newsletter.md.
      """)

  @OptionGroup var site: SiteOptions

  @OptionGroup var selection: MailSelectionOptions

  @Option(
    help: ArgumentHelp(
      "Who gets it: a file with an address a line, '-' for standard input, or one address.",
      valueName: "list"))
  var to: String?

  @Option(
    name: .shortAndLong, help: "The folder to write to (default: Mail in the site's folder).")
  var output: String?

  @Flag(help: "Send a message to everyone on the list who does not have the issue yet.")
  var send = false

  @Flag(help: "Send again where an earlier run was cut off and may have sent already.")
  var resend = false

  @Flag(help: "Note that the issue was mailed by other means, and do nothing else.")
  var markMailed = false

  @Option(
    help: ArgumentHelp(
      "What a mail provider replaces by the reader's own address to unsubscribe.",
      valueName: "text"))
  var unsubscribe: String?

  @Flag(help: "Print each reader's token and address, and do nothing else.")
  var tokens = false

  @OptionGroup var buildOptions: BuildOptions

  @Flag(help: "Print the result as a line of JSON.")
  var json = false

  func validate() throws {
    if send && to == nil { throw ValidationError("'--send' needs '--to', the list of readers.") }
    if resend && !send { throw ValidationError("'--resend' goes with '--send'.") }
    if tokens && to == nil {
      throw ValidationError("'--tokens' needs '--to', the list of readers.")
    }
    if send && unsubscribe != nil {
      throw ValidationError("'--unsubscribe' is for providers; '--send' takes it from site.yml.")
    }
  }

  func run() throws {
    try site.requireContent(to: "mail")
    let list = try to.map { try MailReaders.read($0) }
    if tokens { return try MailReaders.printTokens(list ?? [], build.mailSettings(), site.site) }
    guard let mailing = try mailing(list) else { return }
    if markMailed { return try mark(mailing) }
    Terminal.printError(mailing.warnings)
    var report = MailReport(mailing, isJSON: json)
    try write(mailing, list, &report)
    guard send, let list else { return report.finish() }
    let isTrial = list.count == 1 && to?.contains("@") == true
    let sending = MailSending(
      site: site.site, mailing: mailing, listName: isTrial ? nil : to)
    try report.finish(sending.run(list, resendsOpen: resend))
  }

  private var build: Build {
    get throws {
      Build(content: site.content, templates: site.templates, options: try buildOptions.options())
    }
  }

  /// Returns the mail to write, or `nil` after telling the user why there is none.
  private func mailing(_ list: [Mailbox]?) throws -> Mailing? {
    guard let mailing = try found() else {
      say("there are no papers \(selection.scopeInWords); nothing was written")
      return nil
    }
    let isMailed = try MailJournal.isMailed(
      mailing.name, to: list, path: MailSending.journal(site.site))
    if selection.isOpen && isMailed && !resend && !markMailed {
      say("\(mailing.name) was mailed already; nothing was written")
      return nil
    }
    return mailing
  }

  private func found() throws -> Mailing? {
    let meter = BuildMeter(isWanted: !json)
    do {
      return try meter.during { try build.mail(selection.selection, progress: meter) }
    } catch let error as UnknownTag { throw ValidationError("\(error)") }
  }

  private func say(_ text: String) {
    Terminal.print(json ? JSONLine([("message", .text(text))]).text : text)
  }

  private func write(_ mailing: Mailing, _ list: [Mailbox]?, _ report: inout MailReport) throws {
    let folder = output ?? (site.site == "." ? "Mail" : "\(site.site)/Mail")
    var reader: MailReader?
    if let list, list.count == 1 {
      reader = try MailReaders.tokens(mailing.settings, site.site)(list[0])
      report.isForNobody = false
    }
    for file in mailing.files(for: reader, unsubscribe: unsubscribe) {
      try DeliveryFiles.replace("\(folder)/\(file.name)", file.bytes)
      report.files.append("\(folder)/\(file.name)")
    }
  }

  private func mark(_ mailing: Mailing) throws {
    let journal = try MailJournal(path: MailSending.journal(site.site), now: MailSending.now)
    try journal.noteFinished(mailing.name, list: nil)
    say("\(mailing.name) is noted as mailed")
  }
}
