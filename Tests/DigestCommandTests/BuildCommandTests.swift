import Testing

@Suite struct BuildCommandTests {
  private func site(_ papers: [String: String]) throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write("title: A\nbase_url: https://a.org/\n", to: "Content/site.yml")
    for (name, fields) in papers {
      try program.write("---\ntitle: \(name)\n\(fields)\n---\n", to: "Content/papers/\(name).md")
    }
    return program
  }

  @Test(arguments: [
    ([], "2 drafts left out; --drafts builds them\n"),
    (["--drafts"], ""),
    (
      ["--now", "2026-01-02"],
      """
      2 drafts left out; --drafts builds them
      1 paper dated after 2026-01-02 left out; --future builds it

      """
    ),
    (
      ["--now", "2026-01-01", "--drafts"],
      "3 papers dated after 2026-01-01 left out; --future builds them\n"
    ),
    (["--now", "2026-01-02", "--drafts", "--future"], ""),
    (["--now", "2026-01-02", "--quiet"], ""),
  ])
  func `a build says what it left out, and how to build it`(
    options: [String], errors: String
  ) async throws {
    let program = try site([
      "a": "date: 2026-01-01", "b": "date: 2026-01-02", "c": "date: 2026-01-03",
      "d": "date: 2026-01-04\ndraft: yes",
    ])
    defer { program.remove() }
    try program.write("---\ntitle: P\ndraft: yes\n---\n", to: "Content/pages/p.md")
    let run = try await program.run(["build"] + options)
    #expect(run.exitCode == 0 && run.errors == errors)
  }

  @Test func `JSON has the counts of what was left out`() async throws {
    let program = try site(["a": "date: 2026-01-01\ndraft: yes", "b": "date: 2026-01-05"])
    defer { program.remove() }
    let run = try await program.run("build", "--json", "--now", "2026-01-01")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(
      run.output.hasPrefix(#"{"papers":0,"pages":5,"drafts_left_out":1,"future_left_out":1,"#))
  }
}
