import DigestCore
import DigestDelivery
import DigestModel
import DigestKit
import Glibc
import Synchronization

/// The signal that asked to stop, or 0; the current message is completed, and no other is started.
private let stopSignal = Atomic<Int32>(0)

/// Sends a mail, message by message.
struct MailSending {
  let site: String
  let mailing: Mailing
  /// The list's name in the journal; `nil` for a single address, which is usually a test.
  let listName: String?

  func run(_ list: [Mailbox], resendsOpen: Bool) throws -> MailDelivery.Report {
    let settings = mailing.settings
    guard settings.from != nil else { throw DiagnosticsError([MailSending.noSender(site)]) }
    let reader = try MailReaders.tokens(settings, site)
    let program = try MailProgram(
      settings.command, folder: site, path: getenv("PATH").map { String(cString: $0) })
    let journal = try MailJournal(path: MailSending.journal(site), now: MailSending.now)
    MailSending.listenForSignals()
    let delivery = MailDelivery(journal, issue: mailing.name, send: program.send)
    let report = try delivery.run(
      list, resendsOpen: resendsOpen, message: { mailing.message(for: reader($0)) }
    ) { number, _ in number == 0 || pause(settings.pause) }
    if report.isComplete, let listName {
      try journal.noteFinished(mailing.name, list: listName)
    }
    return report
  }

  static var wasStopped: Bool { stopCode != 0 }

  /// The signal that ended the run early; 0 if none did.
  static var stopCode: Int32 { stopSignal.load(ordering: .relaxed) }

  static func journal(_ site: String) -> String {
    site == "." ? ".digest/mail.jsonl" : "\(site)/.digest/mail.jsonl"
  }

  /// The current time in UTC in RFC 3339 format, for people who read the journal.
  static func now() -> String {
    var (seconds, parts, text) = (time(nil), tm(), [CChar](repeating: 0, count: 32))
    gmtime_r(&seconds, &parts)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func noSender(_ site: String) -> Diagnostic {
    Diagnostic(
      path: site == "." ? "Content/site.yml" : "\(site)/Content/site.yml",
      message: "no 'from' in 'mail', so nobody could be the sender",
      hint: "add 'from: Name <news@…>' below 'mail:'")
  }

  /// Waits between two messages; returns whether to continue.
  private func pause(_ seconds: Int) -> Bool {
    for _ in 0..<(seconds * 10) where !MailSending.wasStopped { usleep(100_000) }
    return !MailSending.wasStopped
  }

  private static func listenForSignals() {
    _ = wasStopped
    for number in [SIGINT, SIGTERM] {
      signal(number) { stopSignal.store($0, ordering: .relaxed) }
    }
  }
}
