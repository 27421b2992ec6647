import Foundation
import Testing

@testable import DigestCore
@testable import DigestDelivery
@testable import DigestModel

/// Tests who gets a message, whatever fails in between.
@Suite struct MailDeliveryTests {
  private struct Killed: Error {}

  private static let list = (0..<8).compactMap { try? Mailbox("r\($0)@example.org") }

  /// Records the messages that the mail program was given, by address.
  private final class Post {
    var sent: [String: Int] = [:]
    var outcome: (String) throws -> MailProgram.Outcome = { _ in .sent }

    func send(_ message: [UInt8]) throws -> MailProgram.Outcome {
      let address = String(decoding: message, as: UTF8.self)
      let outcome = try outcome(address)
      if outcome == .sent { sent[address, default: 0] += 1 }
      return outcome
    }
  }

  private static func run(
    _ folder: TestFolder, _ post: Post, resendsOpen: Bool = false, _ list: [Mailbox] = list
  ) throws -> MailDelivery.Report {
    let journal = try MailJournal(path: "\(folder.path)/mail.jsonl", now: { "now" })
    return try MailDelivery(journal, issue: "i", send: post.send).run(
      list, resendsOpen: resendsOpen, message: { Array($0.address.utf8) }
    ) { _, _ in true }
  }

  @Test func `a second run sends nothing, except to a new reader`() throws {
    let (folder, post) = (try TestFolder(), Post())
    #expect(try MailDeliveryTests.run(folder, post).sent.count == 8)
    let again = try MailDeliveryTests.run(folder, post)
    #expect(again.sent.isEmpty && again.hadIt.count == 8 && again.isComplete)
    let other = try Mailbox("R0@Example.org")
    let more = [other, try Mailbox("new@example.org")]
    #expect(
      try MailDeliveryTests.run(folder, post, more).sent.map(\.address) == ["new@example.org"])
    #expect(post.sent.values.allSatisfy { $0 == 1 } && post.sent.count == 9)
  }

  @Test func `after a kill at any byte of the journal nobody gets two, and one may be unknown`()
    throws
  {
    let (folder, post) = (try TestFolder(), Post())
    _ = try MailDeliveryTests.run(folder, post)
    let whole = try Data(contentsOf: URL(filePath: "\(folder.path)/mail.jsonl"))
    for length in 0...whole.count {
      let (folder, post) = (try TestFolder(), Post())
      try whole.prefix(length).write(to: URL(filePath: "\(folder.path)/mail.jsonl"))
      let before = String(decoding: whole.prefix(length), as: UTF8.self)
      // Only messages whose lines are on disk can have been sent.
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let begun = Set(lines.filter { $0.contains("\"sending\"") }.compactMap(Self.address))
      let report = try MailDeliveryTests.run(folder, post)
      #expect(report.open.count <= 1)
      #expect(Set(report.sent.map(\.address)).isDisjoint(with: begun))
      #expect(report.sent.count + report.hadIt.count + report.open.count == 8)
      let again = try MailDeliveryTests.run(folder, post)
      #expect(again.sent.isEmpty && again.open == report.open)
    }
  }

  private static func address(_ line: Substring) -> String? {
    line.firstMatch(of: /"to":"([^"]*)"/).map { String($0.output.1) }
  }

  @Test func `an interrupted sending is reported, and repeated only on request`() throws {
    let (folder, post) = (try TestFolder(), Post())
    post.outcome = { address in
      if address == "r3@example.org" { throw Killed() }
      return .sent
    }
    #expect(throws: Killed.self) { try MailDeliveryTests.run(folder, post) }
    post.outcome = { _ in .sent }
    let rest = try MailDeliveryTests.run(folder, post)
    #expect(rest.open.map(\.address) == ["r3@example.org"] && rest.sent.count == 4)
    #expect(rest.isComplete)
    let resent = try MailDeliveryTests.run(folder, post, resendsOpen: true)
    #expect(resent.sent.map(\.address) == ["r3@example.org"])
  }

  @Test func `a refused address is retried, and does not delay the others`() throws {
    let (folder, post) = (try TestFolder(), Post())
    post.outcome = { $0 == "r2@example.org" ? .failed("no such user") : .sent }
    let report = try MailDeliveryTests.run(folder, post)
    #expect(report.sent.count == 7 && report.failed.map(\.reason) == ["no such user"])
    #expect(!report.isComplete && report.left.isEmpty)
    post.outcome = { _ in .sent }
    #expect(try MailDeliveryTests.run(folder, post).sent.map(\.address) == ["r2@example.org"])
  }

  @Test func `three failures in a row stop the run, with a list of what is left`() throws {
    let (folder, post) = (try TestFolder(), Post())
    post.outcome = { $0 < "r2" ? .sent : .failed("server down") }
    let report = try MailDeliveryTests.run(folder, post)
    #expect(report.sent.count == 2 && report.failed.count == 3)
    #expect(report.left.map(\.address) == ["r5@example.org", "r6@example.org", "r7@example.org"])
    post.outcome = { _ in .sent }
    #expect(try MailDeliveryTests.run(folder, post).sent.count == 6)
    #expect(post.sent.values.allSatisfy { $0 == 1 })
  }

  @Test func `an unknown outcome leaves the address open`() throws {
    let (folder, post) = (try TestFolder(), Post())
    post.outcome = { $0 == "r1@example.org" ? .unknown("the line broke") : .sent }
    #expect(try MailDeliveryTests.run(folder, post).open.map(\.address) == ["r1@example.org"])
    #expect(try MailDeliveryTests.run(folder, post).open.map(\.address) == ["r1@example.org"])
  }

  @Test func `a stop between two messages leaves the rest for another run`() throws {
    let (folder, post) = (try TestFolder(), Post())
    let journal = try MailJournal(path: "\(folder.path)/mail.jsonl", now: { "now" })
    let report = try MailDelivery(journal, issue: "i", send: post.send).run(
      MailDeliveryTests.list, resendsOpen: false, message: { Array($0.address.utf8) }
    ) { number, _ in number < 3 }
    #expect(report.sent.count == 3 && report.left.count == 5 && !report.isComplete)
  }
}

