/// A fenced code block in a Markdown file.
struct MarkdownBlock: Sendable {
  /// The heading above the block.
  let heading: String
  let language: String
  /// The line of the opening fence, from 1.
  let line: Int
  let lines: [String]

  /// A command with the output below it.
  struct Command: Sendable {
    let line: Int
    let text: String
    /// The lines of output; `nil` if the block shows no output at all.
    let output: [String]?
  }

  /// The commands that a reader would type: lines after `$ ` in `console`, all lines in `sh`.
  var commands: [Command] {
    switch language {
    case "console": transcript
    case "sh":
      zip(1..., lines).filter { !$1.isEmpty }
        .map { Command(line: line + $0, text: $1, output: nil) }
    default: []
    }
  }

  private var transcript: [Command] {
    var commands: [Command] = []
    for (number, text) in zip(1..., lines) {
      if text.hasPrefix("$ ") {
        commands.append(
          Command(line: line + number, text: String(text.dropFirst(2)), output: []))
      } else if let last = commands.popLast() {
        commands.append(
          Command(line: last.line, text: last.text, output: (last.output ?? []) + [text]))
      }
    }
    return commands
  }

  static func all(in text: String) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var heading = ""
    var open: (language: String, line: Int, lines: [String])?
    for (number, line) in zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)) {
      if let block = open, line == "```" {
        blocks.append(
          MarkdownBlock(
            heading: heading, language: block.language, line: block.line, lines: block.lines))
        open = nil
      } else if open != nil {
        open?.lines.append(String(line))
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), number, [])
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" }.dropFirst())
      }
    }
    return blocks
  }
}
