import DigestCore

/// Composes accented letters in NFC: `\'e`, `\"{o}`, `\v{c}`, `\c c` → é, ö, č, ç.
enum TeXAccent {
  /// Whether `byte` is an accent as a command, such as the `'` of `\'`.
  static func isSign(_ byte: UInt8) -> Bool { signs[byte] != nil }

  static func isLetterAccent(_ name: ArraySlice<UInt8>) -> Bool {
    name.count == 1 && name.first.map { named[$0] != nil } == true
  }

  /// The accent of a punctuation command such as `\'`.
  static func sign(_ byte: UInt8) -> Accent? { signs[byte] }
  /// The accent of a letter command such as `\v`.
  static func named(_ byte: UInt8) -> Accent? { named[byte] }

  struct Accent: Sendable {
    let combining: Unicode.Scalar
    /// The letters that Unicode has precomposed with the accent, and their precomposed forms.
    fileprivate let pairs: [Unicode.Scalar: Unicode.Scalar]

    fileprivate init(_ combining: Unicode.Scalar, _ bases: String, _ composed: String) {
      self.combining = combining
      pairs = Dictionary(
        uniqueKeysWithValues: zip(bases.unicodeScalars, composed.unicodeScalars))
    }

    /// Returns `text` with the accent on its first letter; `nil` if it begins with no letter.
    func applied(to text: String) -> String? {
      guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else {
        return nil
      }
      let base = first == "ı" ? "i" : first == "ȷ" ? "j" : first
      let rest = text.unicodeScalars.dropFirst()
      if let composed = pairs[base] { return String(composed) + String(rest) }
      return String(base) + String(combining) + String(rest)
    }
  }

  private static let signs: [UInt8: Accent] = [
    UInt8(ascii: "`"): Accent(
      "\u{300}", "AEIOUaeiouNnWwYyÂâÊêÔôĂăƠơƯưÜü", "ÀÈÌÒÙàèìòùǸǹẀẁỲỳẦầỀềỒồẰằỜờỪừǛǜ"),
    UInt8(ascii: "'"): Accent(
      "\u{301}", "AEIOUYaeiouyCcGgKkLlMmNnPpRrSsWwZzÂâÊêÔôĂăƠơƯưÜüÆæØøÅåÇç",
      "ÁÉÍÓÚÝáéíóúýĆćǴǵḰḱĹĺḾḿŃńṔṕŔŕŚśẂẃŹźẤấẾếỐốẮắỚớỨứǗǘǼǽǾǿǺǻḈḉ"),
    UInt8(ascii: "^"): Accent(
      "\u{302}", "AEIOUaeiouCcGgHhJjSsWwYyZz", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑ"),
    UInt8(ascii: "\""): Accent(
      "\u{308}", "AEIOUaeiouYyHhWwXxt", "ÄËÏÖÜäëïöüŸÿḦḧẄẅẌẍẗ"),
    UInt8(ascii: "~"): Accent(
      "\u{303}", "ANOanoIiUuEeYyVvÂâÊêÔôĂăƠơƯư", "ÃÑÕãñõĨĩŨũẼẽỸỹṼṽẪẫỄễỖỗẴẵỠỡỮữ"),
    UInt8(ascii: "="): Accent("\u{304}", "AaEeIiOoUuYyGgÆæ", "ĀāĒēĪīŌōŪūȲȳḠḡǢǣ"),
    UInt8(ascii: "."): Accent(
      "\u{307}", "CcEeGgIZzAaBbDdFfHhMmNnOoPpRrSsTtWwXxYy",
      "ĊċĖėĠġİŻżȦȧḂḃḊḋḞḟḢḣṀṁṄṅȮȯṖṗṘṙṠṡṪṫẆẇẊẋẎẏ"),
  ]

  private static let named: [UInt8: Accent] = [
    UInt8(ascii: "h"): Accent(
      "\u{309}", "AaEeIiOoUuYyÂâÊêÔôĂăƠơƯư", "ẢảẺẻỈỉỎỏỦủỶỷẨẩỂểỔổẲẳỞởỬử"),
    UInt8(ascii: "t"): Accent("\u{361}", "", ""),
    UInt8(ascii: "u"): Accent("\u{306}", "AaEeGgIiOoUu", "ĂăĔĕĞğĬĭŎŏŬŭ"),
    UInt8(ascii: "v"): Accent(
      "\u{30C}", "CcDdEeLlNnRrSsTtZzAaGgHIiKkOoUuj", "ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǦǧȞǏǐǨǩǑǒǓǔǰ"),
    UInt8(ascii: "H"): Accent("\u{30B}", "OoUu", "ŐőŰű"),
    UInt8(ascii: "c"): Accent(
      "\u{327}", "CcGKkLlNnRrSsTtDdEeHh", "ÇçĢĶķĻļŅņŖŗŞşŢţḐḑȨȩḨḩ"),
    UInt8(ascii: "k"): Accent("\u{328}", "AaEeIiOoUu", "ĄąĘęĮįǪǫŲų"),
    UInt8(ascii: "r"): Accent("\u{30A}", "AaUuwy", "ÅåŮůẘẙ"),
    UInt8(ascii: "d"): Accent(
      "\u{323}", "AaBbDdEeHhIiKkLlMmNnOoRrSsTtUuVvWwYyZzÂâÊêÔôĂăƠơƯư",
      "ẠạḄḅḌḍẸẹḤḥỊịḲḳḶḷṂṃṆṇỌọṚṛṢṣṬṭỤụṾṿẈẉỴỵẒẓẬậỆệỘộẶặỢợỰự"),
    UInt8(ascii: "b"): Accent("\u{331}", "BbDdKkLlNnRrTtZzh", "ḆḇḎḏḴḵḺḻṈṉṞṟṮṯẔẕẖ"),
  ]

  /// Returns superscript characters if there is one for each character: `10\textsuperscript{-9}`.
  static func raised(_ pieces: [TeXPiece]) -> [TeXPiece] {
    let text = TeXPiece.plain(pieces)
    let raised = text.compactMap { superscripts[$0] }
    guard raised.count == text.count else { return pieces }
    return [.text(Array(raised.joined().utf8))]
  }

  /// As ``raised(_:)``, below the line.
  static func lowered(_ pieces: [TeXPiece]) -> [TeXPiece] {
    let text = TeXPiece.plain(pieces)
    let lowered = text.compactMap { subscripts[$0] }
    guard lowered.count == text.count else { return pieces }
    return [.text(Array(lowered.joined().utf8))]
  }

  private static let subscripts: [UInt8: String] = [
    0x30: "₀", 0x31: "₁", 0x32: "₂", 0x33: "₃", 0x34: "₄", 0x35: "₅", 0x36: "₆", 0x37: "₇",
    0x38: "₈", 0x39: "₉", UInt8(ascii: "+"): "₊", UInt8(ascii: "-"): "₋",
  ]

  private static let superscripts: [UInt8: String] = [
    0x30: "⁰", 0x31: "¹", 0x32: "²", 0x33: "³", 0x34: "⁴", 0x35: "⁵", 0x36: "⁶", 0x37: "⁷",
    0x38: "⁸", 0x39: "⁹", UInt8(ascii: "+"): "⁺", UInt8(ascii: "-"): "⁻",
  ]
}

extension TeXParser {
  /// Parses `\'e` or `\'{e}`; returns `false` if this is not an accent on a letter.
  mutating func accent(sign: UInt8) -> Bool {
    guard let accent = TeXAccent.sign(sign), !isEscapedQuote(sign) else { return false }
    let start = position + 2
    if let group = source.group(at: start, before: end), group.isEmpty {
      guard sign == UInt8(ascii: "^") || sign == UInt8(ascii: "~") else { return false }
      append(sign == UInt8(ascii: "^") ? "^" : "~", skipping: 4)
      return true
    }
    let letter = source.skippingSpaces(from: start, before: end)
    let mayHaveSpace = isStrict || previous == UInt8(ascii: "{")
    return put(accent, on: mayHaveSpace ? letter : start)
  }

