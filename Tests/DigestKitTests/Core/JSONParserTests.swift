import Testing

@testable import DigestCore

@Suite struct JSONParserTests {
  @Test(arguments: [
    "0", "-0", "12", "-1.5", "1e5", "1E+5", "0.5e-3", "[1,2]", "{\"a\":[{}]}", " true ", "null",
    #""\u00e9 \ud83d\ude00 \/ \n""#, #""\ud800""#,
  ])
  func `valid JSON is accepted`(text: String) throws {
    _ = try JSONParser.parse(Array(text.utf8)[...])
  }

  @Test(arguments: [
    "", "01", "-", "-01", "1.", ".5", "+1", "1e", "1e+", "1-2", "0x1", "1 2", "NaN", "Infinity",
    "tru",
    "[1,]", "[,1]", "[1 2]", "[1", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1]]",
    "\"a", "\"\t\"", #""\x""#, #""\u12""#, "// a", "\u{FEFF}1",
  ])
  func `invalid JSON is an error`(text: String) {
    #expect(throws: JSONProblem.self) { try JSONParser.parse(Array(text.utf8)[...]) }
  }

  @Test func `numbers are kept as they were written`() throws {
    let value = try JSONParser.parse(Array("[-0, 1.50, 12345678901234567890]".utf8)[...])
    guard case .list(let values) = value else { throw JSONProblem(offset: 0, message: "no list") }
    let numbers = values.map { if case .number(let text) = $0 { text } else { "" } }
    #expect(numbers == ["-0", "1.50", "12345678901234567890"])
  }
}
