import DigestCore

/// HTML that is safe to publish.
///
/// Only this module and the template engine create it: text from content goes through ``Escape`` or
/// the Markdown renderer first. Templates accept no other type in `{{{ }}}`.
public struct SafeHTML: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Wraps bytes that the caller knows to be safe; a test lists the files that may call this.
  package init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }

  public static let empty = SafeHTML(vouchedFor: [])

  /// Creates HTML that shows `text`.
  public init(escaping text: String) {
    var bytes: [UInt8] = []
    Escape.html(text, to: &bytes)
    self.bytes = bytes
  }

  package init(joining parts: [SafeHTML]) {
    bytes = parts.flatMap(\.bytes)
  }

  public var isEmpty: Bool { bytes.isEmpty }
}
