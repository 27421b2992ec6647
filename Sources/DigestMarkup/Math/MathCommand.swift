/// The meaning of a command that is more than a symbol.
enum MathCommand: Hashable, Sendable {
  case function(String, takesLimits: Bool)
  case accent(MathAccent)
  /// `\mathbf{x}` or, as a switch for the rest of the group, `\bf`; `nil` keeps a property.
  case font(MathFont.Family?, bold: Bool?, isSwitch: Bool)
  case text(MathTextRun.Style?)
  /// A space, in eighteenths of an em.
  case space(Int)
  case fraction(MathFraction)
  /// `a \over b`, which makes a fraction of its whole group.
  case infix(MathFraction)
  /// `\big(`, with the delimiter's height in tenths of an em.
  case delimiter(height: Int)
  case styleSwitch(MathStyle)
  case styled(MathStyle)
  /// `\mathrel{…}`, whose argument gets the spacing of an operator of that class.
  case sign(MathClass)
  /// `\xrightarrow{…}`: a stretchy arrow with its argument above.
  case arrow(String)
  /// A command that is shown as its last argument, after so many arguments that are dropped.
  case transparent(dropping: Int)
  /// A command that is dropped together with so many arguments.
  case ignored(arguments: Int)
  /// A command whose arguments have special syntax.
  case structure(Structure)

  enum Structure: Hashable, Sendable {
    case squareRoot, left, right, middle, begin, end, operatorName, overset, underset, stackrel
    case substack, not, link, url, unicode, dimension, hspace, tag, define, root, newLine
    case genericFraction, phantomHeight, declareOperator
  }

  /// The meaning of a command, by its name without the backslash.
  static subscript(name: String) -> MathCommand? { commands[name] }

  private static let commands: [String: MathCommand] = {
    var commands: [String: MathCommand] = [:]
    for name in functions.split(separator: " ") {
      commands[String(name)] = .function(String(name), takesLimits: false)
    }
    for (name, shown) in limitFunctions { commands[name] = .function(shown, takesLimits: true) }
    for (name, accent) in MathAccent.named { commands[name] = .accent(accent) }
    for (name, arrow) in arrows { commands[name] = .arrow(arrow) }
    for (name, width) in spaces { commands[name] = .space(width) }
    for (name, structure) in structures { commands[name] = .structure(structure) }
    for table in [fonts, texts, fractions, shapes, ignored] {
      for (name, command) in table { commands[name] = command }
    }
    return commands
  }()

  private static let functions = """
    arccos arcsin arctan arctg arg ch cos cosec cosh cot cotg coth csc ctg cth deg dim exp hom ker \
    lg ln log sec sin sinh sh tan tanh tg th
    """

  private static let limitFunctions: KeyValuePairs = [
    "det": "det", "gcd": "gcd", "inf": "inf", "lim": "lim", "max": "max", "min": "min",
    "Pr": "Pr", "sup": "sup", "limsup": "lim sup", "liminf": "lim inf", "injlim": "inj lim",
    "projlim": "proj lim", "varinjlim": "lim→", "varprojlim": "lim←", "argmax": "arg max",
    "argmin": "arg min", "plim": "plim", "varlimsup": "lim sup", "varliminf": "lim inf",
  ]

  private static let arrows: KeyValuePairs = [
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒",
    "xLeftarrow": "⇐", "xLeftrightarrow": "⇔", "xmapsto": "↦", "xhookrightarrow": "↪",
    "xhookleftarrow": "↩", "xtwoheadrightarrow": "↠", "xlongequal": "=", "xrightharpoonup": "⇀",
    "xrightleftharpoons": "⇌",
  ]

  /// Widths in eighteenths of an em (mu).
  private static let spaces: KeyValuePairs = [
    ",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3,
    "negthinspace": -3, "negmedspace": -4, "negthickspace": -5, " ": 6, "space": 6, "~": 6,
    "nobreakspace": 6, "enspace": 9, "enskip": 9, "quad": 18, "qquad": 36,
  ]