@Suite struct MailJournalTests {
  @Test func `a second run at the same time is an error`() throws {
    let folder = try TestFolder()
    let first = try MailJournal(path: "\(folder.path)/mail.jsonl", now: { "now" })
    #expect(throws: SystemError.self) {
      try MailJournal(path: "\(folder.path)/mail.jsonl", now: { "now" })
    }
    withExtendedLifetime(first) {}
  }

  @Test(arguments: [
    "no JSON", "{}", "{\"issue\":\"a\",\"event\":\"eaten\",\"to\":\"a@b.c\"}", "[]",
  ])
  func `a journal line that digest did not write is an error with its position`(_ line: String)
    throws
  {
    let folder = try TestFolder()
    let path = "\(folder.path)/mail.jsonl"
    try folder.write("{\"issue\":\"a\",\"event\":\"finished\"}\n\(line)\n", to: "mail.jsonl")
    do {
      _ = try MailJournal(path: path, now: { "now" })
      Issue.record("read")
    } catch let error as DiagnosticsError {
      #expect(
        error.diagnostics.map(\.description) == [
          """
          \(path):2:1: error: not a line that digest wrote
            hint: restore the file; without it, readers would be sent what they have
          """
        ])
    }
  }

  @Test func `an issue counts as mailed once the whole list has it, or when marked`() throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/mail.jsonl"
    let (ada, alan) = (try Mailbox("ada@b.org"), try Mailbox("alan@b.org"))
    #expect(try !MailJournal.isMailed("i", to: nil, path: path))
    do {
      let journal = try MailJournal(path: path, now: { "now" })
      try journal.note(.open, ada, "i")
      try journal.note(.sent, ada, "i")
      #expect(try MailJournal.isMailed("i", to: [ada], path: path))
      #expect(try !MailJournal.isMailed("i", to: [ada, alan], path: path))
      #expect(try !MailJournal.isMailed("i", to: nil, path: path))
      try journal.noteFinished("i", list: "a.txt")
    }
    #expect(try MailJournal.isMailed("i", to: nil, path: path))
    #expect(try !MailJournal.isMailed("i", to: [alan], path: path))
    try MailJournal(path: path, now: { "now" }).noteFinished("j", list: nil)
    #expect(try MailJournal.isMailed("j", to: [alan], path: path))
  }

  @Test func `other users cannot read the recipients`() throws {
    let folder = try TestFolder()
    _ = try MailJournal(path: "\(folder.path)/mail.jsonl", now: { "now" })
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/mail.jsonl")
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }
}

@Suite struct MailListTests {
  private static func parse(_ bytes: [UInt8]) throws -> (list: [Mailbox], warnings: [String]) {
    var warnings: [Diagnostic] = []
    let list = try MailList.parse(bytes, path: "list.txt", diagnostics: &warnings)
    return (list, warnings.map(\.description))
  }

  @Test func `lines are addresses, except for blank lines and comments`() throws {
    let text = "\u{FEFF}a@b.org\r\n\n# none\n  Ada <c@d.org>  \n\t\nA@B.org\ne@f.org"
    let (list, warnings) = try MailListTests.parse(Array(text.utf8))
    #expect(list.map(\.address) == ["a@b.org", "c@d.org", "e@f.org"])
    #expect(
      warnings == [
        """
        list.txt:6:1: warning: 'A@B.org' is on line 1 already
          hint: it gets one message; remove one of the lines
        """
      ])
  }

  @Test func `all errors are reported at once`() throws {
    do {
      _ = try MailListTests.parse(Array("a@b.org\nAda\na@b@c.org\nx\ry@z.org\n".utf8))
      Issue.record("read")
    } catch let error as DiagnosticsError {
      #expect(
        error.diagnostics.map(\.message) == [
          "'Ada' is not a mail address", "'a@b@c.org' is not a mail address",
          "the address holds the control character U+000D",
        ])
      #expect(error.diagnostics.map(\.line) == [2, 3, 4])
    }
    #expect(throws: DiagnosticsError.self) { try MailListTests.parse([0x61, 0xFF]) }
  }
}

