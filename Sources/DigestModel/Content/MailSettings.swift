import DigestMarkup

/// The settings for mail, from `mail:` in `site.yml`.
public struct MailSettings: Sendable {
  /// The sender; `nil` if none is set, which sending requires.
  public var from: Mailbox?
  /// The address for replies, if it differs from ``from``.
  public var replyTo: Mailbox?
  public var listID: ListID?
  /// The addresses for unsubscribing: a web address, a mail address, or both.
  public var unsubscribe: [UnsubscribeAddress] = []
  /// The sender's postal address, line by line.
  public var postalAddress: [String] = []
  /// Markdown above the papers.
  package var intro: String?
  /// Markdown below the papers.
  package var outro: String?
  /// Whether papers' images are shown.
  public var hasThumbnails = false
  /// The program, with its arguments, that sends a message like `sendmail -t`.
  public var command: [String]?
  /// The file of the key for readers' tokens, relative to the site's folder.
  public var keyFile = ".digest/mail.key"
  /// The number of seconds between two messages.
  public var pause = 0
  /// The position of `mail:` in the file.
  package var mark = YAMLMark(line: 1, column: 1)
}

extension Schema where Target == MailSettings {
  static let mail = Schema<MailSettings>(
    hint: """
      the keys are from, reply_to, list_id, unsubscribe, postal_address, intro, outro, thumbnails, \
      command, key_file, pause
      """,
    [
      "from": { mail, node, reader in mail.from = reader.mailbox(node) },
      "reply_to": { mail, node, reader in mail.replyTo = reader.mailbox(node) },
      "list_id": { mail, node, reader in
        mail.listID = reader.header(node) { text throws(Mailbox.Problem) in try ListID(text) }
      },
      "unsubscribe": { mail, node, reader in mail.unsubscribe = reader.unsubscribe(node) },
      "postal_address": { mail, node, reader in mail.postalAddress = reader.lines(node) },
      "intro": { mail, node, reader in mail.intro = reader.markdown(node) },
      "outro": { mail, node, reader in mail.outro = reader.markdown(node) },
      "thumbnails": { mail, node, reader in mail.hasThumbnails = reader.flag(node) },
      "command": { mail, node, reader in mail.command = reader.command(node) },
      "key_file": { mail, node, reader in
        mail.keyFile = reader.requiredText(node) ?? mail.keyFile
      },
      "pause": { mail, node, reader in
        mail.pause = reader.wholeNumber(node, in: 0...3600) ?? mail.pause
      },
    ])
}

extension FieldReader {
  /// Reads the settings; a value with an error keeps its default.
  package mutating func mailSettings(_ node: YAMLNode) -> MailSettings {
    var mail = MailSettings()
    mail.mark = node.mark
    let hint = "write indented lines such as 'from: news@example.org' below 'mail:'"
    guard let entries = map(node, of: "a map of fields", hint: hint) else { return mail }
    Schema<MailSettings>.mail.read(entries, into: &mail, with: &self)
    return mail
  }

  fileprivate mutating func mailbox(_ node: YAMLNode) -> Mailbox? {
    header(node) { text throws(Mailbox.Problem) in try Mailbox(text) }
  }

  /// Reads a value for a header field, where a line break could begin another field.
  fileprivate mutating func header<Value>(
    _ node: YAMLNode, _ make: (String) throws(Mailbox.Problem) -> Value
  ) -> Value? {
    guard let text = rawText(node) else { return nil }
    do { return try make(text) } catch {
      self.error(node.mark, "'\(key)': \(error.message)", hint: error.hint)
      return nil
    }
  }

  /// Reads one address, or a list of a web address and a mail address.
  fileprivate mutating func unsubscribe(_ node: YAMLNode) -> [UnsubscribeAddress] {
    let nodes = if case .list(let nodes, _) = node { nodes } else { [node] }
    return nodes.compactMap { node in
      guard let text = rawText(node) else { return nil }
      do throws(Mailbox.Problem) { return try UnsubscribeAddress(text) } catch {
        self.error(node.mark, error.message, hint: error.hint)
        return nil
      }
    }
  }

  /// Reads words separated by spaces, or a list of words that may contain spaces.
  fileprivate mutating func command(_ node: YAMLNode) -> [String]? {
    let words =
      if case .list(let nodes, _) = node {
        nodes.compactMap { requiredText($0) }
      } else {
        requiredText(node)?.split(separator: " ").map(String.init) ?? []
      }
    return words.isEmpty ? nil : words
  }

  /// Reads the lines of a block, or the entries of a list; empty ones are dropped.
  fileprivate mutating func lines(_ node: YAMLNode) -> [String] {
    let texts =
      if case .list(let nodes, _) = node { nodes.compactMap { rawText($0) } } else {
        (rawText(node) ?? "").split(separator: "\n").map(String.init)
      }
    return texts.map(FieldReader.tidied).filter { !$0.isEmpty }
  }

  /// Reads Markdown for a mail, in which relative links are errors: there is no page to resolve
  /// them.
  fileprivate mutating func markdown(_ node: YAMLNode) -> String? {
    guard let text = rawText(node) else { return nil }
    let bytes = Array(text.utf8)
    if let problem = MarkdownLimits.problem(in: bytes[...]) {
      error(node.mark, "'\(key)': \(problem.message)", hint: problem.hint)
      return nil
    }
    var relative: [String] = []
    let body = Markdown.render(bytes[...], firstLine: 1, macros: macros) { url in
      relative.append(url)
      return url
    }
    for url in relative + body.refusedLinks.map(\.url) {
      error(
        node.mark, "'\(key)' links to '\(url)', which leads nowhere from a mail",
        hint: "write the address whole, beginning with https://")
    }
    return text
  }
}
