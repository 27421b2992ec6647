import Testing

@testable import DigestCore
@testable import DigestImport

@Suite struct ImportProblemsTests {
  private func warning(_ path: String, _ line: Int, _ message: String) -> Diagnostic {
    Diagnostic(path: path, line: line, severity: .warning, message: message)
  }

  private func shown(_ problems: [Diagnostic]) -> [String] {
    var all = ImportProblems()
    for problem in problems { all.add(problem) }
    return all.all.map(\.description)
  }

  @Test func `of repeated warnings, three are shown and the rest are counted`() {
    let many = (1...2004).map { warning("x", $0, "the entry 'k\($0)' has no title; left out") }
    #expect(
      shown(many) == [
        "x:1:1: warning: the entry 'k1' has no title; left out",
        "x:2:1: warning: the entry 'k2' has no title; left out",
        "x:3:1: warning: the entry 'k3' has no title; left out",
        "x:4:1: warning: 2,001 more such warnings from here on: the entry 'k4' has no title; left out",
      ])
  }

  @Test func `a fourth warning is shown rather than counted`() {
    #expect(shown((1...4).map { warning("x", $0, "no day") }).count == 4)
  }

  @Test func `warnings of other kinds and errors are shown too`() {
    let many = (1...9).map { warning("x", $0, "a row of \($0) cells") }
    let errors = (1...9).map { Diagnostic(path: "x", line: $0, message: "a row of \($0) cells") }
    #expect(shown(many + [warning("x", 5, "no day")] + errors).count == 4 + 1 + 9)
  }

  @Test func `from the fourth file on, files are counted together`() {
    let many = (1...900).flatMap { file in
      (1...5).map {
        warning("\(1000 + file).xml", $0, "a title without an abstract; left out: T\($0)")
      }
    }
    let lines = shown(many)
    #expect(lines.count == 3 * 4 + 1)
    #expect(
      lines.last == """
        1004.xml:1:1: warning: 4,485 more such warnings in this and further files: a title without \
        an abstract; left out: T1
        """)
  }

  @Test(arguments: [
    ("there is no 'title'; left out", "there is no 'name'; left out", true),
    ("a row of 3 cells under 12 columns", "a row of 25 cells under 2 columns", true),
    ("invalid JSON: ':' is missing", "invalid JSON: no value begins so", true),
    ("the entry 'a: b' has no title", "the entry 'c' has no title", true),
    ("the entry 'a' has no title", "the entry 'a' has no day", false),
  ])
  func `warnings that differ only in what they quote are of one kind`(
    one: String, other: String, isSame: Bool
  ) {
    #expect((ImportProblems.kind(of: one) == ImportProblems.kind(of: other)) == isSame)
  }
}
