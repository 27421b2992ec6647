import DigestCore

/// Writes HTML with the few elements that every mail program supports; text is escaped.
package struct MailHTML {
  private var bytes: [UInt8] = []

  package init() {}

  package var finished: SafeHTML { SafeHTML(vouchedFor: bytes) }

  /// Writes an element; `name` is a literal such as `h2` or `p`, so it needs no escaping.
  package mutating func element(_ name: StaticString, _ content: (inout MailHTML) -> Void) {
    bytes += "<\(name)>".utf8
    content(&self)
    bytes += "</\(name)>\n".utf8
  }

  package mutating func text(_ text: String) { Escape.html(text, to: &bytes) }

  /// Writes HTML that is already safe.
  package mutating func html(_ html: SafeHTML) { bytes += html.bytes }

  /// Writes a link with text as its content.
  package mutating func link(_ name: String, _ href: SafeURL) {
    link(SafeHTML(escaping: name), href)
  }

  package mutating func link(_ name: SafeHTML, _ href: SafeURL) {
    bytes += "<a href=\"".utf8
    Escape.html(href.text, to: &bytes)
    bytes += "\">".utf8
    bytes += name.bytes
    bytes += "</a>".utf8
  }
}
