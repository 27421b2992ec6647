import Testing

@Suite struct SearchCommandTests {
  /// Builds a site with two papers on graphs.
  private func site() async throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write("title: A\nbase_url: https://a.org/\n", to: "Content/site.yml")
    try program.write(
      """
      ---
      title: Graph Networks
      authors: [Ada Lovelace, Grace Hopper]
      date: 2026-01-05
      tags: [graphs]
      ---
      We show.
      """, to: "Content/papers/graph-networks.md")
    try program.write(
      "---\ntitle: Pointers\ndate: 2026-01-06\n---\nA graph of words.\n",
      to: "Content/papers/pointers.md")
    #expect(try await program.run("build").exitCode == 0)
    return program
  }

  @Test func `papers are listed best first, with corrections of typing errors`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run("search", "grahp", "networks")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(
      run.output == """
        Showing graph for grahp.
        1. Graph Networks
           Ada Lovelace, Grace Hopper · 2026-01-05
           ./Public/papers/graph-networks.html
        2. Pointers
           2026-01-06
           ./Public/papers/pointers.html
        2 papers

        """)
  }

  @Test func `no results are not an error`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run("search", "zebra")
    #expect(
      run.exitCode == 0 && run.output == "No paper has zebra.\nNothing found.\n" && run.errors == ""
    )
  }

  @Test func `JSON has a line per paper`() async throws {
    let program = try await site()
    defer { program.remove() }
    let run = try await program.run("search", "graph", "--json", "--limit", "1")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(
      run.output.hasPrefix(
        #"{"id":"graph-networks","url":"papers/graph-networks.html","title":"Graph Networks","#
          + #""authors":["Ada Lovelace","Grace Hopper"],"authorCount":2,"date":"2026-01-05","#
          + #""tags":["graphs"],"score":"#))
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test func `a file of queries gives a TREC run`() async throws {
    let program = try await site()
    defer { program.remove() }
    try program.write(
      "{\"id\": \"q1\", \"text\": \"graph\"}\n{\"id\": \"q2\", \"text\": \"zebra\"}\n", to: "topics"
    )
    let run = try await program.run("search", "--trec", "topics")
    #expect(run.exitCode == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      lines.map { $0[0...3].joined(separator: " ") } == [
        "q1 Q0 graph-networks 1", "q1 Q0 pointers 2",
      ])
    #expect(lines.allSatisfy { $0.count == 6 && Int($0[4]) != nil && $0[5] == "digest" })
  }

  @Test func `a site that is not built has no index`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("search", "graph")
    #expect(run.exitCode == 2 && run.output == "")
    #expect(
      run.errors == """
        error: cannot read search/manifest.json: there is no search index; 'digest build' makes one

        """)
  }

  @Test(arguments: [
    ([], "Error: Give either a query or '--trec'.\n"),
    (["a", "--trec", "x"], "Error: Give either a query or '--trec'.\n"),
    (["a", "--limit", "0"], "Error: '--limit' must be a whole number from 1 to 1000.\n"),
  ])
  func `a missing query or an invalid limit is a usage error`(
    arguments: [String], message: String
  ) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run(["search"] + arguments)
    #expect(run.exitCode == 64 && run.output == "" && run.errors.hasPrefix(message))
  }
}
