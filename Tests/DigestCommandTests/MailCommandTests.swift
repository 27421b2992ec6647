import Foundation
import Testing

@Suite struct MailCommandTests {
  private static func program(_ settings: String = "") throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write(
      """
      title: Digest
      base_url: https://example.org/
      mail:
        from: news@example.org
        list_id: a.example.org
        unsubscribe: https://example.org/u?t={token}
        postal_address: here
        command: /bin/sh mailer
      \(settings)
      """, to: "Content/site.yml")
    try program.write(
      "---\ntitle: A\ndate: 2025-03-12\n---\nText.\n", to: "Content/papers/a.md")
    try program.write(
      "---\ntitle: B\ndate: 2025-03-11\ntags: [x]\n---\nText.\n", to: "Content/papers/b.md")
    try program.write("a@example.org\nb@example.org\n", to: "list.txt")
    try setMailer(
      "name=$(sed -n 's/^To: //p' | head -1); cat > /dev/null; echo \"$name\" >> sent", program)
    return program
  }

  /// Sets a script as the mail program, run by a shell, because a file that was just written cannot
  /// always be executed while other tests start programs (ETXTBSY).
  private static func setMailer(_ script: String, _ program: DigestProgram) throws {
    try program.write("#!/bin/sh\n\(script)\n", to: "mailer")
  }

  private static func sent(_ program: DigestProgram) -> String {
    let file = program.folder.appending(path: "sent")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  @Test func `four files are written, and named`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    let run = try await program.run("mail")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(
      run.output == """
        Mail/2025-03-12.eml
        Mail/2025-03-12.html
        Mail/2025-03-12.txt
        Mail/2025-03-12.md
        TOKEN and EMAIL are placeholders; '--to' fills them in

        """)
    #expect(program.files(below: "Mail").count == 4)
    let other = try await program.run("mail", "--day", "2025-03-11", "--output", "x/y", "--json")
    #expect(
      other.output == """
        {"issue":"2025-03-11","subject":"Digest: 11 March 2025","papers":1,"files":\
        ["x/y/2025-03-11.eml","x/y/2025-03-11.html","x/y/2025-03-11.txt","x/y/2025-03-11.md"]}

        """)
    #expect(program.files(below: ".digest").isEmpty)
  }

  @Test func `an issue without papers writes nothing and says so`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    for (arguments, message) in [
      (["--day", "2025-03-13"], "there are no papers on 2025-03-13; nothing was written\n"),
      (
        ["--week", "2025-W01", "--tag", "x"],
        "there are no papers in 2025-W01 with the tag 'x'; nothing was written\n"
      ),
      (["--trending"], "there are no papers with votes; nothing was written\n"),
    ] {
      let run = try await program.run(["mail"] + arguments)
      #expect(run.exitCode == 0 && run.output == message)
    }
    #expect(program.files(below: "Mail").isEmpty)
  }

  @Test func `each reader gets one message, and no older day is mailed afterwards`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    let first = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("\n2025-03-12: sent to 2 readers\n"))
    let second = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(second.output == "2025-03-12 was mailed already; nothing was written\n")
    #expect(try await program.run("mail").output == second.output)
    try program.write("a@example.org\nb@example.org\nc@example.org\n", to: "list.txt")
    let third = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(third.output.hasSuffix("2025-03-12: sent to 1 reader; 2 had it already\n"))
    #expect(MailCommandTests.sent(program) == "a@example.org\nb@example.org\nc@example.org\n")
  }

  @Test func `a test message to one address is not a mailing`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    _ = try await program.run("mail", "--send", "--to", "me@example.org")
    let run = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(run.output.hasSuffix("sent to 2 readers\n"))
  }

  @Test func `a program that fails is exit code 2 and a list of what is left`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    try MailCommandTests.setMailer("echo 'no \u{1B}[31mserver' >&2; exit 75", program)
    let run = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(run.exitCode == 2)
    #expect(
      run.errors == """
        not sent to a@example.org: /bin/sh ended with code 75: no \\u{1B}[31mserver
        not sent to b@example.org: /bin/sh ended with code 75: no \\u{1B}[31mserver
        left to send: 2 readers (a@example.org, b@example.org); the same command goes on with them

        """)
    let json = try await program.run("mail", "--send", "--to", "list.txt", "--json")
    #expect(json.exitCode == 2)
    #expect(
      json.output.contains(
        #""sent":0,"had":0,"open":[],"failed":["a@example.org","b@example.org"],"left":[]"#))
  }

  @Test func `an interrupted sending is reported until it is resolved`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    let line = #"{"issue":"2025-03-12","to":"a@example.org","event":"sending","at":"x"}"#
    try program.write(line + "\n", to: ".digest/mail.jsonl")
    let run = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(run.exitCode == 0 && run.output.hasSuffix("sent to 1 reader\n"))
    #expect(
      run.errors
        == "a@example.org may have it: sending was cut off; '--resend' sends it again\n")
    let again = try await program.run("mail", "--send", "--resend", "--to", "list.txt")
    #expect(again.exitCode == 0 && again.errors == "")
    #expect(MailCommandTests.sent(program) == "b@example.org\na@example.org\n")
  }

  @Test func `an issue that a provider mailed can be recorded`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    let run = try await program.run("mail", "--mark-mailed")
    #expect(run.output == "2025-03-12 is noted as mailed\n")
    #expect(program.files(below: "Mail").isEmpty)
    let next = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(next.output == "2025-03-12 was mailed already; nothing was written\n")
  }

  @Test(arguments: [
    (["--send"], "'--send' needs '--to', the list of readers."),
    (["--resend"], "'--resend' goes with '--send'."),
    (["--tokens"], "'--tokens' needs '--to', the list of readers."),
    (["--trending", "--day", "2025-01-01"], "Give one of '--day'"),
    (["--top", "0"], "'--top' must be a whole number from 1 to 10000."),
    (["--week", "2025-W54"], "The value '2025-W54' is invalid for '--week <week>'"),
    (["--tag", "xx"], "no paper has the tag 'xx'; did you mean 'x'?"),
  ])
  func `wrong usage is exit code 64`(_ arguments: [String], _ message: String) async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    let run = try await program.run(["mail"] + arguments)
    #expect(run.exitCode == 64 && run.errors.contains(message), "\(run.errors)")
  }

  @Test func `errors in a list are reported before anything is sent`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    try program.write("a@example.org\nnobody\n", to: "list.txt")
    let run = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(
      run.exitCode == 1 && run.errors.hasPrefix("list.txt:2:1: error: 'nobody' is not a mail"))
    #expect(MailCommandTests.sent(program) == "")
    #expect(try await program.run("mail", "--to", "none.txt").exitCode == 2)
    try program.write("# nobody\n", to: "list.txt")
    #expect(try await program.run("mail", "--to", "list.txt").exitCode == 2)
  }

  @Test func `without a sender or a program nothing is sent`() async throws {
    let program = try MailCommandTests.program()
    defer { program.remove() }
    try program.write("title: A\nbase_url: https://a.org/\n", to: "Content/site.yml")
    let nobody = try await program.run("mail", "--send", "--to", "list.txt")
    #expect(nobody.exitCode == 1 && nobody.errors.contains("error: no 'from' in 'mail'"))
    let other = try MailCommandTests.program()
    defer { other.remove() }
    let settings = "title: A\nbase_url: https://a.org/\nmail: {from: a@b.org, command: ./mailer}\n"
    try other.write(settings, to: "Content/site.yml")
    try FileManager.default.removeItem(at: other.folder.appending(path: "mailer"))
    let missing = try await other.run("mail", "--send", "--to", "list.txt")
    #expect(missing.exitCode == 2)
    #expect(missing.errors.hasSuffix("cannot run ./mailer: No such file or directory\n"))
    #expect(other.files(below: ".digest")["mail.jsonl"] == nil)
  }
}
