/// JSON that may stand inside a `<script>` element: no `<`, `>`, `&`, U+2028 or U+2029 is raw.
public struct SafeJSON: Hashable, Sendable {
  public let bytes: [UInt8]

  package init(vouchedFor bytes: [UInt8]) {
    self.bytes = bytes
  }
}
