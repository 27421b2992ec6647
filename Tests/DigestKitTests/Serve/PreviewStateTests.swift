import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel
@testable import DigestServe

@Suite struct PreviewStateTests {
  private func state(_ problems: [PreviewState.Problem], failure: String? = nil) -> PreviewState {
    PreviewState(session: "s", generation: 3, problems: problems, failure: failure)
  }

  @Test func `a state without errors is short`() {
    #expect(
      String(decoding: state([]).json, as: UTF8.self)
        == #"{"session":"s","generation":3,"count":0,"problems":[]}"#)
  }

  @Test func `an error has its position, source line and hint, on one line`() throws {
    let error = Diagnostic(
      path: "Content/papers/a.md", line: 4, column: 7, message: "unknown </script>\n\"key\"",
      hint: "did you mean 'x'?")
    let json = state([PreviewState.Problem(diagnostic: error, source: "a <b>")]).json
    #expect(json.contains(0x0A) == false)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    let problem = try #require((object["problems"] as? [[String: Any]])?.first)
    #expect(problem["path"] as? String == "Content/papers/a.md")
    #expect(problem["line"] as? Int == 4)
    #expect(problem["column"] as? Int == 7)
    #expect(problem["message"] as? String == "unknown </script>\n\"key\"")
    #expect(problem["source"] as? String == "a <b>")
    #expect(problem["hint"] as? String == "did you mean 'x'?")
  }

  @Test func `of many errors, a hundred are listed and all are counted`() throws {
    let error = PreviewState.Problem(
      diagnostic: Diagnostic(path: "a", message: "m"), source: nil)
    let json = state(Array(repeating: error, count: 250)).json
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    #expect(object["count"] as? Int == 250)
    #expect((object["problems"] as? [Any])?.count == 100)
  }

  @Test func `the source line is read from the folder that the path names`() {
    let content = SourceFolder(name: "Content", files: ["a.md": "one\r\ntwo\r\nthree"])
    let theme = SourceFolder(name: "Templates", files: ["a.md": "other\nlines\n"])
    func line(_ path: String, _ number: Int) -> String? {
      PreviewState.sourceLine(
        of: Diagnostic(path: path, line: number, message: ""), in: [content, theme])
    }
    #expect(line("Content/a.md", 2) == "two")
    #expect(line("Templates/a.md", 2) == "lines")
    #expect(line("Content/a.md", 9) == nil)
    #expect(line("Content/gone.md", 1) == nil)
  }
}
