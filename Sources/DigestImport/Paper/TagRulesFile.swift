import DigestCore
import DigestModel

/// Parses `Content/tags.yml`: a map of tags, each with a list of phrases.
extension TagRules {
  static func parse(_ bytes: [UInt8], diagnostics: inout [Diagnostic]) -> TagRules? {
    var problems = TextCheck.problems(in: bytes, path: path)
    defer { diagnostics += problems }
    guard problems.isEmpty else { return nil }
    let text = TextCheck.normalized(bytes)
    guard let node = YAML.parse(text[...], path: path, diagnostics: &problems) else { return nil }
    guard case .map(let entries, _) = node else {
      problems.append(
        problem(
          node.mark, "tag rules are a map of tags",
          "write 'tag name:' and below it one phrase a line, each after '- '"))
      return nil
    }
    let rules = entries.compactMap { rule($0, &problems) }
    return problems.isEmpty ? TagRules(rules) : nil
  }

  private static func rule(
    _ entry: YAMLNode.Entry, _ problems: inout [Diagnostic]
  ) -> (tag: String, phrases: [String])? {
    if entry.key.text.isEmpty {
      problems.append(problem(entry.key.mark, "a tag without a name", "write 'tag name:'"))
      return nil
    }
    guard case .list(let nodes, _) = entry.value else {
      problems.append(
        problem(
          entry.value.mark, "the tag '\(entry.key.text)' needs a list of phrases",
          "write one phrase a line, each after '- '"))
      return nil
    }
    return (entry.key.text, nodes.compactMap { phrase($0, &problems) })
  }

  private static func phrase(_ node: YAMLNode, _ problems: inout [Diagnostic]) -> String? {
    if case .scalar(let scalar) = node, !PhraseWords(Array(scalar.text.utf8)).folded.isEmpty {
      return scalar.text
    }
    problems.append(
      problem(
        node.mark, "a phrase must be words",
        "put a phrase that holds ': ' or begins with a sign in quotes"))
    return nil
  }

  private static func problem(_ mark: YAMLMark, _ message: String, _ hint: String) -> Diagnostic {
    Diagnostic(path: path, line: mark.line, column: mark.column, message: message, hint: hint)
  }
}
