import DigestCore

/// Commands that hold for all that follows, up to another one.
extension TeXParser {
  /// `false` where the command is none of these.
  mutating func block(_ name: ArraySlice<UInt8>, _ after: Int) -> Bool {
    if isVerbatim { return false }
    switch TeXCommands.text(name) {
    case "begin": return environment(after)
    case "end":
      guard let group = source.group(at: after, before: end) else { return false }
      position = group.upperBound + 1
    case "documentclass":
      // Springer writes each formula twice, first as a document of its own.
      guard let close = find(#"\end{document}"#, from: after) else { return false }
      position = close + 14
    case "ifmmode":
      guard let text = find(#"\else"#, from: after) else { return false }
      position = source.skippingSpaces(from: text + 5, before: end)
    case "item":
      if !text(endsIn: 0x20) { space() }
      position = source.skippingSpaces(from: after, before: end)
      append("• ", skipping: 0)
    default: return false
    }
    return true
  }

  /// Formulas on lines of their own; of other environments only the content is shown.
  private mutating func environment(_ after: Int) -> Bool {
    guard let group = source.group(at: after, before: end) else { return false }
    let name = TeXCommands.text(source.bytes[group])
    let start = group.upperBound + 1
    guard let wrapper = TeXParser.formulas[name], let close = find("\\end{\(name)}", from: start)
    else {
      position = source.skippingOption(from: start, before: end)
      return true
    }
    let body = Array(source.bytes[start..<close])
    let inner =
      wrapper.isEmpty
      ? body : Array("\\begin{\(wrapper)}".utf8) + body + Array("\\end{\(wrapper)}".utf8)
    append(.math(Array("$$".utf8) + inner + Array("$$".utf8)))
    position = close + name.utf8.count + 6
    return true
  }

  /// Environments of formulas → that of the same form within a formula, if it needs one.
  private static let formulas: [String: String] = [
    "equation": "", "equation*": "", "displaymath": "", "math": "", "align": "aligned",
    "align*": "aligned", "eqnarray": "aligned", "eqnarray*": "aligned", "gather": "gathered",
    "gather*": "gathered", "multline": "gathered", "multline*": "gathered",
  ]
}

/// `\micro\metre` → µm, as siunitx has it.
enum TeXUnits {
  static func text(_ source: ArraySlice<UInt8>) -> String {
    let words = String(decoding: source, as: UTF8.self).split {
      $0 == "\\" || $0 == " " || $0 == "~"
    }
    return words.map { units[String($0)] ?? String($0) }.joined()
  }

  private static let units: [String: String] = [
    "micro": "µ", "milli": "m", "nano": "n", "pico": "p", "femto": "f", "kilo": "k", "mega": "M",
    "giga": "G", "tera": "T", "peta": "P", "centi": "c", "deci": "d", "metre": "m", "meter": "m",
    "gram": "g", "kilogram": "kg", "second": "s", "minute": "min", "hour": "h", "day": "d",
    "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N",
    "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V", "ohm": "Ω", "farad": "F",
    "tesla": "T", "litre": "l", "liter": "l", "percent": "%", "degree": "°", "celsius": "°C",
    "degreeCelsius": "°C", "electronvolt": "eV", "byte": "B", "bit": "bit", "per": "/",
    "squared": "²", "cubed": "³", "square": "", "angstrom": "Å", "decibel": "dB", "bel": "B",
    "um": "µm", "nm": "nm", "mm": "mm", "cm": "cm", "km": "km", "ms": "ms", "us": "µs",
    "ns": "ns", "GHz": "GHz", "MHz": "MHz", "kHz": "kHz", "Hz": "Hz", "GeV": "GeV",
    "MeV": "MeV", "keV": "keV", "eV": "eV", "TeV": "TeV",
  ]
}

/// Formulas whose every sign was escaped, as PMLR's files have them.
///
/// For instance `\$i\\in[K]\$` → `$i\in[K]$`, `PH\$^2\$` → `PH$^2$`; `\$5 and \$6` stays.
enum TeXEscapedFormulas {
  private static let dollar = Array("\\$".utf8)
  private static let longest = 400

  static func restored(_ text: [UInt8]) -> [UInt8] {
    guard let first = dollarIndex(text, 0) else { return text }
    var result = Array(text[..<first])
    var index = first
    while index < text.count {
      if let close = formulaEnd(text, index) {
        result += [UInt8(ascii: "$")] + unescaped(text[(index + 2)..<close]) + [UInt8(ascii: "$")]
        index = close + 2
      } else {
        result.append(text[index])
        index += 1
      }
      let next = dollarIndex(text, index) ?? text.count
      result += text[index..<next]
      index = next
    }
    return result
  }

  private static func dollarIndex(
    _ text: [UInt8], _ start: Int, before end: Int = .max
  ) -> Int? {
    var index = start
    let end = min(end, text.count)
    while index + 1 < end {
      if text[index] == UInt8(ascii: "\\") {
        if text[index + 1] == UInt8(ascii: "$") { return index }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// Where the `\$` stands that closes a formula which can be nothing else.
  private static func formulaEnd(_ text: [UInt8], _ start: Int) -> Int? {
    guard let close = dollarIndex(text, start + 2, before: start + longest) else { return nil }
    let body = text[(start + 2)..<close]
    guard let first = body.first, first != 0x20 || body.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    return isFormula(body) ? close : nil
  }

  private static func isFormula(_ body: ArraySlice<UInt8>) -> Bool {
    if body.count == 1 { return body.first.map(ASCII.isLetter) == true }
    if body.contains(UInt8(ascii: "^")) && !body.contains(0x20) { return true }
    for index in body.indices.dropLast() where body[index] == UInt8(ascii: "\\") {
      let next = body[index + 1]
      if next == UInt8(ascii: "\\") || "_{}^".utf8.contains(next) || ASCII.isLetter(next) {
        return true
      }
    }
    return false
  }

  private static func unescaped(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = body.startIndex
    while index < body.endIndex {
      let isEscape =
        body[index] == UInt8(ascii: "\\") && index + 1 < body.endIndex
        && "\\_{}^".utf8.contains(body[index + 1])
      if isEscape { index += 1 }
      result.append(body[index])
      index += 1
    }
    return result
  }
}