  private static let fonts: KeyValuePairs<String, MathCommand> = [
    "mathrm": .font(.roman, bold: false, isSwitch: false),
    "rm": .font(.roman, bold: false, isSwitch: true),
    "mathup": .font(.roman, bold: false, isSwitch: false),
    "mathnormal": .font(.standard, bold: false, isSwitch: false),
    "mathit": .font(.italic, bold: false, isSwitch: false),
    "it": .font(.italic, bold: false, isSwitch: true),
    "sl": .font(.italic, bold: false, isSwitch: true),
    "em": .font(.italic, bold: false, isSwitch: true),
    "mit": .font(.italic, bold: false, isSwitch: true),
    "mathbf": .font(.roman, bold: true, isSwitch: false),
    "bold": .font(.roman, bold: true, isSwitch: false),
    "bf": .font(.roman, bold: true, isSwitch: true),
    "boldsymbol": .font(nil, bold: true, isSwitch: false),
    "bm": .font(nil, bold: true, isSwitch: false),
    "pmb": .font(nil, bold: true, isSwitch: false),
    "mathbfit": .font(.standard, bold: true, isSwitch: false),
    "boldmath": .font(nil, bold: true, isSwitch: true),
    "unboldmath": .font(nil, bold: false, isSwitch: true),
    "mathcal": .font(.script, bold: nil, isSwitch: false),
    "mathscr": .font(.script, bold: nil, isSwitch: false),
    "cal": .font(.script, bold: nil, isSwitch: true),
    "scr": .font(.script, bold: nil, isSwitch: true),
    "mathfrak": .font(.fraktur, bold: nil, isSwitch: false),
    "frak": .font(.fraktur, bold: nil, isSwitch: false),
    "mathbb": .font(.doubleStruck, bold: false, isSwitch: false),
    "Bbb": .font(.doubleStruck, bold: false, isSwitch: false),
    "mathds": .font(.doubleStruck, bold: false, isSwitch: false),
    "mathbbm": .font(.doubleStruck, bold: false, isSwitch: false),
    "mathsf": .font(.sans, bold: nil, isSwitch: false),
    "sf": .font(.sans, bold: nil, isSwitch: true),
    "mathtt": .font(.mono, bold: false, isSwitch: false),
    "tt": .font(.mono, bold: false, isSwitch: true),
  ]

  private static let texts: KeyValuePairs<String, MathCommand> = [
    "text": .text(nil), "mbox": .text(nil), "hbox": .text(nil), "textrm": .text(nil),
    "textnormal": .text(nil), "textup": .text(nil), "textsf": .text(nil), "textsc": .text(nil),
    "textmd": .text(nil), "fbox": .text(nil), "vbox": .text(nil), "textbf": .text(.strong),
    "textit": .text(.em), "emph": .text(.em), "textsl": .text(.em), "texttt": .text(.code),
    "textsuperscript": .text(.sup), "textsubscript": .text(.sub), "uline": .text(.u),
    "intertext": .text(nil),
  ]

  private static let plain = MathFraction(numerator: .empty, denominator: .empty)

  private static func fraction(
    _ size: MathFraction.Size = .automatic, line: Bool = true, _ open: String = "",
    _ close: String = ""
  ) -> MathFraction {
    MathFraction(
      numerator: .empty, denominator: .empty, hasLine: line, open: open, close: close, size: size)
  }

  private static let fractions: KeyValuePairs<String, MathCommand> = [
    "frac": .fraction(fraction()), "dfrac": .fraction(fraction(.display)),
    "cfrac": .fraction(fraction(.display)), "tfrac": .fraction(fraction(.text)),
    "nicefrac": .fraction(fraction(.text)), "sfrac": .fraction(fraction(.text)),
    "binom": .fraction(fraction(line: false, "(", ")")),
    "dbinom": .fraction(fraction(.display, line: false, "(", ")")),
    "tbinom": .fraction(fraction(.text, line: false, "(", ")")),
    "over": .infix(fraction()), "atop": .infix(fraction(line: false)),
    "choose": .infix(fraction(line: false, "(", ")")),
    "brack": .infix(fraction(line: false, "[", "]")),
    "brace": .infix(fraction(line: false, "{", "}")),
  ]

