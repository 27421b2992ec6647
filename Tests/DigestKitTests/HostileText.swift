/// Hostile text written for digest, so that every protection has cases in the repository.
enum HostileText {
  /// Text that runs as code unless it is escaped.
  static let scripts = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "\"><script>alert(1)</script>", "' onmouseover=alert(1) x='",
    "\" autofocus onfocus=alert(1) \"",
    "</title><script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>",
    "<!--<script>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "[x](JaVaScRiPt&#58;alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)", "<javascript:alert(1)>",
    "[x](java\tscript:alert(1))",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<math><mtext><script>alert(1)</script>",
    "$\\text{<img src=x onerror=alert(1)>}$", "{{title}}", "{{{title}}}", "{{> card}}",
    "{{=<% %>=}}", "\\href{javascript:alert(1)}{x}", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{background:url(javascript:alert(1))}</style>", "<base href=//evil.example>",
    "<form action=//evil.example><input name=q>", "<a href=\"vbscript:x\">x</a>",
  ]

  /// Text that trips parsers, terminals and file systems.
  static let strings = [
    "", " ", "\t", "\u{0}", "\u{1}\u{7F}", "\u{FEFF}", "\u{FFFE}", "\u{202E}moc.elpmaxe",
    "\u{200B}",
    "\u{1B}[31mred", "null", "true", "no", "~", "- a", "? a", ": a", "# a", "a: b", "a #b", "'",
    "\"",
    "'''", "\\", "%", "@", "`", "&a", "*a", "!a", "!!binary", "| a", "> a", "---", "...", "{}",
    "[]",
    "0x1F", "0o17", "1e3", "2025-01-01", "12:30:45", ".inf", "=", "<<", "a\nb", "a\r\nb", "a\rb",
    "é", "e\u{301}", "ﬀ", "İ", "ß", "深度学习", "👩‍👩‍👧", "\u{1F1E9}\u{1F1EA}", "T̶h̶i̶s̶", "مرحبا",
    "con", "nul.md", "aux", ".", "..", "a.", "a ", String(repeating: "a", count: 300),
    "$", "$$", "$a", "\\(", "\\", "\\begin{x}", "{", "}", "{{", "}}", "\\frac", "^", "_", "$x$ $",
    "5$",
  ]

  /// Spellings of paths that lead out of a folder; `{FILE}` is the file to steal.
  static let traversal = [
    "../{FILE}", "../../{FILE}", "/../{FILE}", "//{FILE}", "..\\{FILE}", "..%2f{FILE}",
    "%2e%2e/{FILE}",
    "%2e%2e%2f{FILE}", "..%252f{FILE}", "%252e%252e%252f{FILE}", "..%c0%af{FILE}", "..%5c{FILE}",
    "....//{FILE}", "..;/{FILE}", "./../{FILE}", "a/../../{FILE}", "%00/../{FILE}",
    "../{FILE}%00.html",
    "/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", "..%u2215{FILE}",
    "%uff0e%uff0e/{FILE}",
    "..%ef%bc%8f{FILE}", "/%2e%2e/%2e%2e/{FILE}", ".%2e/{FILE}", "%2e./{FILE}", "..//{FILE}",
    "../{FILE}?x=.html",
    "../{FILE}#.html", "/./././../{FILE}", "\\\\..\\{FILE}",
  ]
}
