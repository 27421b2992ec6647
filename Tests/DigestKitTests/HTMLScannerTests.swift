import Testing

/// Tests of the check that the tests with hostile corpora rely on.
@Suite struct HTMLScannerTests {
  @Test(arguments: [
    "<script>alert(1)</script>", "<SCRIPT src=x>", "<p onclick=alert(1)>", "<p/onclick=alert(1)>",
    "<p class=\"a\"onclick='x'>", "<a href=javascript:x>", "<a href=\" java&#x0A;script:x\">",
    "<a href='jav\tascript:x'>", "<a href=javascript&colon;x>", "<a href=//evil>", "<svg>",
    "<p style=x>", "<!-- --><script>", "<img src=data:x>", "</p><iframe>", "<p =onclick=x>",
    "<a href=\"&#106;avascript:x\">", "<meta http-equiv=set-cookie>",
    "<form action=javascript:x()>",
  ])
  func `the check finds executable content`(_ html: String) {
    #expect(!PageJudge.faults(in: Array(html.utf8)).isEmpty)
  }

  @Test(arguments: [
    "&lt;script>", "<p title=\"<script onclick=x>\">", "<!-- <script> -->", "a < b onclick=x",
    "<a href=\"../papers/a.html\">", "<a href=\"https://a.org/javascript:x\">",
    "<a href=\"mailto:a@b.org\">",
  ])
  func `the check accepts harmless text`(_ html: String) {
    #expect(PageJudge.faults(in: Array(html.utf8)) == [])
  }
}
