import DigestCore
import Testing

@testable import digest

@Suite struct ColourTests {
  private let diagnostics = [
    Diagnostic(path: "Content/a.md", line: 3, column: 7, message: "no day", hint: "add one"),
    Diagnostic(path: "Content/\u{1B}.md", severity: .warning, message: "a \u{7F}", hint: nil),
  ]

  @Test func `a coloured message has the same words`() {
    for diagnostic in diagnostics {
      let coloured = diagnostic.text(isColoured: true)
      #expect(coloured != diagnostic.description)
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == diagnostic.description)
      #expect(diagnostic.text(isColoured: false) == diagnostic.description)
    }
  }

  @Test func `position, severity and hint have different colours`() {
    #expect(
      diagnostics[0].text(isColoured: true) == """
        \u{1B}[1mContent/a.md:3:7:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m no day
          \u{1B}[2mhint:\u{1B}[0m add one
        """)
    #expect(diagnostics[1].text(isColoured: true).contains("\u{1B}[1;33mwarning:\u{1B}[0m"))
  }
}

@Suite struct TerminalTests {
  /// Creates a site that causes an error, a warning and a hint.
  private func site() throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write("titel: A\n", to: "Content/site.yml")
    return program
  }

  @Test func `a terminal gets colours`() async throws {
    let program = try site()
    defer { program.remove() }
    let run = try await program.runOnTerminal(["build", "--quiet"])
    #expect(run.exitCode == 1)
    #expect(run.output.contains("\u{1B}[1;31merror:\u{1B}[0m unknown key 'titel'"))
    #expect(run.output.contains("  \u{1B}[2mhint:\u{1B}[0m did you mean 'title'?"))
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `colours can be turned off`(environment: [String: String]) async throws {
    let program = try site()
    defer { program.remove() }
    let onTerminal = try await program.runOnTerminal(
      ["build", "--quiet"], environment: environment)
    let piped = try await program.run(["build"])
    #expect(onTerminal.output == piped.errors && piped.output == "")
    #expect(!piped.errors.contains("\u{1B}"))
  }

  @Test func `an empty NO_COLOR is ignored`() async throws {
    let program = try site()
    defer { program.remove() }
    let run = try await program.runOnTerminal(["build", "--quiet"], environment: ["NO_COLOR": ""])
    #expect(run.output.contains("\u{1B}[1;31m"))
  }

  @Test func `system errors are coloured too`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.runOnTerminal(["build", "--quiet"])
    #expect(run.output.hasPrefix("\u{1B}[1;31merror:\u{1B}[0m cannot build .: "))
  }
}
