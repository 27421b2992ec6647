import DigestCore

/// Parses formulas in TeX or raw Unicode into a small tree and renders it for each context.
///
/// Parsing never fails: an unknown command is shown as its name, a formula with a syntax error as
/// its source, and both add a warning.
public enum Math {
  /// Parses the source of a formula, without its delimiters.
  public static func parse(
    _ tex: ArraySlice<UInt8>, macros: MathMacros = MathMacros()
  ) -> MathExpression {
    var allowance = MathAllowance(tokens: MathTokens.tokens)
    return parse(tex, macros: macros, &allowance)
  }

  /// Parses a formula of a text with an allowance of tokens for macros, and deducts what it uses.
  static func parse(
    _ tex: ArraySlice<UInt8>, macros: MathMacros, _ allowance: inout MathAllowance
  ) -> MathExpression {
    do throws(MathError) {
      let tokens = try MathTokens(
        MathLexer.tokens(of: tex), macros: macros, allowance: allowance.tokens)
      var parser = MathParser(tokens)
      defer { allowance.tokens -= min(allowance.tokens, parser.tokens.added) }
      let nodes = try parser.formula()
      return MathExpression(
        source: tex, macros: macros, content: .formula(nodes), warnings: parser.warnings)
    } catch {
      let warning = MathWarning(
        message: "a formula cannot be parsed: \(error.reason)", hint: "its source is shown instead",
        offset: 0)
      return MathExpression(source: tex, macros: macros, content: .unread, warnings: [warning])
    }
  }
}

/// The number of tokens that macros may still add to the formulas of one text.
///
/// A macro of a few bytes can expand to thousands of tokens, and a text can use it thousands of
/// times.
struct MathAllowance {
  fileprivate(set) var tokens: Int

  init(tokens: Int) {
    self.tokens = tokens
  }

  static var body: MathAllowance { MathAllowance(tokens: 500_000) }
  static var line: MathAllowance { MathAllowance(tokens: 2000) }
}

/// A parsed formula, which can be rendered in four ways.
public struct MathExpression: Sendable {
  enum Content: Sendable {
    case formula([MathNode])
    /// A syntax error; the formula is shown as its source.
    case unread
  }

  let source: ArraySlice<UInt8>
  let macros: MathMacros
  let content: Content
  public let warnings: [MathWarning]

  /// Renders MathML Core for pages, or HTML if the formula is only text such as `\textbf{x}`.
  ///
  /// Pass `false` for `links` if the formula is inside a link.
  public func mathML(display: Bool, links: Bool = true) -> SafeHTML {
    guard let nodes = formula else { return unreadHTML }
    if let html = prose(nodes, links: links) { return html }
    var writer = MathMLWriter(isDisplay: display)
    writer.writeFormula(nodes, label: text)
    return SafeHTML(vouchedFor: writer.bytes)
  }

  /// Renders HTML without MathML, for feeds and mail.
  public func html(links: Bool = true) -> SafeHTML {
    guard let nodes = formula else { return unreadHTML }
    var writer = MathLinearWriter(.html, links: links)
    writer.write(nodes)
    return SafeHTML(vouchedFor: writer.bytes)
  }

  /// The formula as Unicode text, for titles, labels, search and plain text.
  public var text: String {
    guard let nodes = formula else { return String(decoding: source, as: UTF8.self) }
    var writer = MathLinearWriter(.text)
    writer.write(nodes)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The formula as TeX without the author's macros, in ASCII as far as there are commands.
  public var tex: String { MathTeXWriter.tex(of: source, macros: macros) }

  private var formula: [MathNode]? {
    if case .formula(let nodes) = content { nodes } else { nil }
  }

  private func prose(_ nodes: [MathNode], links: Bool) -> SafeHTML? {
    guard MathProse.isProse(nodes) else { return nil }
    var writer = MathLinearWriter(.html, links: links)
    writer.write(nodes)
    return SafeHTML(vouchedFor: writer.bytes)
  }

  private var unreadHTML: SafeHTML {
    var bytes = Array("<code>".utf8)
    Escape.html(Array(source), to: &bytes)
    return SafeHTML(vouchedFor: bytes + "</code>".utf8)
  }
}

/// A warning about a formula, which is shown anyway.
public struct MathWarning: Hashable, Sendable {
  public let message: String
  public let hint: String?
  /// The offset in bytes from the start of the formula's source.
  public let offset: Int
}

/// The reason why a formula cannot be parsed.
enum MathError: Error, Hashable {
  case lacksArgument(String)
  case unpaired(String, without: String)
  case twoScripts(String)
  case tooDeep
  case tooLong
  case tooLongTogether
  case tooManyExpansions(String)

  var reason: String {
    switch self {
    case .lacksArgument(let command): "'\(command)' needs an argument"
    case .unpaired(let sign, let partner): "'\(sign)' without '\(partner)'"
    case .twoScripts(let kind): "two \(kind)s on one symbol"
    case .tooDeep: "it is nested more than \(MathTokens.levels) levels deep"
    case .tooLong: "it has more than \(MathTokens.tokens) tokens"
    case .tooLongTogether: "macros make the formulas of this text too long"
    case .tooManyExpansions(let name):
      "more than \(MathTokens.expansions) expansions, the last of '\\\(name)'"
    }
  }
}
