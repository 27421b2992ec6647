import DigestCore

/// Writes a formula as TeX without the author's macros, in ASCII as far as TeX has commands:
/// `$ε \in \R$` → `\varepsilon\in\mathbb{R}`.
enum MathTeXWriter {
  /// Returns the TeX for `source`, or `source` itself if its macros cannot be expanded.
  static func tex(of source: ArraySlice<UInt8>, macros: MathMacros) -> String {
    do throws(MathError) {
      var tokens = try MathTokens(
        MathLexer.tokens(of: source), macros: macros, builtIn: MathMacros())
      var text = ""
      while true {
        let token = try tokens.next()
        if token.kind == .end { return text }
        append(token.kind, to: &text)
      }
    } catch {
      return String(decoding: source, as: UTF8.self)
    }
  }

  /// Returns the text of a URL, a name or a dimension, without the backslashes of escapes.
  static func text(of tokens: [MathToken]) -> String {
    tokens.reduce(into: "") { text, token in
      if case .command(let name) = token.kind, name.utf8.count == 1, name != "~" {
        text += name
      } else {
        text += source(of: token.kind)
      }
    }
  }

  private static func append(_ kind: MathToken.Kind, to text: inout String) {
    switch kind {
    // TeX would interpret these characters.
    case .character("%"): text += "\\%"
    case .character("#"), .parameter: text += "\\" + source(of: kind)
    case .character(let scalar) where !scalar.isASCII: append(scalar, to: &text)
    case .character(let scalar) where scalar.isASCIILetter && endsInCommand(text):
      text += " " + String(scalar)
    default: text += source(of: kind)
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if let (command, letter) = alphabets[scalar] {
      text += "\\\(command){\(letter)}"
    } else if let command = MathSymbols.commands[scalar] {
      text += "\\" + command
    } else if let script = MathScriptForms.plain(scalar) {
      text += (script.isSuper ? "^{" : "_{") + String(script.form) + "}"
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  /// The letters of the mathematical alphabets, with their commands in TeX.
  private static let alphabets: [Unicode.Scalar: (command: String, letter: Unicode.Scalar)] = {
    let fonts: [(String, MathFont)] = [
      ("mathbb", MathFont(family: .doubleStruck)), ("mathcal", MathFont(family: .script)),
      ("mathfrak", MathFont(family: .fraktur)), ("mathbf", MathFont(family: .roman, isBold: true)),
    ]
    var alphabets: [Unicode.Scalar: (command: String, letter: Unicode.Scalar)] = [:]
    for (command, font) in fonts {
      for letter in Array(0x41...0x5A) + Array(0x61...0x7A) {
        let letter = Unicode.Scalar(UInt8(letter))
        alphabets[font.letter(letter)] = (command, letter)
      }
    }
    return alphabets
  }()

  /// Whether `text` ends in a command, from which a letter must be separated by a space.
  private static func endsInCommand(_ text: String) -> Bool {
    let letters = text.utf8.reversed().prefix { ASCII.isLetter($0) }.count
    return letters > 0 && text.utf8.dropLast(letters).last == UInt8(ascii: "\\")
  }

  private static func source(of kind: MathToken.Kind) -> String {
    switch kind {
    case .character(let scalar): String(scalar)
    case .command("~"): "~"
    case .command(let name): "\\" + name
    case .space: " "
    case .open: "{"
    case .close: "}"
    case .superscript: "^"
    case .subscript: "_"
    case .align: "&"
    case .dollar: "$"
    case .parameter(let number): "#\(number)"
    case .end: ""
    }
  }
}
