import Foundation

@testable import DigestMarkup

/// The text that a reader should see, found with regular expressions instead of digest's parser.
///
/// First, formulas are removed from both the source and the result. Then TeX commands are removed
/// from the source, and equivalent spellings of TeX, smart punctuation and Unicode are unified.
struct VisibleText: Equatable {
  var text: String
  var formulas: [String]

  /// Creates the visible text of a source with TeX.
  init(source: String) {
    // In the dump, this is not a formula but two text styles that lost their backslashes.
    let styled = "$textbf{specialist} and textbf{generalist}$"
    let source = source.replacing(styled, with: "specialist and generalist")
    let display = source.replacing("\\[", with: "$$").replacing("\\]", with: "$$")
    (text, formulas) = VisibleText.withoutFormulas(display)
    let styles = "emph|text[a-z]{2}|underline|mbox|text|footnote|textsuperscript|small"
    for _ in 0..<4 {
      replace(#"\\(?!text|deg|times)([A-Za-z]{3,})\{\}"#, "$1")
      replace(#"\\(?:"# + styles + #")\{((?:[^{}\\]|\\.|\{\})*)\}"#, "$1")
      replace(#"\\url\{([^{}]*)\}"#, "$1")
      replace(#"\\(?:href|textcolor)\{[^{}]*\}\{([^{}]*)\}"#, "$1")
      replace(#"\\cite[a-z]*\{[^{}]*\}"#, "")
      replace(#"\{\\(?:it|em|bf|tt|small) ([^{}]*)\}"#, "$1")
    }
    replace(#"\\small "#, "")
    for vowel in "aeiouy" {
      text = text.replacing("\\\"\(vowel)", with: "\(vowel)\u{308}")
      text = text.replacing("\\'\(vowel)", with: "\(vowel)\u{301}")
    }
    replace(#"\\textbackslash"#, "BACKSLASH")
    replace(#"\\deg\b"#, "°")
    replace(#"\\times\b"#, "×")
    replace(#"\\[,;:! ]"#, "")
    replace(#"\\\^"#, "^")
    replace(#"\\([%&_#${}])"#, "$1")
    // Of a command that nobody knows the argument or the name is shown.
    for _ in 0..<3 { replace(#"\\[A-Za-z]+\{([^{}]*[^{}])\}"#, "$1") }
    replace(#"\\([A-Za-z]+)\{"#, "")
    replace(#"\\([A-Za-z]+)(\{\})?"#, "$1")
    replace("BACKSLASH", #"\\"#)
    fold()
  }

  /// Creates the visible text of a Markdown document, as cmark-gfm renders it.
  init(markdown: String) {
    let (text, formulas) = VisibleText.withoutFormulas(markdown)
    self.formulas = formulas
    var seen: [UInt8] = []
    let document = CMarkDocument(Array(text.utf8)[...])
    CMarkDocument.readText(of: document.root) { part in
      seen.append(contentsOf: part)
      return true
    }
    self.text = String(decoding: seen, as: UTF8.self)
    fold()
  }

  private mutating func replace(_ pattern: String, _ template: String) {
    text = text.replacingOccurrences(of: pattern, with: template, options: .regularExpression)
  }

  /// Replaces formulas with a private-use character and returns them.
  ///
  /// Every unescaped `$` pairs with the next one, unless an amount of money follows it.
  private static func withoutFormulas(_ text: String) -> (String, [String]) {
    let money = #"(?![0-9.,]+[kMB]?(?:-\$| [a-z]{2,}))"#
    let pattern =
      #"(?<!\\)\$\$.+?\$\$|(?<!\\)\$"# + money
      + #"(?:\\.|[^$\\])+\$|(?<!\\)\\\(.+?\\\)"#
    var formulas: [String] = []
    var rest = ""
    var last = text.startIndex
    while let range = text.range(
      of: pattern, options: .regularExpression, range: last..<text.endIndex)
    {
      rest += text[last..<range.lowerBound] + "\u{E000}"
      formulas.append(text[range].filter { !$0.isWhitespace })
      last = range.upperBound
    }
    return (rest + text[last...], formulas)
  }

  private mutating func fold() {
    let same = [
      ("\u{A0}", "~"), ("``", "\""), ("''", "\""), ("“", "\""), ("”", "\""), ("‘", "'"),
      ("’", "'"), ("`", "'"), ("—", "---"), ("–", "--"), ("…", "..."), ("{", ""), ("}", ""),
    ]
    for (from, to) in same { text = text.replacing(from, with: to) }
    text = text.precomposedStringWithCompatibilityMapping.filter {
      !$0.isWhitespace && $0 != "(" && $0 != ")"
    }
    text = text.replacing("''", with: "\"")
  }
}

/// Real titles and abstracts from outside the repository.
enum RealText {
  static var data: URL { TestData.folder }

  struct Record: Decodable {
    let id: String
    let title: String
    let summary: String
  }

  static let arXiv = data.appending(path: "arxiv-1000.jsonl")

  static func records(_ file: URL) throws -> [Record] {
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Record.self, from: Data($0.utf8))
    }
  }

  /// Returns the abstracts of the dump, which are its long lines.
  static func dumpAbstracts() throws -> [String] {
    let path = data.appending(path: "hf-papers/papers-page-mar-12.txt")
    let text = try String(contentsOf: path, encoding: .utf8)
    return text.split(separator: "\n").map(String.init).filter { $0.utf8.count > 300 }
  }

  /// Returns the public list of strings, or digest's if that is missing.
  static func naughtyStrings() throws -> [String] {
    guard TestData.isRequired || TestData.has("hostile") else { return HostileText.strings }
    let path = data.appending(path: "hostile/naughty-strings.json")
    return try JSONDecoder().decode([String].self, from: Data(contentsOf: path))
  }

  /// Returns the lines of all other hostile files, or digest's if those are missing.
  static func hostileLines() throws -> [String] {
    guard TestData.isRequired || TestData.has("hostile") else {
      return HostileText.scripts + HostileText.traversal
    }
    let folder = data.appending(path: "hostile")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
    return paths.filter { $0.pathExtension != "json" }.flatMap { path in
      let text = (try? Data(contentsOf: path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      return text.split(separator: "\n").map(String.init)
    }
  }
}
