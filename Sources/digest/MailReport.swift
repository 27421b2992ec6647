import DigestCore
import DigestDelivery
import DigestTemplate
import ArgumentParser
import DigestKit
import DigestModel

/// Reports the files that were written and the outcome of each message.
struct MailReport {
  let mailing: Mailing
  let isJSON: Bool
  var files: [String] = []
  /// Whether the files contain placeholders instead of a reader's address and token.
  var isForNobody = true

  init(_ mailing: Mailing, isJSON: Bool) {
    (self.mailing, self.isJSON) = (mailing, isJSON)
  }

  /// Reports the files only.
  func finish() {
    if isJSON { return Terminal.print(JSONLine(fields).text) }
    for file in files { Terminal.print(file) }
    if isForNobody && mailing.settings.unsubscribe.contains(where: \.isPersonal) {
      Terminal.print("TOKEN and EMAIL are placeholders; '--to' fills them in")
    }
  }

  /// Reports files and messages; throws exit code 2 if there are messages left to send.
  func finish(_ report: MailDelivery.Report) throws {
    if isJSON { Terminal.print(JSONLine(fields + fields(report)).text) } else { say(report) }
    if MailSending.wasStopped && !report.isComplete { throw ExitCode(128 + MailSending.stopCode) }
    if !report.isComplete { throw ExitCode(2) }
  }

  private var fields: [(String, JSONLine.Value)] {
    [
      ("issue", .text(mailing.name)), ("subject", .text(mailing.subject)),
      ("papers", .number(mailing.paperCount)), ("files", .texts(files)),
    ]
  }

  private func fields(_ report: MailDelivery.Report) -> [(String, JSONLine.Value)] {
    [
      ("sent", .number(report.sent.count)), ("had", .number(report.hadIt.count)),
      ("open", .texts(report.open.map(\.address))),
      ("failed", .texts(report.failed.map(\.mailbox.address))),
      ("left", .texts(report.left.map(\.address))),
    ]
  }

  private func say(_ report: MailDelivery.Report) {
    for file in files { Terminal.print(file) }
    let had = report.hadIt.isEmpty ? "" : "; \(report.hadIt.count) had it already"
    Terminal.print("\(mailing.name): sent to \(counted(report.sent.count, "reader"))\(had)")
    for mailbox in report.open {
      Terminal.printError(
        "\(mailbox.address) may have it: sending was cut off; '--resend' sends it again")
    }
    for (mailbox, reason) in report.failed {
      Terminal.printError("not sent to \(mailbox.address): \(reason)".escapedForTerminal)
    }
    if !report.isComplete { Terminal.printError(rest(report)) }
  }

  private func rest(_ report: MailDelivery.Report) -> String {
    let left = report.failed.map(\.mailbox) + report.left
    let named = left.prefix(20).map(\.address).joined(separator: ", ")
    let others = left.count > 20 ? " and \(left.count - 20) more" : ""
    return "left to send: \(counted(left.count, "reader")) (\(named)\(others)); "
      + "the same command goes on with them"
  }
}
