import Testing

@Suite struct CommandNameTests {
  private static let usage = """

    Usage: digest <subcommand>
      See 'digest --help' for more information.

    """

  @Test(arguments: [
    (["biuld"], "Unknown command 'biuld'. Did you mean 'build'?"),
    (["Build", "--drafts"], "Unknown command 'Build'. Did you mean 'build'?"),
    (["serach", "a", "b"], "Unknown command 'serach'. Did you mean 'search'?"),
    (["help", "templats"], "Unknown command 'templats'. Did you mean 'templates'?"),
    (["hlep"], "Unknown command 'hlep'. Did you mean 'help'?"),
    (
      ["frobnicate"],
      "Unknown command 'frobnicate'. "
        + "The commands are build, serve, import, mail, new, init, search, templates."
    ),
    (["--verison"], "Unknown option '--verison'. Did you mean '--version'?"),
    (["build", "--hepl"], "Unknown option '--hepl'. Did you mean '--help'?"),
    (
      ["--drafts", "build"], "'--drafts' comes before the command; write 'digest build … --drafts'."
    ),
  ])
  func `a mistyped command gets a suggestion`(
    arguments: [String], message: String
  ) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run(arguments)
    #expect(run.exitCode == 64 && run.output == "")
    #expect(run.errors == "Error: \(message)\(CommandNameTests.usage)")
  }

  @Test(arguments: [
    ["build", "--outptu", "x"], ["import", "--dryrun", "x"], ["serve", "--prot", "1"],
    ["search", "--limt", "1"], ["new", "--dat", "x"], ["init", "--tilte", "x"],
  ])
  func `a mistyped option gets a suggestion`(arguments: [String]) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run(arguments)
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("Error: Unknown option '\(arguments[1])'. Did you mean '--"))
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], [], ["--help", "build"]])
  func `help lists the commands`(arguments: [String]) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run(arguments)
    #expect(run.exitCode == 0 && run.errors == "")
    for command in ["build", "serve", "import", "new", "init", "search", "templates"] {
      #expect(run.output.contains("\n  \(command) "))
    }
  }

  @Test func `the version is printed`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("--version")
    #expect(run.exitCode == 0 && run.output == "0.1.0\n")
  }
}
