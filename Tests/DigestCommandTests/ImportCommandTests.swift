import Testing

@Suite struct ImportCommandTests {
  private static let bibliography = """
    @article{a, title = {Graph Networks}, author = {Lovelace, Ada and Hopper, Grace},
      year = 2026, month = jan, abstract = {We show.}, doi = {10.1000/182}}
    @misc{b, title = {Pointers}, author = {Turing, Alan}, year = 2026, month = feb}

    """

  private static let new = "new 2\nwithout an abstract: 1 of 2 new papers\n"

  private func site() async throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write("title: A\nbase_url: https://a.org/\n", to: "Content/site.yml")
    try program.write(ImportCommandTests.bibliography, to: "library.bib")
    return program
  }

  @Test func `a second run changes nothing, and an edit is kept`() async throws {
    let program = try await site()
    defer { program.remove() }
    let first = try await program.run("import", "library.bib")
    #expect(first.exitCode == 0 && first.output == ImportCommandTests.new && first.errors == "")
    let path = "Content/papers/graph-networks.md"
    let text = try program.text(of: path)
    #expect(text.contains("  - Ada Lovelace\n  - Grace Hopper\n"))
    let files = program.files(below: "Content")
    let second = try await program.run("import", "library.bib")
    #expect(second.exitCode == 0 && second.output == "same 2\n" && second.errors == "")
    #expect(program.files(below: "Content") == files)

    try program.write(text.replacing("We show.", with: "They show."), to: path)
    let third = try await program.run("import", "library.bib")
    #expect(third.exitCode == 0 && third.output == "kept 1 (edited by hand), same 1\n")
    #expect(try program.text(of: path).contains("They show."))
    #expect(try await program.run("build").exitCode == 0)
  }

  @Test func `a dry run writes nothing`() async throws {
    let program = try await site()
    defer { program.remove() }
    let before = program.files(below: "Content")
    let run = try await program.run("import", "library.bib", "--dry-run")
    #expect(run.exitCode == 0 && run.output == ImportCommandTests.new)
    #expect(program.files(below: "Content") == before)
  }

  @Test func `JSON has a line per paper, also from standard input`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run(
      ["import", "-", "--json"], input: ImportCommandTests.bibliography)
    #expect(run.exitCode == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count >= 2 && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    #expect(run.output.contains("graph-networks") && run.output.contains("pointers"))
  }

  @Test func `a missing file is an I/O error`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run("import", "nowhere.bib")
    #expect(run.exitCode == 2 && run.errors.contains("nowhere.bib"))
  }

  @Test(arguments: [
    (["x", "--format", "bibtxe"], "Error: Unknown format 'bibtxe'. Did you mean 'bibtex'?\n"),
    ([], "Error: Give a file, an arXiv identifier, 'hf:today', or '--search'.\n"),
    (
      ["--search", "a", "--max", "0"],
      "Error: '--max' must be a whole number from 1 to 30000, the limit of arXiv's API.\n"
    ),
    (["x", "--api-base", "a.org"], "Error: '--api-base' must begin with http:// or https://.\n"),
  ])
  func `invalid options are rejected before anything is read`(
    arguments: [String], message: String
  ) async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run(["import"] + arguments)
    #expect(run.exitCode == 64 && run.output == "" && run.errors.hasPrefix(message))
  }
}
