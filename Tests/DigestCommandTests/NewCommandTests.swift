import Testing

@Suite struct NewCommandTests {
  private func site() async throws -> DigestProgram {
    let program = try DigestProgram()
    _ = try await program.run("init", ".")
    return program
  }

  @Test func `a draft is written, and built on request`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run("new", "Attention Is All You Need", "--date", "2026-01-05")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(run.output == "Content/papers/attention-is-all-you-need.md\n")
    #expect(
      try program.text(of: "Content/papers/attention-is-all-you-need.md") == """
        ---
        title: "Attention Is All You Need"
        authors: []
        date: 2026-01-05
        tags: []
        draft: yes
        ---
        The abstract.

        """)
    let build = try await program.run("build")
    #expect(build.exitCode == 0 && build.output.hasPrefix("1 paper, "))
    #expect(build.errors == "1 draft left out; --drafts builds it\n")
    let withDrafts = try await program.run("build", "--drafts")
    #expect(withDrafts.output.hasPrefix("2 papers, ") && withDrafts.errors == "")
  }

  @Test(arguments: [
    (["Graph", "Neural", "Networks"], "graph-neural-networks"),
    (["C++ & Rust: a \"study\" #1"], "c-rust-a-study-1"),
    (["Überraschung"], "uberraschung"), (["注意力机制"], "xb08f6e44"),
    (["../../etc/passwd"], "etc-passwd"), (["On $\\alpha$-divergence"], "on-alpha-divergence"),
    (["--", "-omics data"], "omics-data"), (["yes"], "yes"), (["1706.03762"], "1706-03762"),
  ])
  func `any title gives a file that builds`(title: [String], slug: String) async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run(["new"] + title)
    #expect(run.exitCode == 0 && run.output == "Content/papers/\(slug).md\n")
    let build = try await program.run("build", "--drafts")
    #expect(build.exitCode == 0 && build.errors == "")
  }

  @Test func `an existing draft is kept`() async throws {
    let program = try await site()
    defer { program.remove() }
    _ = try await program.run("new", "Twice")
    try program.write("edited", to: "Content/papers/twice.md")
    let run = try await program.run("new", "Twice")
    #expect(run.exitCode == 2 && run.output == "")
    #expect(
      run.errors == """
        error: cannot write Content/papers/twice.md: the file exists already; \
        edit it, or choose another title

        """)
    #expect(try program.text(of: "Content/papers/twice.md") == "edited")
  }

  @Test func `drafts can be added to a site in another folder and to one without papers`()
    async throws
  {
    let program = try DigestProgram()
    defer { program.remove() }
    try program.write("title: A\n", to: "other/Content/site.yml")
    let run = try await program.run("new", "A", "--site", "other")
    #expect(run.exitCode == 0 && run.output == "other/Content/papers/a.md\n")
  }

  @Test func `a draft needs a site`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("new", "A", "--site", "no where")
    #expect(run.exitCode == 2)
    #expect(
      run.errors == """
        error: cannot write a draft in no where: there is no Content folder; \
        'digest init 'no where'' makes a site

        """)
  }

  @Test(arguments: [
    ([""], "Error: The title is empty.\n"), ([], "Error: Missing expected argument"),
    (["A", "--date", "2026-02-30"], "Error: The value '2026-02-30' is invalid for '--date <day>'"),
  ])
  func `a title and a valid day are needed`(
    arguments: [String], message: String
  ) async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run(["new"] + arguments)
    #expect(run.exitCode == 64 && run.output == "" && run.errors.hasPrefix(message))
  }
}
