@testable import DigestCore
@testable import DigestMarkup

/// The renderings of a formula, with short names for tests.
struct MathForms {
  let expression: MathExpression

  init(_ tex: String, macros: [String: String] = [:]) {
    var own = MathMacros()
    for (name, body) in macros { precondition(own.define(name, as: body) == nil) }
    expression = Math.parse(Array(tex.utf8)[...], macros: own)
  }

  /// The MathML without the `<math>` element.
  var mathML: String { inner(expression.mathML(display: false)) }
  var displayed: String { inner(expression.mathML(display: true)) }
  var html: String { String(decoding: expression.html().bytes, as: UTF8.self) }
  var text: String { expression.text }
  var warnings: [String] { expression.warnings.map(\.message) }

  /// The MathML with its `<math>` element.
  var page: String { String(decoding: expression.mathML(display: false).bytes, as: UTF8.self) }

  private func inner(_ html: SafeHTML) -> String {
    let whole = String(decoding: html.bytes, as: UTF8.self)
    guard whole.hasPrefix("<math"), let end = whole.firstIndex(of: ">") else { return whole }
    return String(whole[whole.index(after: end)...].dropLast("</math>".count))
  }
}

/// Whether all elements are nested correctly and all special characters are escaped.
///
/// libxml2 cannot be imported in the same module as Foundation; `Tests/Math` uses a real parser.
func isWellFormed(_ html: SafeHTML) -> Bool {
  var open: [ArraySlice<UInt8>] = []
  var rest = html.bytes[...]
  while let start = rest.firstIndex(where: { "<&>".utf8.contains($0) }) {
    rest = rest[start...]
    if rest.first == UInt8(ascii: "&") {
      let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
      guard let entity = entities.first(where: { rest.starts(with: $0.utf8) }) else { return false }
      rest = rest.dropFirst(entity.utf8.count)
      continue
    }
    guard rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    let tag = rest[(start + 1)..<end]
    let isEnd = tag.first == UInt8(ascii: "/")
    let name = tag.dropFirst(isEnd ? 1 : 0).prefix { ASCII.isLetter($0) }
    guard !name.isEmpty, tag.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0 else {
      return false
    }
    if isEnd {
      guard open.popLast() == name else { return false }
    } else if tag.last != UInt8(ascii: "/") {
      open.append(name)
    }
    rest = rest[(end + 1)...]
  }
  return open.isEmpty
}
