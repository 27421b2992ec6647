import DigestCore
import DigestDelivery
import DigestModel
import ArgumentParser
import DigestKit
import Glibc

/// Reads lists of readers and makes readers' tokens.
enum MailReaders {
  /// Reads a list: `list` is a file, `-` for standard input, or a single address.
  static func read(_ list: String) throws -> [Mailbox] {
    if list == "-" { return try parse(try standardInput(), path: "standard input") }
    if let bytes = try DeliveryFiles.read(list) { return try parse(bytes, path: list) }
    guard list.contains("@") else {
      throw SystemError("read", path: list, reason: "No such file or directory")
    }
    return try parse(Array(list.utf8), path: "--to")
  }

  private static func parse(_ bytes: [UInt8], path: String) throws -> [Mailbox] {
    var warnings: [Diagnostic] = []
    let list = try MailList.parse(bytes, path: path, diagnostics: &warnings)
    Terminal.printError(warnings)
    if list.isEmpty { throw SystemError("use the list", path: path, reason: "it has no address") }
    return list
  }

  private static func standardInput() throws -> [UInt8] {
    var (bytes, part) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while true {
      let count = Glibc.read(STDIN_FILENO, &part, part.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        let reason = String(cString: strerror(errno))
        throw SystemError("read", path: "standard input", reason: reason)
      }
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }

  /// Returns a function that adds tokens to readers, if the unsubscribe address contains one.
  ///
  /// Creates the key if it is missing.
  static func tokens(_ settings: MailSettings, _ site: String) throws -> (Mailbox) -> MailReader {
    guard settings.unsubscribe.contains(where: \.needsToken) else {
      return { MailReader(mailbox: $0, token: "") }
    }
    let key = try MailKey(path: path(settings.keyFile, in: site))
    return { MailReader(mailbox: $0, token: key.token(of: $0)) }
  }

  /// Resolves a path in site.yml against the site's folder.
  private static func path(_ file: String, in site: String) -> String {
    file.hasPrefix("/") || site == "." ? file : "\(site)/\(file)"
  }

  static func printTokens(_ list: [Mailbox], _ settings: MailSettings, _ site: String) throws {
    let key = try MailKey(path: path(settings.keyFile, in: site))
    for mailbox in list { Terminal.print("\(key.token(of: mailbox)) \(mailbox.address)") }
  }
}