  private static let shapes: KeyValuePairs<String, MathCommand> = [
    "big": .delimiter(height: 12), "bigl": .delimiter(height: 12), "bigr": .delimiter(height: 12),
    "bigm": .delimiter(height: 12), "Big": .delimiter(height: 18), "Bigl": .delimiter(height: 18),
    "Bigr": .delimiter(height: 18), "Bigm": .delimiter(height: 18),
    "bigg": .delimiter(height: 24), "biggl": .delimiter(height: 24),
    "biggr": .delimiter(height: 24), "biggm": .delimiter(height: 24),
    "Bigg": .delimiter(height: 30), "Biggl": .delimiter(height: 30),
    "Biggr": .delimiter(height: 30), "Biggm": .delimiter(height: 30),
    "displaystyle": .styleSwitch(.display), "textstyle": .styleSwitch(.text),
    "scriptstyle": .styleSwitch(.script), "scriptscriptstyle": .styleSwitch(.script),
    "phantom": .styled(.phantom), "hphantom": .styled(.phantom), "boxed": .styled(.boxed),
    "cancel": .styled(.cancelled), "bcancel": .styled(.cancelled), "xcancel": .styled(.cancelled),
    "sout": .styled(.cancelled), "mathrel": .sign(.relation), "mathbin": .sign(.binary),
    "mathord": .sign(.ordinary), "mathop": .sign(.sum), "mathopen": .sign(.open),
    "mathclose": .sign(.close), "mathpunct": .sign(.punctuation),
    "mathinner": .transparent(dropping: 0), "ensuremath": .transparent(dropping: 0),
    "smash": .transparent(dropping: 0), "mathrlap": .transparent(dropping: 0),
    "mathllap": .transparent(dropping: 0), "mathclap": .transparent(dropping: 0),
    "rlap": .transparent(dropping: 0), "llap": .transparent(dropping: 0),
    "mathstrut": .ignored(arguments: 0), "textcolor": .transparent(dropping: 1),
    "colorbox": .transparent(dropping: 1), "scalebox": .transparent(dropping: 1),
    "raisebox": .transparent(dropping: 1), "resizebox": .transparent(dropping: 2),
    "class": .transparent(dropping: 1), "cssId": .transparent(dropping: 1),
    "mathchoice": .transparent(dropping: 3), "centering": .ignored(arguments: 0),
  ]

  private static let ignored: KeyValuePairs<String, MathCommand> = [
    "label": .ignored(arguments: 1), "color": .ignored(arguments: 1),
    "rule": .ignored(arguments: 2), "nonumber": .ignored(arguments: 0),
    "notag": .ignored(arguments: 0), "hline": .ignored(arguments: 0),
    "relax": .ignored(arguments: 0), "strut": .ignored(arguments: 0), "/": .ignored(arguments: 0),
    "-": .ignored(arguments: 0), "allowbreak": .ignored(arguments: 0),
    "nobreak": .ignored(arguments: 0), "limits": .ignored(arguments: 0),
    "nolimits": .ignored(arguments: 0), "tiny": .ignored(arguments: 0),
    "scriptsize": .ignored(arguments: 0), "footnotesize": .ignored(arguments: 0),
    "small": .ignored(arguments: 0), "normalsize": .ignored(arguments: 0),
    "large": .ignored(arguments: 0), "Large": .ignored(arguments: 0),
    "LARGE": .ignored(arguments: 0), "huge": .ignored(arguments: 0),
    "Huge": .ignored(arguments: 0), "noindent": .ignored(arguments: 0),
    "protect": .ignored(arguments: 0), "displaylimits": .ignored(arguments: 0),
    "vspace": .ignored(arguments: 1), "hfill": .ignored(arguments: 0),
    "ref": .ignored(arguments: 1), "cite": .ignored(arguments: 1),
    "bgroup": .ignored(arguments: 0), "egroup": .ignored(arguments: 0),
    "begingroup": .ignored(arguments: 0), "endgroup": .ignored(arguments: 0),
  ]

  private static let structures: KeyValuePairs<String, Structure> = [
    "sqrt": .squareRoot, "left": .left, "right": .right, "middle": .middle, "begin": .begin,
    "end": .end, "operatorname": .operatorName, "operatornamewithlimits": .operatorName,
    "overset": .overset, "underset": .underset, "stackrel": .stackrel, "substack": .substack,
    "not": .not, "href": .link, "url": .url, "unicode": .unicode, "mkern": .dimension,
    "mskip": .dimension, "kern": .dimension, "hskip": .dimension, "hspace": .hspace, "tag": .tag,
    "def": .define, "newcommand": .define, "renewcommand": .define, "providecommand": .define,
    "root": .root, "\\": .newLine, "newline": .newLine, "cr": .newLine, "genfrac": .genericFraction,
    "vphantom": .phantomHeight, "DeclareMathOperator": .declareOperator,
  ]
}

