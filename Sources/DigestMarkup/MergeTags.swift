/// Placeholders that mail providers replace in a message: `{{ name }}`, `{% if %}`, `*|NAME|*`.
package enum MergeTags {
  /// Returns HTML that looks the same but has no placeholders, so that a provider inserts nothing
  /// into a title.
  package static func disarmed(_ html: SafeHTML) -> SafeHTML {
    var output: [UInt8] = []
    output.reserveCapacity(html.bytes.count)
    for (index, byte) in html.bytes.enumerated() {
      let next = index + 1 < html.bytes.count ? html.bytes[index + 1] : 0
      if byte == UInt8(ascii: "{"), "{%#".utf8.contains(next) {
        output += "&#123;".utf8
      } else if byte == UInt8(ascii: "*"), next == UInt8(ascii: "|") {
        output += "&#42;".utf8
      } else {
        output.append(byte)
      }
    }
    return SafeHTML(vouchedFor: output)
  }
}
