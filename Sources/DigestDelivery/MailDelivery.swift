public import DigestModel

/// Sends an issue to everyone on a list who does not have it yet.
public struct MailDelivery {
  /// What became of a list.
  public struct Report {
    public var sent: [Mailbox] = []
    /// Had it from an earlier run.
    public var hadIt: [Mailbox] = []
    /// May have it: the outcome is not known, and no other copy was sent.
    public var open: [Mailbox] = []
    /// Not taken by the program, each with the reason.
    public var failed: [(mailbox: Mailbox, reason: String)] = []
    /// Not tried any more.
    public var left: [Mailbox] = []

    public var isComplete: Bool { failed.isEmpty && left.isEmpty }
  }

  /// So many failures in a row mean that the fault is not with the addresses.
  package static let patience = 3

  package let journal: MailJournal
  let issue: String
  package let send: ([UInt8]) throws -> MailProgram.Outcome

  public init(
    _ journal: MailJournal, issue: String, send: @escaping ([UInt8]) throws -> MailProgram.Outcome
  ) {
    self.journal = journal
    self.issue = issue
    self.send = send
  }

  /// Who is to get a message now, and who has or may have one.
  ///
  /// `resendsOpen` takes those in doubt for people who got nothing.
  public func plan(_ list: [Mailbox], resendsOpen: Bool) -> (send: [Mailbox], report: Report) {
    var (send, report) = ([Mailbox](), Report())
    for mailbox in list {
      switch journal.state(of: mailbox, issue) {
      case .sent: report.hadIt.append(mailbox)
      case .open where !resendsOpen: report.open.append(mailbox)
      case .open, .failed, nil: send.append(mailbox)
      }
    }
    return (send, report)
  }

  /// `mayGoOn` is asked before each message, and so is the place for a pause.
  public func run(
    _ list: [Mailbox], resendsOpen: Bool, message: (Mailbox) -> [UInt8],
    mayGoOn: (_ number: Int, _ count: Int) -> Bool
  ) throws -> Report {
    var (mailboxes, report) = plan(list, resendsOpen: resendsOpen)
    var failures = 0
    for (number, mailbox) in mailboxes.enumerated() {
      guard failures < MailDelivery.patience, mayGoOn(number, mailboxes.count) else {
        report.left += mailboxes[number...]
        break
      }
      let isTaken = try deliver(mailbox, message(mailbox), &report)
      failures = isTaken ? 0 : failures + 1
    }
    return report
  }

  private func deliver(
    _ mailbox: Mailbox, _ message: [UInt8], _ report: inout Report
  ) throws -> Bool {
    try journal.note(.open, mailbox, issue)
    switch try send(message) {
    case .sent:
      try journal.note(.sent, mailbox, issue)
      report.sent.append(mailbox)
      return true
    case .failed(let reason):
      try journal.note(.failed, mailbox, issue, reason: reason)
      report.failed.append((mailbox, reason))
    case .unknown:
      report.open.append(mailbox)
    }
    return false
  }
}
