import Testing

@Suite struct CommandTests {
  @Test func `a new site builds, and a site with errors keeps the pages it had`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    #expect(try await program.run("init", ".", "--title", "Mine").exitCode == 0)
    let build = try await program.run("build")
    #expect(build.exitCode == 0, "\(build.errors)")
    #expect(build.output.hasPrefix("1 paper, "))
    #expect(build.errors == "")
    let pages = program.files(below: "Public")
    #expect(pages["papers/1706.03762.html"] != nil)

    try program.write("---\ntitle: A\ndate: 2026-02-30\n---\n", to: "Content/papers/bad.md")
    try program.write("---\ndate: 2026-01-01\ntagz: [a]\n---\n", to: "Content/papers/worse.md")
    let content = program.files(below: "Content")
    let failed = try await program.run("build")
    #expect(failed.exitCode == 1)
    #expect(failed.output == "")
    #expect(
      failed.errors == """
        Content/papers/bad.md:3:7: error: 'date': there is no day 2026-02-30
          hint: February 2026 has 28 days
        Content/papers/worse.md:1:1: error: 'title' is missing
          hint: add 'title: …'
        Content/papers/worse.md:3:1: error: unknown key 'tagz'
          hint: did you mean 'tags'?
        3 errors; nothing was written

        """)
    #expect(program.files(below: "Public") == pages)
    #expect(program.files(below: "Content") == content)
  }

  @Test func `errors are lines of JSON on request`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    try program.write("title: A\nbase_url: https://a.org/\n", to: "Content/site.yml")
    try program.write("---\ntitle: A\n---\n", to: "Content/papers/\u{1B}a.md")
    let run = try await program.run("build", "--json")
    #expect(run.exitCode == 1)
    #expect(
      run.output == """
        {"path":"Content/papers/\\u001Ba.md","line":1,"column":1,"severity":"error",\
        "message":"'date' is missing","hint":"add 'date: 2025-03-12'"}

        """)
    #expect(run.errors == "")
    #expect(program.files(below: "Public").isEmpty)
  }

  @Test func `a folder without content exits with 2, a wrong option with 64`()
    async throws
  {
    let program = try DigestProgram()
    defer { program.remove() }
    let missing = try await program.run("build", "--site", "nowhere")
    #expect(missing.exitCode == 2)
    #expect(
      missing.errors == """
        error: cannot build nowhere: there is no Content folder; 'digest init nowhere' makes a site

        """)
    #expect(try await program.run("build", "--jobs", "0").exitCode == 64)
  }
}