/// An accent over or under a part of a formula.
struct MathAccent: Hashable, Sendable {
  let sign: String
  /// The combining character that looks the same in running text.
  let combining: Unicode.Scalar
  var isStretchy = false
  var isUnder = false
  /// Whether it is a brace, whose scripts are set above and below it as limits.
  var isBrace = false

  /// Returns the precomposed character for a letter with the accent (NFC), if there is one.
  func composed(with text: String) -> String? {
    let accent =
      switch combining {
      case "\u{302}": TeXAccent.sign(UInt8(ascii: "^"))
      case "\u{303}": TeXAccent.sign(UInt8(ascii: "~"))
      case "\u{304}": TeXAccent.sign(UInt8(ascii: "="))
      case "\u{307}": TeXAccent.sign(UInt8(ascii: "."))
      case "\u{308}": TeXAccent.sign(UInt8(ascii: "\""))
      case "\u{301}": TeXAccent.sign(UInt8(ascii: "'"))
      case "\u{300}": TeXAccent.sign(UInt8(ascii: "`"))
      case "\u{30C}": TeXAccent.named(UInt8(ascii: "v"))
      case "\u{306}": TeXAccent.named(UInt8(ascii: "u"))
      case "\u{30A}": TeXAccent.named(UInt8(ascii: "r"))
      default: TeXAccent.Accent?.none
      }
    return text.unicodeScalars.count == 1 ? accent?.applied(to: text) : nil
  }

  static let named: KeyValuePairs<String, MathAccent> = [
    "hat": MathAccent(sign: "^", combining: "\u{302}"),
    "widehat": MathAccent(sign: "^", combining: "\u{302}", isStretchy: true),
    "tilde": MathAccent(sign: "~", combining: "\u{303}"),
    "widetilde": MathAccent(sign: "~", combining: "\u{303}", isStretchy: true),
    "bar": MathAccent(sign: "ˉ", combining: "\u{304}"),
    "overline": MathAccent(sign: "‾", combining: "\u{305}", isStretchy: true),
    "underline": MathAccent(sign: "‾", combining: "\u{332}", isStretchy: true, isUnder: true),
    "underbar": MathAccent(sign: "‾", combining: "\u{332}", isStretchy: true, isUnder: true),
    "vec": MathAccent(sign: "→", combining: "\u{20D7}"),
    "dot": MathAccent(sign: "˙", combining: "\u{307}"),
    "ddot": MathAccent(sign: "¨", combining: "\u{308}"),
    "dddot": MathAccent(sign: "\u{20DB}", combining: "\u{20DB}"),
    "acute": MathAccent(sign: "´", combining: "\u{301}"),
    "grave": MathAccent(sign: "`", combining: "\u{300}"),
    "check": MathAccent(sign: "ˇ", combining: "\u{30C}"),
    "widecheck": MathAccent(sign: "ˇ", combining: "\u{30C}", isStretchy: true),
    "breve": MathAccent(sign: "˘", combining: "\u{306}"),
    "mathring": MathAccent(sign: "˚", combining: "\u{30A}"),
    "Hat": MathAccent(sign: "^", combining: "\u{302}"),
    "Tilde": MathAccent(sign: "~", combining: "\u{303}"),
    "Bar": MathAccent(sign: "ˉ", combining: "\u{304}"),
    "Vec": MathAccent(sign: "→", combining: "\u{20D7}"),
    "Dot": MathAccent(sign: "˙", combining: "\u{307}"),
    "overrightarrow": MathAccent(sign: "→", combining: "\u{20D7}", isStretchy: true),
    "overleftarrow": MathAccent(sign: "←", combining: "\u{20D6}", isStretchy: true),
    "overleftrightarrow": MathAccent(sign: "↔", combining: "\u{20E1}", isStretchy: true),
    "underrightarrow": MathAccent(
      sign: "→", combining: "\u{20EF}", isStretchy: true, isUnder: true),
    "underleftarrow": MathAccent(
      sign: "←", combining: "\u{20EE}", isStretchy: true, isUnder: true),
    "overbrace": MathAccent(sign: "⏞", combining: "\u{305}", isStretchy: true, isBrace: true),
    "underbrace": MathAccent(
      sign: "⏟", combining: "\u{332}", isStretchy: true, isUnder: true, isBrace: true),
    "utilde": MathAccent(sign: "~", combining: "\u{330}", isStretchy: true, isUnder: true),
  ]
}
