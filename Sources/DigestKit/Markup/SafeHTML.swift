/// HTML that may be published as it is.
///
/// Only `Markup/` and the template engine's output make one: text from content goes through
/// ``Escape`` or the Markdown renderer first. Templates accept no other type in `{{{ }}}`.
public struct SafeHTML: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Vouches for `bytes`; a test pins which files may call this.
  init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }

  public static let empty = SafeHTML(vouchedFor: [])

  public init(escaping text: String) {
    var bytes: [UInt8] = []
    Escape.html(text, to: &bytes)
    self.bytes = bytes
  }

  init(joining parts: [SafeHTML]) {
    bytes = parts.flatMap(\.bytes)
  }

  public var isEmpty: Bool { bytes.isEmpty }
}

/// JSON that may stand inside a `<script>` element: no `<`, `>`, `&`, U+2028 or U+2029 is raw.
public struct SafeJSON: Hashable, Sendable {
  public let bytes: [UInt8]

  init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }
}