  /// `\a'a`, as accents are written where `\'` means something else.
  mutating func tabbingAccent(_ after: Int) -> Bool {
    guard after < end, "'`=".utf8.contains(source.bytes[after]),
      let accent = TeXAccent.sign(source.bytes[after])
    else { return false }
    return put(accent, on: after + 1)
  }

  /// `{\"}u`: the letter stands behind the group.
  mutating func accentBeforeLetter(_ inside: Range<Int>) -> Bool {
    guard inside.count == 2, let accent = TeXAccent.sign(source.bytes[inside.lowerBound + 1]),
      inside.upperBound + 1 < end, ASCII.isLetter(source.bytes[inside.upperBound + 1])
    else { return false }
    return put(accent, on: inside.upperBound + 1)
  }

  /// `R\’{e}nyi`, where some program has made the apostrophe a curly one.
  mutating func curlyAccent() -> Bool {
    let isAcute = source.bytes[position..<end].dropFirst().starts(with: "’".utf8)
    guard isAcute, let accent = TeXAccent.sign(UInt8(ascii: "'")) else { return false }
    return put(accent, on: position + 4)
  }

  /// Parses `\v{c}` or `\c c`; a space or brace must separate the letter from the command's name.
  mutating func accent(named name: ArraySlice<UInt8>) -> Bool {
    guard name.count == 1, let letter = name.first, let accent = TeXAccent.named(letter) else {
      return false
    }
    return put(accent, on: source.skippingSpaces(from: name.endIndex, before: end))
  }

  /// The quotes of `\"hello\"` and the apostrophe of `model\'s`, escaped by some program.
  func isEscapedQuote(_ sign: UInt8) -> Bool {
    if previous == UInt8(ascii: "{") || isStrict { return false }
    let isQuote = sign == UInt8(ascii: "\"") && !"aeiouyAEIOUY{\\".utf8.contains(byte(2))
    let isApostrophe =
      sign == UInt8(ascii: "'") && byte(2) == UInt8(ascii: "s") && !ASCII.isLetter(byte(3))
    return isQuote || isApostrophe
  }

  /// Appends the letter at `start` with an accent; returns `false` if there is no letter.
  private mutating func put(_ accent: TeXAccent.Accent, on start: Int) -> Bool {
    guard start < end, depth < TeXParser.depthLimit else { return false }
    guard let (base, after) = accentBase(at: start), let text = accent.applied(to: base) else {
      return false
    }
    append(text, skipping: 0)
    position = after
    return true
  }

  /// Returns what an accent is put on: a letter, a group, or a command such as `\i`.
  private func accentBase(at start: Int) -> (text: String, after: Int)? {
    if let group = source.group(at: start, before: end) {
      let text = String(decoding: TeXPiece.plain(child(group)), as: UTF8.self)
      return (text, group.upperBound + 1)
    }
    let first = source.bytes[start]
    if ASCII.isLetter(first) { return (String(UnicodeScalar(first)), start + 1) }
    let name = first == UInt8(ascii: "\\") ? source.commandName(at: start, before: end) : []
    guard TeXCommands.isLetter(name), let letter = TeXCommands.symbol(name) else { return nil }
    return (letter, source.skippingSpaces(from: name.endIndex, before: end))
  }
}
