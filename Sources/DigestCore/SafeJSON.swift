/// JSON that is safe inside a `<script>` element: `<`, `>`, `&`, U+2028 and U+2029 are escaped.
public struct SafeJSON: Hashable, Sendable {
  public let bytes: [UInt8]

  package init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }
}
