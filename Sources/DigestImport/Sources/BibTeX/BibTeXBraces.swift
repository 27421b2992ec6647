import DigestCore
import DigestMarkup

/// Takes away the braces that only protect capitals or hold words together.
///
/// For instance `{BERT}: {A {\"U}ber} $x_{i}$` → `BERT: A {\"U}ber $x_{i}$`: those of commands and
/// formulas stay.
enum BibTeXBraces {
  static func removed(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var remover = Remover(Array(text.utf8))
    return String(decoding: remover.run(), as: UTF8.self)
  }

  private struct Remover {
    private let text: [UInt8]
    private var kept: [UInt8] = []
    /// Of each open brace, whether it stays.
    private var open: [Bool] = []
    private var position = 0

    init(_ text: [UInt8]) {
      self.text = text
    }

    mutating func run() -> [UInt8] {
      while position < text.count {
        switch text[position] {
        case UInt8(ascii: "\\"): command()
        case UInt8(ascii: "$"): formula()
        case UInt8(ascii: "{"): brace(stays: isCommand(at: position + 1))
        case UInt8(ascii: "}"): close()
        default: take(1)
        }
      }
      return kept
    }

    private mutating func take(_ count: Int) {
      kept += text[position..<min(text.count, position + count)]
      position += count
    }

    private func isCommand(at index: Int) -> Bool {
      index < text.count && text[index] == UInt8(ascii: "\\")
    }

    /// The command's name, and the brace of its argument.
    private mutating func command() {
      let name = text[(position + 1)...].prefix(while: ASCII.isLetter)
      take(max(2, 1 + name.count))
      takeArgument()
    }

    private mutating func takeArgument() {
      let spaces = text[min(position, text.count)...].prefix { $0 == 0x20 }.count
      let index = position + spaces
      guard index < text.count, text[index] == UInt8(ascii: "{") else { return }
      take(spaces)
      brace(stays: true)
    }

    private mutating func brace(stays: Bool) {
      open.append(stays)
      if stays { take(1) } else { position += 1 }
    }

    private mutating func close() {
      guard let stays = open.popLast() else { return position += 1 }
      guard stays else { return position += 1 }
      take(1)
      // The second argument of `\\href{…}{…}`.
      if position < text.count, text[position] == UInt8(ascii: "{") { brace(stays: true) }
    }

    private mutating func formula() {
      guard let end = MathSpan.end(in: text[...], at: position) else { return take(1) }
      take(end - position)
    }
  }
}
