package import DigestCore

/// Readers for types of values that only papers and pages have.
extension FieldReader {
  /// Reads tags, each of at most 100 bytes, with their positions.
  package mutating func tags(_ node: YAMLNode) -> [(text: String, mark: YAMLMark)] {
    let tags = texts(node, of: "tags", limit: FieldLimits.tags)
    for tag in tags where tag.text.utf8.count > 100 {
      error(
        tag.mark, "a tag of more than 100 bytes", hint: "is a '- ' missing before the next tag?")
    }
    return tags
  }

  /// Reads former paths of a page, which end in `.html` or `/`, with their positions.
  package mutating func aliases(_ node: YAMLNode) -> [(path: SitePath, mark: YAMLMark)] {
    texts(node, of: "paths").compactMap { text, mark in
      let relative = text.utf8.first == UInt8(ascii: "/") ? String(text.dropFirst()) : text
      let isPage = relative.hasSuffix(".html") || relative.hasSuffix("/")
      let file = relative.hasSuffix("/") ? relative + SitePath.home.text : relative
      if isPage, !file.hasPrefix("."), let path = SitePath(file) { return (path, mark) }
      error(
        mark, "alias '\(text)' is not the path of a page",
        hint: "write it relative to the site's root, such as 'old/name.html' or 'old/name/'")
      return nil
    }
  }

  /// Reads a slug, or returns `nil` if it is invalid.
  package mutating func slug(_ node: YAMLNode) -> String? {
    guard let text = requiredText(node) else { return nil }
    if Slug.isValid(text) { return text }
    let folded = Slug.ofFile(named: text).map { "try '\($0)'" }
    error(
      node.mark, "'slug' must be lower-case letters, digits, '.', '-' and '_', not '\(text)'",
      hint: folded)
    return nil
  }

  static let languageForm = "a language tag such as en or pt-BR"

  /// Reads a language tag, or returns `nil` if it is malformed.
  mutating func languageTag(_ node: YAMLNode) -> String? {
    parsed(node, as: FieldReader.languageForm, FieldReader.languageTag)
  }

  /// Returns a text that consists of groups of letters and digits (RFC 5646), such as `en` or
  /// `pt-BR`.
  static func languageTag(_ text: String) -> String? {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isPlain = groups.allSatisfy { group in
      (1...8).contains(group.count) && group.allSatisfy(ASCII.isAlphanumeric)
    }
    return isPlain && (2...3).contains(groups[0].count) ? text : nil
  }
}
