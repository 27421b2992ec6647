/// The signs of LaTeX's text companion fonts (textcomp): `\textbullet`, `\textohm`, and the Greek of
/// textgreek: `\textalpha`.
enum TeXTextSymbols {
  static func symbol(_ name: String) -> String? {
    guard name.hasPrefix("text") else { return nil }
    let rest = String(name.dropFirst(4))
    return signs[rest] ?? TeXCommands.greek(rest)
  }

  private static let signs: [String: String] = [
    "acutedbl": "˝", "ampersand": "&", "arrow": "→", "ascendercompwordmark": "\u{200C}",
    "asciiacute": "´", "asciibreve": "˘", "asciicaron": "ˇ", "asciidieresis": "¨",
    "asciigrave": "`", "asciimacron": "¯", "asteriskcentered": "∗", "asteriskmath": "∗",
    "backslash": "\\", "baht": "฿", "bardbl": "‖", "bigcircle": "◯", "blank": "␢", "born": "★",
    "braceleft": "{", "braceright": "}", "brokenbar": "¦", "bullet": "•",
    "capitalcompwordmark": "\u{200C}", "celsius": "℃", "cent": "¢", "centoldstyle": "¢",
    "circledP": "℗", "colonmonetary": "₡", "compwordmark": "\u{200C}", "copyleft": "🄯",
    "currency": "¤", "dagger": "†", "daggerdbl": "‡", "dblhyphen": "⹀", "died": "†",
    "discount": "⁒", "div": "÷", "divorced": "⚮", "dollar": "$", "dollaroldstyle": "$",
    "dong": "₫", "downarrow": "↓", "esh": "ʃ", "estimated": "℮", "eth": "ð", "exclamdown": "¡",
    "ezh": "ʒ", "florin": "ƒ", "fractionsolidus": "⁄", "glotstop": "ʔ", "gnaborretni": "⸘",
    "guarani": "₲", "hash": "#", "hyphen": "‐", "infty": "∞", "interrobang": "‽", "langle": "〈",
    "lbrackdbl": "⟦", "leaf": "☙", "leftarrow": "←", "lira": "₤", "lnot": "¬", "lquill": "⁅",
    "married": "⚭", "mho": "℧", "micro": "µ", "minus": "−", "musicalnote": "♪", "naira": "₦",
    "nonbreakinghyphen": "‑", "numero": "№", "ohm": "Ω", "onehalf": "½", "onequarter": "¼",
    "onesuperior": "¹", "openbullet": "◦", "opencorner": "⌜", "ordfeminine": "ª",
    "ordmasculine": "º", "paragraph": "¶", "percent": "%", "periodcentered": "·",
    "pertenthousand": "‱", "perthousand": "‰", "peso": "₱", "pilcrow": "¶", "pm": "±",
    "questiondown": "¿", "quotedbl": "\"", "quotesingle": "'", "rangle": "〉", "rbrackdbl": "⟧",
    "recipe": "℞", "referencemark": "※", "reg": "®", "rightarrow": "→", "rquill": "⁆",
    "schwa": "ə", "section": "§", "servicemark": "℠", "slash": "/", "softhyphen": "",
    "sterling": "£", "surd": "√", "thorn": "þ", "threequarters": "¾", "threequartersemdash": "—",
    "threesuperior": "³", "tildelow": "˷", "times": "×", "turna": "ɐ", "twelveudash": "–",
    "twosuperior": "²", "uparrow": "↑", "visiblespace": "␣", "won": "₩", "yen": "¥",
  ]
}
