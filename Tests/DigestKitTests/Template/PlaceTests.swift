import Testing

@testable import DigestMarkup

/// Tests which insertions are allowed where in HTML and XML, which is decided when templates load.
@Suite struct PlaceTests {
  static let hostile = TestPaper(
    title: #"a"b<c>&'d"#, href: SafeURL(path: #"x?a=1&b="2""#), votes: -7)

  @Test(arguments: [
    ("<p>{{title}}</p>", "<p>a&quot;b&lt;c&gt;&amp;&#39;d</p>"),
    ("<p title=\"{{title}}\">", "<p title=\"a&quot;b&lt;c&gt;&amp;&#39;d\">"),
    ("<p title='{{title}}'>", "<p title='a&quot;b&lt;c&gt;&amp;&#39;d'>"),
    ("<title>{{title}}</title>", "<title>a&quot;b&lt;c&gt;&amp;&#39;d</title>"),
    ("<textarea>{{title}}</textarea>", "<textarea>a&quot;b&lt;c&gt;&amp;&#39;d</textarea>"),
    ("<a href=\"{{href}}\">", "<a href=\"x?a=1&amp;b=&quot;2&quot;\">"),
    ("<a href=\"../{{href}}\">", "<a href=\"../x?a=1&amp;b=&quot;2&quot;\">"),
    ("<a href=\"tags/{{title}}.html\">", "<a href=\"tags/a%22b%3Cc%3E%26%27d.html\">"),
    ("<a href=\"s.html?q={{title}}\">", "<a href=\"s.html?q=a%22b%3Cc%3E%26%27d\">"),
    ("<a href=\"s.html?u={{href}}\">", "<a href=\"s.html?u=x%3Fa%3D1%26b%3D%222%22\">"),
    (
      "<a href=\"{{href}}#{{title}}\">",
      "<a href=\"x?a=1&amp;b=&quot;2&quot;#a%22b%3Cc%3E%26%27d\">"
    ),
    ("<a href=\"mailto:{{votes}}\">", "<a href=\"mailto:-7\">"),
    ("<a href=\"{{count}}.html\">", "<a href=\"3.html\">"),
    ("<a href='{{href}}{{count}}'>", "<a href='x?a=1&amp;b=&quot;2&quot;3'>"),
    (
      "<img srcset=\"{{href}} 1x, {{href}} 2x\">",
      "<img srcset=\"x?a=1&amp;b=&quot;2&quot; 1x, x?a=1&amp;b=&quot;2&quot; 2x\">"
    ),
    (
      "<meta content=\"{{title}}\" name=\"x\">",
      "<meta content=\"a&quot;b&lt;c&gt;&amp;&#39;d\" name=\"x\">"
    ),
    (
      "<meta http-equiv=\"refresh\" content=\"0; url={{href}}\">",
      "<meta http-equiv=\"refresh\" content=\"0; url=x?a=1&amp;b=&quot;2&quot;\">"
    ),
    ("<p data-href=\"{{title}}\">", "<p data-href=\"a&quot;b&lt;c&gt;&amp;&#39;d\">"),
    ("<p{{#isNew}} class=\"new\"{{/isNew}}>{{count}}", "<p class=\"new\">3"),
    ("<input {{#isNew}}checked{{/isNew}} value=\"{{count}}\">", "<input checked value=\"3\">"),
    ("<p {{#authors}}a=\"{{name}}\" {{/authors}}>", "<p a=\"Ann\" a=\"Bob\" >"),
    ("<p class=\"a{{#isNew}} new{{/isNew}}\">", "<p class=\"a new\">"),
    ("<a href=\"{{#isNew}}x/{{/isNew}}{{href}}\">", "<a href=\"x/x?a=1&amp;b=&quot;2&quot;\">"),
    (
      "<script type=\"application/json\">{{{data}}}</script>{{count}}",
      "<script type=\"application/json\">{\"a\":1}</script>3"
    ),
    (
      "<SCRIPT TYPE='application/ld+json'>{{{data}}}</SCRIPT >{{count}}",
      "<SCRIPT TYPE='application/ld+json'>{\"a\":1}</SCRIPT >3"
    ),
    (
      "<script>if (a < b) { \"</scrip>\" }</script>{{votes}}",
      "<script>if (a < b) { \"</scrip>\" }</script>-7"
    ),
    ("<style>a > b {}</style>{{votes}}", "<style>a > b {}</style>-7"),
    ("<!-- a > b -- c --><!--><!---->{{votes}}", "<!-- a > b -- c --><!--><!---->-7"),
    ("<!DOCTYPE html><p a=b c>{{votes}}", "<!DOCTYPE html><p a=b c>-7"),
    ("1 < 2 {{votes}} <3", "1 < 2 -7 <3"),
    ("<br/>{{{abstract}}}", "<br/><p>Less is <em>more</em>.</p>"),
  ])
  func `an insertion is escaped for its context`(page: String, expected: String) throws {
    #expect(try render(page, as: "page.html", PlaceTests.hostile) == expected)
  }

  @Test(arguments: [
    (
      "<a href={{href}}>", "'{{href}}' is inside an unquoted attribute value",
      "put quotes around the value"
    ),
    (
      "<a href=x{{href}}>", "'{{href}}' is inside an unquoted attribute value",
      "put quotes around the value"
    ),
    ("<{{title}}>", "'{{title}}' is inside a tag's name", "write out the tag name"),
    ("<h{{count}}>", "'{{count}}' is inside a tag's name", "write out the tag name"),
    (
      "<p {{title}}>", "'{{title}}' is inside an attribute's name",
      "write out the name, and put the value in quotes"
    ),
    (
      "<p data-{{title}}=\"1\">", "'{{title}}' is inside an attribute's name",
      "write out the name, and put the value in quotes"
    ),
    (
      "</><script>x = '{{title}}'</script>", "'{{title}}' is inside the element 'script'",
      "pass it as json in <script type=\"application/json\">, or in a 'data-' attribute"
    ),
    (
      "<script><!--<script></script>{{title}}", "'<!--' opens a comment inside a script",
      "write comments of the script's language, such as '// …'"
    ),
    (
      "<a href=\"java{{#isNew}}x{{/isNew}}script:{{title}}\">",
      "'{{title}}' is inside a URL that is a script or a page of its own", "link to a file"
    ),
    (
      "<a href=\"{{#isNew}}j{{/isNew}}avascript:{{title}}\">",
      "'{{#isNew}}' may become part of an address that runs a script",
      "write the beginning of the address outside the section"
    ),
    ("<!-- {{title}} -->", "'{{title}}' is inside a comment", "remove it, or move it elsewhere"),
    ("<!x {{title}}>", "'{{title}}' is inside a declaration", "remove it, or move it elsewhere"),
    (
      "<p style=\"color:{{title}}\">", "'{{title}}' is inside a style attribute",
      "set a class and style it in a CSS file"
    ),
    (
      "<p ONclick=\"f('{{title}}')\">", "'{{title}}' is inside the event attribute 'onclick'",
      "put the value in a 'data-' attribute and read it from a script file"
    ),
    (
      "<iframe srcdoc=\"{{title}}\">", "'{{title}}' is inside the attribute 'srcdoc'",
      "it contains a whole page; link to one instead"
    ),
    (
      "<script>x = \"{{title}}\"</script>", "'{{title}}' is inside the element 'script'",
      "pass it as json in <script type=\"application/json\">, or in a 'data-' attribute"
    ),
    (
      "<script>{{{data}}}</script>", "'{{{data}}}' is inside the element 'script'",
      "pass it as json in <script type=\"application/json\">, or in a 'data-' attribute"
    ),
    (
      "<script type=\"application/json\">{{title}}</script>", "'{{title}}' is inside a script",
      "only a json field is allowed here, as '{{{title}}}'"
    ),
    (
      "<script type=\"{{title}}\">{{{data}}}</script>",
      "'{{{data}}}' is inside the element 'script'",
      "pass it as json in <script type=\"application/json\">, or in a 'data-' attribute"
    ),
    (
      "<style>{{title}}</style>", "'{{title}}' is inside the element 'style'",
      "nothing can be escaped there"
    ),
    (
      "<a href=\"{{title}}\">", "'{{title}}' is inside the start of a URL",
      "use a url field, or write out the beginning: 'papers/{{title}}.html'"
    ),
    (
      "<form action=\"{{extra.x}}\">", "'{{extra.x}}' is inside the start of a URL",
      "use a url field, or write out the beginning: 'papers/{{extra.x}}.html'"
    ),
    (
      "<a href=\"{{#isNew}}x/{{/isNew}}{{title}}\">", "'{{title}}' is inside the start of a URL",
      "use a url field, or write out the beginning: 'papers/{{title}}.html'"
    ),
    (
      "<img srcset=\"a.png 1x, {{title}} 2x\">", "'{{title}}' is inside the start of a URL",
      "use a url field, or write out the beginning: 'papers/{{title}}.html'"
    ),
    (
      "<meta http-equiv=\"refresh\" content=\"0; url={{title}}\">",
      "'{{title}}' is inside the 'content' of an 'http-equiv'",
      "only a url field or a number is allowed here"
    ),
    (
      "<meta content=\"{{title}}\" http-equiv=\"refresh\">",
      "'http-equiv' follows a 'content' with an insertion",
      "write 'http-equiv' first, so that the insertion can be checked"
    ),
    (
      "<a href=\" java\nScript:f('{{title}}')\">",
      "'{{title}}' is inside a URL that is a script or a page of its own", "link to a file"
    ),
    (
      "<a href=\"data:{{count}}\">",
      "'{{count}}' is inside a URL that is a script or a page of its own", "link to a file"
    ),
    (
      "<svg><set attributeName=\"href\" to=\"{{title}}\"></svg>",
      "'{{title}}' is inside the attribute 'to' of an animation", "write it out"
    ),
    (
      "<p title=\"{{{abstract}}}\">", "'{{{abstract}}}' is inside an attribute",
      "HTML is only allowed in element content; use a text field here"
    ),
    (
      "<title>{{{abstract}}}</title>",
      "'{{{abstract}}}' is inside an element that shows tags as text",
      "HTML is only allowed in element content; use a text field here"
    ),
    (
      "<p>{{{data}}}</p>", "'{{{data}}}' is inside HTML",
      "json is only allowed inside <script type=\"application/json\">"
    ),
    (
      "{{#isNew}}<a href=\"{{/isNew}}",
      "'{{#isNew}}' begins in text but ends in the attribute 'href'",
      "open and close tags and quotes on the same side of it"
    ),
    (
      "{{^isNew}}<!--{{/isNew}}", "'{{^isNew}}' begins in text but ends in a comment",
      "open and close tags and quotes on the same side of it"
    ),
    (
      "<a {{#isNew}}href=\"x{{/isNew}}\">",
      "'{{#isNew}}' begins in a tag but ends in the attribute 'href'",
      "open and close tags and quotes on the same side of it"
    ),
    (
      "<p x{{#tags}}id=\"{{.}}\" {{/tags}}>",
      "a name directly follows a section inside a tag", "put a space between them"
    ),
    (
      "<p {{#tags}}n=\"{{.}}\" o{{/tags}}>",
      "'{{#tags}}' begins in a tag but ends in an attribute's name",
      "open and close tags and quotes on the same side of it"
    ),
    (
      "<p{{#isNew}} a=\"b\"{{/isNew}}c=\"d\">", "a name directly follows a section inside a tag",
      "put a space between them"
    ),
  ])
  func `an insertion that can't be escaped safely is an error`(
    page: String, message: String, hint: String
  ) {
    let found = problems(page)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(" error: \(message)\n  hint: \(hint)") == true, "\(found)")
  }

