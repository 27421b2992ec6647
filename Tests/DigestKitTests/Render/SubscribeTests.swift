import Testing

@testable import DigestModel

@Suite struct SubscribeTests {
  private static let content = ["papers/a.md": paperFile("A")]

  @Test func `a configured form is on the first page, with the feeds`() throws {
    let site = try TestSite(
      """
      subscribe:
        action: https://mail.example.org/subscribe?a=1&b=2
        field: EMAIL
        hidden: {embed: 1, "l\\"": "<x>"}
      """, SubscribeTests.content)
    let page = site["index.html"]
    #expect(
      page.contains(
        """
        <form class="subscribe" action="https://mail.example.org/subscribe?a=1&amp;b=2" method="post">
        """))
    #expect(page.contains("name=\"EMAIL\" autocomplete=\"email\" required>"))
    #expect(page.contains("<input type=\"hidden\" name=\"l&quot;\" value=\"&lt;x&gt;\">"))
    #expect(page.contains("<a href=\"issues.xml\">Atom feed of whole days</a>"))
  }

  @Test func `without a form the feeds are shown, and without feeds nothing`() throws {
    let page = try TestSite("", SubscribeTests.content)["index.html"]
    #expect(page.contains("id=\"side-subscribe\"") && !page.contains("method=\"post\""))
    let bare = try TestSite("", ["site.yml": "title: D\n", "papers/a.md": paperFile("A")])
    #expect(!bare["index.html"].contains("side-subscribe"))
  }

  @Test func `a form without an address to send to is an error`() {
    #expect(
      TestSite.problems("subscribe: {field: x}", SubscribeTests.content) == """
        Content/site.yml:3:12: error: 'subscribe' without 'action'
          hint: add 'action: https://…', the address that the provider's form submits to
        """)
    #expect(
      TestSite.problems("subscribe: {action: here, fields: x}", SubscribeTests.content) == """
        Content/site.yml:3:21: error: 'action' must be a web address, not 'here'
          hint: write the full address, starting with https://
        Content/site.yml:3:27: error: unknown key 'fields'
          hint: did you mean 'field'?
        """)
  }
}
