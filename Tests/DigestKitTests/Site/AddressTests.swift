import DefaultTheme
import Testing

@testable import DigestCore
@testable import DigestModel

@Suite struct AddressTests {
  /// Scripts can't import the table of addresses, so they are compared with it.
  @Test(arguments: [
    ("assets/script.js", "new URL(\"\(SitePath.saved)\""),
    ("scripts/search/page.js", "new URL(\"\(SitePath.searchFolder)\""),
  ])
  func `a script uses the addresses of the site`(script: String, text: String) {
    let bytes = DefaultTheme.files[script] ?? []
    #expect(String(decoding: bytes, as: UTF8.self).contains(text))
  }

  @Test func `only the table of addresses spells the folders of pages`() throws {
    let folders = ["papers", "tags", "authors", "venues", "days", "weeks", "months", "assets"]
    let spelled = try Sources.files.filter { file in
      folders.contains { file.text.contains("SitePath(made: \"\($0)/") }
    }
    #expect(spelled.map(\.path) == ["Sources/DigestModel/Site/Addresses.swift"])
  }

  @Test func `later pages of a list have a number, which no slug can contain`() {
    #expect(SitePath.list(1) == .home && SitePath.list(2).text == "pages/2.html")
    #expect(SitePath.term(.tags, "gpt").text == "tags/gpt.html")
    #expect(SitePath.term(.tags, "gpt", page: 2).text == "tags/gpt_2.html")
    #expect(SitePath.terms(.authors, page: 3).text == "authors/index_3.html")
    #expect(SitePath.period(.week, "2025-W11").text == "weeks/2025-W11.html")
    #expect(SitePath.term(.tags, "gpt").beside(".xml").text == "tags/gpt.xml")
  }
}
