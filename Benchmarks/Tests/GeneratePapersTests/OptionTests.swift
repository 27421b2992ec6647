import ArgumentParser
import Testing

@testable import GeneratePapers

struct OptionTests {
  private func message(_ arguments: [String]) -> String {
    do {
      _ = try GeneratePapers.parse(["--site", "site"] + arguments)
      return "no error"
    } catch {
      return GeneratePapers.message(for: error)
    }
  }

  @Test(arguments: ["0", "1000001"])
  func `a count out of range is rejected`(count: String) {
    #expect(
      message(["--count", count]) == "--count must lie between 1 and 1000000, not \(count)")
  }

  @Test(arguments: [["--from", "2014-12-31"], ["--years", "0"], ["--years", "85"]])
  func `years without five-digit arXiv ids are rejected`(arguments: [String]) {
    #expect(message(arguments) == "papers must lie between 2015-01-01 and 2099-12-31")
  }

  @Test func `the first day must be valid`() throws {
    #expect(message(["--from", "2016-02-30"]).contains("'2016-02-30' is invalid"))
    let options = try GeneratePapers.parse(["--site", "site", "--from", "2020-02-29"])
    #expect(options.from == CalendarDay(year: 2020, month: 2, day: 29))
  }
}
