public import DigestModel

/// Sends an issue to everyone on a list who does not have it yet.
public struct MailDelivery {
  /// The outcome for each reader on a list.
  public struct Report {
    public var sent: [Mailbox] = []
    /// Readers who got the issue in an earlier run.
    public var hadIt: [Mailbox] = []
    /// Readers who may have the issue: the outcome is unknown, and no second copy was sent.
    public var open: [Mailbox] = []
    /// Readers whose message the program rejected, with its reason.
    public var failed: [(mailbox: Mailbox, reason: String)] = []
    /// Readers who were not tried, because the run ended early.
    public var left: [Mailbox] = []

    public var isComplete: Bool { failed.isEmpty && left.isEmpty }
  }

  /// The number of failures in a row after which the run ends: addresses are not the cause then.
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

  /// Splits a list into readers to send the issue to and readers who have or may have it.
  ///
  /// `resendsOpen` includes readers whose copy is in doubt.
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

  /// Sends the messages and records each outcome in the journal.
  ///
  /// `mayGoOn` is called before each message and returns whether to continue, so it is also the
  /// place for a pause. Throws if the journal cannot be written.
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
