import Testing

@Suite struct TemplatesCommandTests {
  @Test func `each template is listed with its names, their types and meaning`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("templates")
    #expect(run.exitCode == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    let templates = lines.filter { !$0.hasPrefix(" ") }
    #expect(
      templates.contains("home (ListPageView)") && templates.contains("paper (PaperPageView)"))
    #expect(Set(templates).count == templates.count)
    let title = try #require(lines.first { $0.hasPrefix("  site.title ") })
    #expect(title.split(separator: " ")[1] == "text" && title.hasSuffix("."))
  }
}
