/// Writes the few elements that every mail program shows; all text is escaped.
struct MailHTML {
  private var bytes: [UInt8] = []

  var finished: SafeHTML { SafeHTML(vouchedFor: bytes) }

  /// `name` is one of ours: `h2` or `p`.
  mutating func element(_ name: StaticString, _ content: (inout MailHTML) -> Void) {
    bytes += "<\(name)>".utf8
    content(&self)
    bytes += "</\(name)>\n".utf8
  }

  mutating func text(_ text: String) { Escape.html(text, to: &bytes) }

  mutating func link(_ name: String, _ href: SafeURL) {
    bytes += "<a href=\"".utf8
    Escape.html(href.text, to: &bytes)
    bytes += "\">".utf8
    text(name)
    bytes += "</a>".utf8
  }
}
