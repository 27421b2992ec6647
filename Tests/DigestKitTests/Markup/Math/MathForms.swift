@testable import DigestKit

/// The forms of a formula, short to write in tests.
struct MathForms {
  let expression: MathExpression

  init(_ tex: String, macros: [String: String] = [:]) {
    var own = MathMacros()
    for (name, body) in macros { precondition(own.define(name, as: body) == nil) }
    expression = Math.parse(Array(tex.utf8)[...], macros: own)
  }

  /// Without the `<math>` element around it.
  var mathML: String { inner(expression.mathML(display: false)) }
  var displayed: String { inner(expression.mathML(display: true)) }
  var html: String { String(decoding: expression.html.bytes, as: UTF8.self) }
  var text: String { expression.text }
  var warnings: [String] { expression.warnings.map(\.message) }

  /// `whole` with its `<math>`.
  var page: String { String(decoding: expression.mathML(display: false).bytes, as: UTF8.self) }

  private func inner(_ html: SafeHTML) -> String {
    let whole = String(decoding: html.bytes, as: UTF8.self)
    guard whole.hasPrefix("<math"), let end = whole.firstIndex(of: ">") else { return whole }
    return String(whole[whole.index(after: end)...].dropLast("</math>".count))
  }
}

/// Whether every element is closed where it was opened and every sign is escaped.
///
/// libxml2's headers cannot stand in one module with Foundation's; `Tests/Math` asks a real parser.
func isWellFormed(_ html: SafeHTML) -> Bool {
  var open: [String] = []
  var rest = Substring(String(decoding: html.bytes, as: UTF8.self))
  while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
    guard !rest[..<start].contains(">") else { return false }
    rest = rest[start...]
    if rest.first == "&" {
      let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
      guard let entity = entities.first(where: rest.hasPrefix) else { return false }
      rest = rest.dropFirst(entity.count)
      continue
    }
    guard let end = rest.firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter })
    guard !name.isEmpty, tag.count(where: { $0 == "\"" }) % 2 == 0 else { return false }
    if tag.hasPrefix("/") {
      guard open.popLast() == name else { return false }
    } else if !tag.hasSuffix("/") {
      open.append(name)
    }
    rest = rest[rest.index(after: end)...]
  }
  return open.isEmpty && !rest.contains(">")
}