@Suite struct MailKeyTests {
  /// The test vectors of RFC 4231, 4.2 to 4.8, without 4.6, which is about truncation.
  @Test(
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(0x01...0x19), [UInt8](repeating: 0xCD, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. "
            + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ] as [([UInt8], [UInt8], String)])
  func `codes are those of RFC 4231`(_ key: [UInt8], _ message: [UInt8], _ expected: String) {
    #expect(SHA256.hex(SHA256.code(of: message, key: key)) == expected)
  }

  @Test func `an address always has the same token, whatever its case`() throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/sub/mail.key"
    let (first, second) = (try MailKey(path: path), try MailKey(path: path))
    let ada = try Mailbox("Ada <Ada@Example.org>")
    #expect(first.token(of: ada) == second.token(of: try Mailbox("ada@example.org")))
    #expect(first.token(of: ada) != first.token(of: try Mailbox("alan@example.org")))
    #expect(first.token(of: ada).count == 32)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
  }

  @Test func `a key that could be guessed is refused`() throws {
    let folder = try TestFolder()
    try folder.write("secret\n", to: "mail.key")
    #expect(throws: SystemError.self) { try MailKey(path: "\(folder.path)/mail.key") }
    try folder.write("0123456789abcdef\n", to: "mail.key")
    #expect(throws: Never.self) { try MailKey(path: "\(folder.path)/mail.key") }
  }
}

@Suite(.mayBlock) struct MailProgramTests {
  /// Returns a command that runs the script in a shell, because a file that was just written cannot
  /// always be executed while other tests start programs (ETXTBSY).
  private static func shell(_ folder: TestFolder) -> [String] {
    ["/bin/sh", "\(folder.path)/mailer"]
  }

  private static func program(_ script: String, _ folder: TestFolder) throws -> MailProgram {
    try folder.write("#!/bin/sh\n\(script)\n", to: "mailer")
    return try MailProgram(shell(folder), folder: folder.path, path: nil)
  }

  @Test func `the program gets the message with the system's line endings, and -t`() throws {
    let folder = try TestFolder()
    let program = try MailProgramTests.program("cat > \"$0.in\"; echo \"$@\" > \"$0.args\"", folder)
    #expect(try program.send(Array("To: a@b.c\r\n\r\nx\r\n".utf8)) == .sent)
    #expect(
      try String(contentsOfFile: "\(folder.path)/mailer.in", encoding: .utf8) == "To: a@b.c\n\nx\n")
    #expect(try String(contentsOfFile: "\(folder.path)/mailer.args", encoding: .utf8) == "-t\n")
  }

  @Test(arguments: [
    ("echo no >&2; exit 67", MailProgram.Outcome.failed("/bin/sh ended with code 67: no")),
    ("exit 75", .failed("/bin/sh ended with code 75")),
    ("exit 74", .unknown("/bin/sh ended with code 74")),
    ("kill -9 $$", .unknown("/bin/sh was ended by signal 9")),
  ])
  func `its exit status says what became of the message`(
    _ script: String, _ outcome: MailProgram.Outcome
  )
    throws
  {
    let folder = try TestFolder()
    #expect(try MailProgramTests.program(script, folder).send([0x61]) == outcome)
  }

  @Test(arguments: [
    (["-t"], false), (["-ti"], false), (["-it"], false), (["--read-recipients"], false), ([], true),
    (["-i"], true), (["-a", "test"], true), (["--tls"], true),
  ])
  func `it reads recipients from the header in any case`(_ arguments: [String], _ isAdded: Bool)
    throws
  {
    let folder = try TestFolder()
    _ = try MailProgramTests.program("echo \"$@\" > \"$0.args\"", folder)
    let program = try MailProgram(
      MailProgramTests.shell(folder) + arguments, folder: folder.path, path: nil)
    #expect(try program.send([]) == .sent)
    let seen = try String(contentsOfFile: "\(folder.path)/mailer.args", encoding: .utf8)
    #expect(seen == (arguments + (isAdded ? ["-t"] : [])).joined(separator: " ") + "\n")
  }

  @Test func `a missing program is reported before anything is sent`() {
    for command in [["./none"], ["no-such-mailer"]] {
      #expect(throws: SystemError.self) { try MailProgram(command, folder: "/tmp", path: "/bin") }
    }
  }
}
