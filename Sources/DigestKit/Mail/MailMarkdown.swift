import DigestCore
import DigestMarkup

/// Renders a mail as Markdown, for mail providers and websites that accept it.
struct MailMarkdown {
  private let mail: MailDocument
  private var blocks: [String] = []

  static func render(_ mail: MailDocument, unsubscribe: String?) -> String {
    var markdown = MailMarkdown(mail: mail)
    markdown.head()
    markdown.issue(mail.issue.view)
    markdown.foot(unsubscribe)
    return markdown.blocks.joined(separator: "\n\n") + "\n"
  }

  private init(mail: MailDocument) {
    self.mail = mail
  }

  /// Begins with text, because a rule on the first line would be taken for front matter.
  private mutating func head() {
    let web = MailMarkdown.link("Read on the web", mail.issue.view.web)
    blocks.append("\(Noun.paper.counted(mail.issue.view.count)) · \(web)")
    if let intro = mail.intro { blocks.append(intro) }
  }

  private mutating func issue(_ issue: MailIssueView) {
    if let cut = issue.cut { blocks.append("*\(cut)*") }
    for group in issue.groups {
      if let heading = group.heading { blocks.append("## \(heading)") }
      for paper in group.papers { entry(paper) }
    }
    if issue.titles.isEmpty { return }
    blocks.append("## More papers")
    blocks.append(
      issue.titles.map { "- " + MailMarkdown.link($0.name, $0.href) }.joined(separator: "\n"))
  }

  private mutating func entry(_ paper: MailPaperView) {
    blocks.append("### " + MailMarkdown.link(paper.title, paper.href))
    for (label, reason) in [("Retracted", paper.retracted), ("Withdrawn", paper.withdrawn)] {
      if let reason { blocks.append("**\(label):** \(MailMarkdown.escaped(reason))") }
    }
    let links = paper.links.map { MailMarkdown.link($0.name, $0.href) }
    let facts = [paper.byline.map(MailMarkdown.escapedLine)].compactMap { $0 } + links
    if !facts.isEmpty { blocks.append(facts.joined(separator: " · ")) }
    if let excerpt = paper.excerpt { blocks.append(MailMarkdown.escapedLine(excerpt)) }
  }

  private mutating func foot(_ unsubscribe: String?) {
    if let outro = mail.outro { blocks.append(outro) }
    if !mail.postalAddress.isEmpty {
      blocks.append(mail.postalAddress.map(MailMarkdown.escapedLine).joined(separator: "  \n"))
    }
    if let unsubscribe { blocks.append("[Unsubscribe](<\(unsubscribe)>)") }
  }
}

extension MailMarkdown {
  /// Returns a link; characters of the address that Markdown or a provider could interpret are
  /// percent-encoded.
  private static func link(_ name: String, _ href: SafeURL?) -> String {
    guard let href else { return escaped(name) }
    var address: [UInt8] = []
    for byte in href.text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): address += "%3C".utf8
      case UInt8(ascii: ">"): address += "%3E".utf8
      case UInt8(ascii: "("): address += "%28".utf8
      case UInt8(ascii: ")"): address += "%29".utf8
      case UInt8(ascii: "\\"): address += "%5C".utf8
      case UInt8(ascii: "*"): address += "%2A".utf8
      case UInt8(ascii: "{"): address += "%7B".utf8
      case UInt8(ascii: " "): address += "%20".utf8
      default: address.append(byte)
      }
    }
    return "[\(escaped(name))](\(String(decoding: address, as: UTF8.self)))"
  }

  /// Escapes everything that a flavour of Markdown or a mail provider could interpret.
  ///
  /// Uses a backslash where every flavour supports it, else a character reference.
  static func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "#"), UInt8(ascii: "!"):
        output += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): output += entity(byte)
      case UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "="),
        UInt8(ascii: "{"):
        output += "&#\(byte);".utf8
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func entity(_ byte: UInt8) -> [UInt8] {
    var entity: [UInt8] = []
    Escape.html([byte], to: &entity)
    return entity
  }

  /// Escapes text at the start of a line, where it could also begin a list or a rule.
  static func escapedLine(_ text: String) -> String {
    let escaped = escaped(text)
    let digits = escaped.utf8.prefix(while: ASCII.isDigit)
    let sign = escaped.utf8.dropFirst(digits.count).first
    guard let sign, "-+.)".utf8.contains(sign), digits.isEmpty == "-+".utf8.contains(sign) else {
      return escaped
    }
    let rest = escaped.utf8.dropFirst(digits.count)
    return String(Substring(digits)) + "\\" + String(Substring(rest))
  }
}
