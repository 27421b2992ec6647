import Foundation
import Testing

/// Runs the commands in README and the documentation exactly as written.
@Suite struct DocumentationTests {
  /// Scripts that create what the text assumes, by document and heading.
  private static let before: [String: [String: String]] = [
    "README.md": [
      "Try it": checkout,
      "When something is wrong": #"""
      printf -- '---\ntitle: X\ndate: 2026-01-01\nauhtors: [A]\n---\n' > Content/papers/x.md
      printf -- '---\ntitle: Y\ndate: 2026-02-30\n---\n' > Content/papers/y.md

      """#,
      "Daily updates": #"""
      rm Content/papers/x.md Content/papers/y.md
      printf 'mail:\n  from: news@example.org\n' >> Content/site.yml
      echo ada@example.org > subscribers.txt

      """#,
    ],
    "CONTRIBUTING.md": ["Build and test": checkout],
    "docs/newsletter.md": [
      "Newsletter": #"""
      mkdir -p Content/papers .digest
      printf -- '---\ntitle: A\ndate: 2025-03-12\n---\nText.\n' > Content/papers/a.md
      cat > Content/site.yml <<'END'
      title: Daily Papers
      base_url: https://papers.example.org/
      mail:
        from: Daily Papers <news@papers.example.org>
        list_id: daily.papers.example.org
        unsubscribe: https://papers.example.org/unsubscribe?t={token}
        postal_address: 1 Paper Street, London
      END
      printf 'ada@example.org\nAlan <alan@example.org>\n' > subscribers.txt
      echo 0123456789abcdef0123456789abcdef > .digest/mail.key

      """#
    ],
    "docs/search.md": [
      "Search": "\(checkout)\"$DIGEST\" build --quiet\n"
    ],
    "docs/importing.md": [
      "Importing": #"""
      "$DIGEST" init . > /dev/null
      mkdir -p anthology/data/xml
      cat > library.bib <<'END'
      @article{a, title = {Graphs}, author = {Lovelace, Ada}, year = 2026, month = jan}
      END
      cat > anthology/data/xml/2022.acl.xml <<'END'
      <?xml version='1.0' encoding='UTF-8'?>
      <collection id="2022.acl"><volume id="long"><meta><booktitle>ACL</booktitle>
      <month>May</month><year>2022</year></meta><paper id="1"><title>Trees</title>
      <author><first>Grace</first><last>Hopper</last></author><url>2022.acl-long.1</url>
      </paper></volume></collection>
      END
      cat > zotero.json <<'END'
      [{"id": "z", "type": "article-journal", "title": "Lists", "issued": {"date-parts": [[2026]]},
        "author": [{"family": "Turing", "given": "Alan"}]}]
      END
      gzip > arxiv-metadata.jsonl.gz <<'END'
      {"id":"0704.0001","title":"Queues","authors_parsed":[["Hopper","Grace",""]],"abstract":"We show.","categories":"cs.DS","versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}],"update_date":"2008-11-26"}
      END

      """#
    ],
  ]

  private static let checkout = """
    ln -s "$REPOSITORY/Makefile" "$REPOSITORY/Content" "$REPOSITORY/Templates" .
    mkdir -p Tests && ln -s "$REPOSITORY/Tests/run" Tests/run
    mkdir -p .build/release && ln -s "$DIGEST" .build/release/digest

    """

  private static var documents: [String] {
    get throws {
      let root = DocumentRun.repository
      let docs = try FileManager.default.contentsOfDirectory(atPath: root.path + "/docs")
      return ["README.md", "CONTRIBUTING.md"]
        + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }
  }

  @Test(arguments: try documents)
  func `commands print what the document says`(path: String) async throws {
    let run = try DocumentRun(path, before: DocumentationTests.before[path] ?? [:])
    let count = try await run.check()
    print("\(path): \(count) commands run")
  }

  @Test(arguments: try documents)
  func `no block hides commands from the test`(path: String) throws {
    let text = try String(
      contentsOf: DocumentRun.repository.appending(path: path), encoding: .utf8)
    // Tests/Mail runs the bash scripts.
    for block in MarkdownBlock.all(in: text)
    where block.commands.isEmpty && block.language != "bash" {
      #expect(
        !block.lines.contains { $0.hasPrefix("$ ") || $0.hasPrefix("digest ") },
        "\(path):\(block.line) has commands; call its language 'console' or 'sh'")
    }
  }

  @Test(arguments: try documents)
  func `examples of settings and papers build without a warning`(path: String) async throws {
    let text = try String(
      contentsOf: DocumentRun.repository.appending(path: path), encoding: .utf8)
    for block in MarkdownBlock.all(in: text) where ["yaml", "markdown"].contains(block.language) {
      let example = block.lines.joined(separator: "\n")
      let isList = example.hasPrefix("- ")
      let program = try DigestProgram()
      defer { program.remove() }
      let settings = "title: A\nbase_url: https://a.org/\n"
      try program.write(
        settings + (block.language == "yaml" && !isList ? example : ""), to: "Content/site.yml")
      if isList { try program.write(example, to: "Content/authors.yml") }
      if block.language == "markdown" { try program.write(example, to: "Content/papers/a.md") }
      let run = try await program.run("build", "--quiet")
      #expect(run.exitCode == 0 && run.errors == "", "\(path):\(block.line)\n\(run.errors)")
    }
  }

  @Test(arguments: ["build", "import", "mail", "serve", "search", "new", "init", "templates"])
  func `README's table names options that the command has`(command: String) async throws {
    let readme = try String(
      contentsOf: DocumentRun.repository.appending(path: "README.md"), encoding: .utf8)
    let row = try #require(
      readme.split(separator: "\n").first { $0.hasPrefix("| `digest \(command)") })
    let program = try DigestProgram()
    defer { program.remove() }
    let help = try await program.run("help", command)
    #expect(help.exitCode == 0)
    let known = Set(help.output.matches(of: /--[a-z-]+/).map(\.output))
    let named = Set(row.matches(of: /--[a-z-]+/).map(\.output))
    #expect(named.isSubset(of: known), "\(named.subtracting(known))")
    if command == "build" { #expect(known.subtracting(named) == ["--version", "--help"]) }
  }
}

@Suite struct ExpectedOutputTests {
  @Test(arguments: [
    (["a", "", "b"], "a\n\nb\n", true), (["a", ""], "a\n", true), (["a"], "a\nb\n", false),
    (["a", "b"], "a\n", false), ([], "", true), ([], "a\n", false), (["…"], "", true),
    (["…", "c"], "a\nb\nc\n", true), (["…", "c"], "a\nc\nd\n", false),
    (["a", "…"], "a\nb\nc\n", true), (["1 page, … in 0.02 s"], "1 page, 3 MB in 11.50 s\n", true),
    (["1 page, … in 0.02 s"], "2 pages, 3 MB in 0.02 s\n", false),
    (["1 page, 3 MB in 0.02 s"], "1 page, 4 MB in 0.02 s\n", false),
    (["a … b … c"], "a x b y c\n", true), (["a … b … c"], "a x c\n", false),
    (["abc"], "ab\n", false), (["ab"], "abc\n", false),
  ])
  func `output is as expected except for placeholders`(
    expected: [String], output: String, isSame: Bool
  ) {
    #expect(ExpectedOutput(expected).matches(output) == isSame)
  }

  @Test func `commands are distinguished from their output`() {
    let text = """
      # Title
      ```console
      $ a "b"
      one

      $ c
      ```
      ## Next
      ```sh
      d

      e
      ```
      ```yaml
      x: 1
      ```
      """
    let blocks = MarkdownBlock.all(in: text)
    #expect(blocks.map(\.heading) == ["Title", "Next", "Next"])
    let commands = blocks.flatMap(\.commands)
    #expect(commands.map(\.text) == ["a \"b\"", "c", "d", "e"])
    #expect(commands.map(\.line) == [3, 6, 10, 12])
    #expect(commands.map(\.output) == [["one", ""], [], nil, nil])
  }
}
