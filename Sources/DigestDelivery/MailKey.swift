public import DigestCore
import DigestFiles
public import DigestModel
import Glibc

/// The owner's secret key, from which readers' unsubscribe tokens are derived.
public struct MailKey: Sendable {
  private let bytes: [UInt8]

  /// The minimum length in bytes; shorter keys could be guessed.
  static let minimum = 16

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the key, or creates the file with a new random key.
  ///
  /// Throws a ``SystemError`` if the key is too short or the file cannot be read or written.
  public init(path: String) throws(SystemError) {
    if let key = try MailKey.read(path) { bytes = key } else { bytes = try MailKey.make(path) }
  }

  /// Returns an address's token, the first 32 hexadecimal digits of its HMAC-SHA256 (RFC 2104).
  ///
  /// It never changes and does not reveal the address. The output of `printf %s ada@example.org |
  /// openssl dgst -sha256 -hmac "$(cat .digest/mail.key)"` begins with it.
  public func token(of mailbox: Mailbox) -> String {
    String(SHA256.hex(SHA256.code(of: Array(mailbox.key.utf8), key: bytes)).prefix(32))
  }

  private static func read(_ path: String) throws(SystemError) -> [UInt8]? {
    guard let file = try DeliveryFiles.read(path) else { return nil }
    let end = file.lastIndex { !ASCII.isSpace($0) }.map { $0 + 1 } ?? 0
    guard end >= minimum else {
      throw SystemError(
        "use the key", path: path,
        reason: "it has fewer than \(minimum) characters; remove the file to have one made")
    }
    return Array(file[..<end])
  }

  private static func make(_ path: String) throws(SystemError) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    let key = SHA256.hex((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    try DeliveryFiles.makeFolder(of: path)
    do throws(Errno) {
      let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      try file.write(Array((key + "\n").utf8))
      guard fsync(file.number) == 0 else { throw .last }
      try file.close()
    } catch { throw SystemError("write", path: path, reason: error.reason) }
    return Array(key.utf8)
  }
}
