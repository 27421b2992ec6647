import Testing

@Suite struct InitCommandTests {
  @Test func `a new site's files are named, with the next command`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("init", "mysite", "--title", "Reading: a \"group\"")
    #expect(run.exitCode == 0 && run.errors == "")
    #expect(
      run.output == """
        mysite/Content/pages/about.md
        mysite/Content/papers/1706.03762.md
        mysite/Content/site.yml

        Next: cd mysite && digest build

        """)
    #expect(
      try program.text(of: "mysite/Content/site.yml").hasPrefix(#"title: "Reading: a \"group\""#))
    #expect(try await program.run("build", "--site", "mysite").exitCode == 0)
  }

  @Test(arguments: [
    ("a/b/c", "cd a/b/c && digest build"), ("my site", "cd 'my site' && digest build"),
    ("it's", #"cd 'it'\''s' && digest build"#), (".", "digest build"),
  ])
  func `the folder can be nested, have spaces or be the current one`(
    folder: String, next: String
  ) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("init", folder)
    #expect(run.exitCode == 0 && run.output.hasSuffix("\nNext: \(next)\n"))
    #expect(try await program.run("build", "--site", folder).exitCode == 0)
  }

  @Test func `a copied theme builds the same site`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    #expect(try await program.run("init", "plain").exitCode == 0)
    let run = try await program.run("init", "themed", "--templates")
    #expect(run.output.contains("\nthemed/Templates/pages/paper.html\n"))
    for site in ["plain", "themed"] {
      #expect(try await program.run("build", "--site", site).exitCode == 0)
    }
    #expect(program.files(below: "plain/Public") == program.files(below: "themed/Public"))
  }

  @Test func `no file is overwritten`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    try program.write("mine", to: "Content/site.yml")
    let before = program.files(below: ".")
    let run = try await program.run("init", ".")
    #expect(run.exitCode == 2 && run.output == "")
    #expect(run.errors == "error: cannot start a site in .: Content/site.yml exists already\n")
    #expect(program.files(below: ".") == before)
  }

  @Test func `a file in the way is named`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    try program.write("", to: "file")
    let run = try await program.run("init", "file/site")
    #expect(run.exitCode == 2)
    #expect(run.errors == "error: cannot make folder file: there is a file of that name\n")
  }

  @Test(arguments: [
    (["x", "--title", " "], "Error: '--title' must not be empty.\n"),
    ([""], "Error: Give the folder a name.\n"),
  ])
  func `an empty name is a usage error`(arguments: [String], message: String) async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run(["init"] + arguments)
    #expect(run.exitCode == 64 && run.errors.hasPrefix(message))
    #expect(program.files(below: ".").isEmpty)
  }
}
