/// The entities of HTML 4, which bibliographies use in the middle of other markup.
package enum HTMLEntities {
  /// The text of the entity at `index`, where its `&` stands, and where it ends.
  package static func read(_ text: ArraySlice<UInt8>, at index: Int) -> (text: String, end: Int)? {
    let window = text[(index + 1)...].prefix(12)
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: window[..<end], as: UTF8.self)
    return value(name).map { ($0, end + 1) }
  }

  /// `amp`, `eacute`, `#233`, `#xE9`; numbers from 128 to 159 are Windows-1252, as browsers have it.
  package static func value(_ name: String) -> String? {
    if let text = names[name] { return text }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.lowercased().hasPrefix("x")
    let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, code >= 0x20 || code == 9 || code == 10 else { return nil }
    if (0x7F..<0xA0).contains(code) { return Windows1252.character(code) }
    if (0xFFFE...0xFFFF).contains(code) { return nil }
    return Unicode.Scalar(code).map { String(Character($0)) }
  }

  private static let names: [String: String] = [
    "AElig": "Æ", "Aacute": "Á", "Acirc": "Â", "Agrave": "À", "Alpha": "Α", "Aring": "Å",
    "Atilde": "Ã", "Auml": "Ä", "Beta": "Β", "Ccedil": "Ç", "Chi": "Χ", "Dagger": "‡", "Delta": "Δ",
    "ETH": "Ð", "Eacute": "É", "Ecirc": "Ê", "Egrave": "È", "Epsilon": "Ε", "Eta": "Η", "Euml": "Ë",
    "Gamma": "Γ", "Iacute": "Í", "Icirc": "Î", "Igrave": "Ì", "Iota": "Ι", "Iuml": "Ï",
    "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Ntilde": "Ñ", "Nu": "Ν", "OElig": "Œ", "Oacute": "Ó",
    "Ocirc": "Ô", "Ograve": "Ò", "Omega": "Ω", "Omicron": "Ο", "Oslash": "Ø", "Otilde": "Õ",
    "Ouml": "Ö", "Phi": "Φ", "Pi": "Π", "Prime": "″", "Psi": "Ψ", "Rho": "Ρ", "Scaron": "Š",
    "Sigma": "Σ", "THORN": "Þ", "Tau": "Τ", "Theta": "Θ", "Uacute": "Ú", "Ucirc": "Û",
    "Ugrave": "Ù", "Upsilon": "Υ", "Uuml": "Ü", "Xi": "Ξ", "Yacute": "Ý", "Yuml": "Ÿ", "Zeta": "Ζ",
    "aacute": "á", "acirc": "â", "acute": "´", "aelig": "æ", "agrave": "à", "alefsym": "ℵ",
    "alpha": "α", "amp": "\u{26}", "and": "∧", "ang": "∠", "aring": "å", "asymp": "≈",
    "atilde": "ã", "auml": "ä", "bdquo": "„", "beta": "β", "brvbar": "¦", "bull": "•", "cap": "∩",
    "ccedil": "ç", "cedil": "¸", "cent": "¢", "chi": "χ", "circ": "ˆ", "clubs": "♣", "cong": "≅",
    "copy": "©", "crarr": "↵", "cup": "∪", "curren": "¤", "dArr": "⇓", "dagger": "†", "darr": "↓",
    "deg": "°", "delta": "δ", "diams": "♦", "divide": "÷", "eacute": "é", "ecirc": "ê",
    "egrave": "è", "empty": "∅", "emsp": "\u{2003}", "ensp": "\u{2002}", "epsilon": "ε",
    "equiv": "≡", "eta": "η", "eth": "ð", "euml": "ë", "euro": "€", "exist": "∃", "fnof": "ƒ",
    "forall": "∀", "frac12": "½", "frac14": "¼", "frac34": "¾", "frasl": "⁄", "gamma": "γ",
    "ge": "≥", "gt": "\u{3E}", "hArr": "⇔", "harr": "↔", "hearts": "♥", "hellip": "…",
    "iacute": "í", "icirc": "î", "iexcl": "¡", "igrave": "ì", "image": "ℑ", "infin": "∞",
    "int": "∫", "iota": "ι", "iquest": "¿", "isin": "∈", "iuml": "ï", "kappa": "κ", "lArr": "⇐",
    "lambda": "λ", "lang": "〈", "laquo": "«", "larr": "←", "lceil": "⌈", "ldquo": "“", "le": "≤",
    "lfloor": "⌊", "lowast": "∗", "loz": "◊", "lrm": "\u{200E}", "lsaquo": "‹", "lsquo": "‘",
    "lt": "\u{3C}", "macr": "¯", "mdash": "—", "micro": "µ", "middot": "·", "minus": "−", "mu": "μ",
    "nabla": "∇", "nbsp": "\u{A0}", "ndash": "–", "ne": "≠", "ni": "∋", "not": "¬", "notin": "∉",
    "nsub": "⊄", "ntilde": "ñ", "nu": "ν", "oacute": "ó", "ocirc": "ô", "oelig": "œ", "ograve": "ò",
    "oline": "‾", "omega": "ω", "omicron": "ο", "oplus": "⊕", "or": "∨", "ordf": "ª", "ordm": "º",
    "oslash": "ø", "otilde": "õ", "otimes": "⊗", "ouml": "ö", "para": "¶", "part": "∂",
    "permil": "‰", "perp": "⊥", "phi": "φ", "pi": "π", "piv": "ϖ", "plusmn": "±", "pound": "£",
    "prime": "′", "prod": "∏", "prop": "∝", "psi": "ψ", "quot": "\"", "rArr": "⇒", "radic": "√",
    "rang": "〉", "raquo": "»", "rarr": "→", "rceil": "⌉", "rdquo": "”", "real": "ℜ", "reg": "®",
    "rfloor": "⌋", "rho": "ρ", "rlm": "\u{200F}", "rsaquo": "›", "rsquo": "’", "sbquo": "‚",
    "scaron": "š", "sdot": "⋅", "sect": "§", "shy": "\u{AD}", "sigma": "σ", "sigmaf": "ς",
    "sim": "∼", "spades": "♠", "sub": "⊂", "sube": "⊆", "sum": "∑", "sup": "⊃", "sup1": "¹",
    "sup2": "²", "sup3": "³", "supe": "⊇", "szlig": "ß", "tau": "τ", "there4": "∴", "theta": "θ",
    "thetasym": "ϑ", "thinsp": "\u{2009}", "thorn": "þ", "tilde": "˜", "times": "×", "trade": "™",
    "uArr": "⇑", "uacute": "ú", "uarr": "↑", "ucirc": "û", "ugrave": "ù", "uml": "¨", "upsih": "ϒ",
    "upsilon": "υ", "uuml": "ü", "weierp": "℘", "xi": "ξ", "yacute": "ý", "yen": "¥", "yuml": "ÿ",
    "zeta": "ζ", "zwj": "\u{200D}", "zwnj": "\u{200C}",
    "apos": "'",
  ]
}

/// The characters of Windows-1252 that ISO 8859-1 has not: from 128 to 159.
package enum Windows1252 {
  package static func character(_ code: UInt32) -> String? {
    guard (0x80..<0xA0).contains(code) else { return nil }
    let character = characters[Int(code - 0x80)]
    // Five codes have no character.
    return character.utf8.first == 0xC2 ? nil : String(character)
  }

  private static let characters = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ")
}