  @Test func `a template must not end inside markup`() {
    #expect(
      problems("<p title=\"{{title}}") == [
        """
        Templates/page.html:1:1: error: the template ends in the attribute 'title'
          hint: close it
        """
      ])
  }

  @Test func `a partial is escaped for the context of its tag`() {
    #expect(
      problems("<script>{{>card}}</script>", with: ["card.html": "{{title}}"]) == [
        """
        Templates/card.html:1:1: error: '{{title}}' is inside the element 'script' \
        (included by Templates/page.html:1)
          hint: pass it as json in <script type="application/json">, or in a 'data-' attribute
        """
      ])
  }
}

@Suite struct PlaceInXMLTests {
  @Test func `a feed contains escaped HTML and no forbidden characters`() throws {
    let feed = "<e a:b=\"{{title}}\"><t href='{{title}}'>{{abstract}}</t><!-- x --></e>"
    let paper = TestPaper(title: "a\u{1}\u{FFFE}\u{FEFF}<\u{1B}b\tc")
    #expect(
      try render(feed, as: "page.xml", paper) == """
        <e a:b="a\u{FEFF}&lt;b\tc"><t href='a\u{FEFF}&lt;b\tc'>&lt;p&gt;Less is &lt;em&gt;more\
        &lt;/em&gt;.&lt;/p&gt;</t><!-- x --></e>
        """)
  }

  @Test(arguments: [
    (
      "<a>{{{abstract}}}</a>", "'{{{abstract}}}' would put HTML into XML as it is",
      "write '{{abstract}}': HTML in feeds is escaped"
    ),
    (
      "<a><![CDATA[{{title}}]]></a>", "'{{title}}' is inside a CDATA section",
      "remove it, or move it elsewhere"
    ),
    (
      "<a b={{title}}/>", "'{{title}}' is inside an unquoted attribute value",
      "put quotes around the value"
    ),
  ])
  func `an insertion that breaks XML is an error`(page: String, message: String, hint: String) {
    #expect(
      problems(page, as: "page.xml").first?
        .hasSuffix(" error: \(message)\n  hint: \(hint)") == true)
  }

  @Test func `plain text is not escaped`() throws {
    #expect(try render("{{title}}", as: "page.txt") == "Attention & <friends>")
  }
}
