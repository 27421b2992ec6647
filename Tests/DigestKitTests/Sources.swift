import Foundation

/// The program's source files, for tests of rules that no compiler checks.
enum Sources {
  static var root: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// The path from the repository's root and the text of every Swift file below `Sources/`.
  static var files: [(path: String, text: String)] {
    get throws {
      let names = FileManager.default.enumerator(atPath: root + "/Sources")?.allObjects ?? []
      return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
        ("Sources/\($0)", try String(contentsOfFile: "\(root)/Sources/\($0)", encoding: .utf8))
      }
    }
  }

  /// Returns the layers that the files of `target` import.
  static func layers(importedBy target: String) throws -> Set<String> {
    let lines = try files.filter { $0.path.hasPrefix("Sources/\(target)/") }
      .flatMap { $0.text.split(separator: "\n") }
    let imports = lines.compactMap { line -> Substring? in
      let words = line.split(separator: " ")
      guard words.suffix(2).first == "import", words.count < 4, line.first != " " else {
        return nil
      }
      return words.last
    }
    return Set(imports.filter { $0.hasPrefix("Digest") }.map(String.init))
  }

  /// Returns the paths of the files that contain `text`.
  static func files(with text: String) throws -> [String] {
    try files.filter { $0.text.contains(text) }.map(\.path)
  }

  /// Returns the parts of string literals between interpolations that have at least three words.
  ///
  /// Comments and messages of preconditions, which no input can cause, are left out.
  static func phrases(in text: String) -> [String] {
    let lines = text.split(separator: "\n").filter { line in
      let code = line.trimmingPrefix { $0 == " " }
      return !code.hasPrefix("//") && !line.contains("preconditionFailure")
        && !line.contains("precondition(")
    }
    return lines.flatMap { literals(in: $0) }.flatMap(pieces).filter {
      $0.split(separator: " ").count > 2
    }
  }

  private static func literals(in line: Substring) -> [String] {
    var literals: [String] = []
    var current: String?
    var depth = 0
    var last: Character = " "
    for character in line {
      let isEscaped = last == "\\"
      last = isEscaped && character == "\\" ? " " : character
      guard let text = current else {
        if character == "\"" { current = "" }
        continue
      }
      if depth == 0, character == "\"", !isEscaped {
        literals.append(text)
        current = nil
        continue
      }
      if character == "(", isEscaped || depth > 0 { depth += 1 }
      if character == ")", depth > 0 { depth -= 1 }
      current = text + String(depth > 0 ? "\u{0}" : character)
    }
    return literals
  }

  /// Splits a literal at interpolations: `unknown key '\(name)' here` → `unknown key '` and `'
  /// here`.
  private static func pieces(_ literal: String) -> [String] {
    literal.replacingOccurrences(of: "\\\\", with: "\u{1}")
      .split { $0 == "\u{0}" }
      .map { $0.replacingOccurrences(of: "\u{1}", with: "\\") }
      .map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }
      .map { $0.hasPrefix(")") ? String($0.dropFirst()) : $0 }
  }
}

extension Substring {
  /// Returns the text without the characters at its ends for which `isOuter` is true.
  func trimming(_ isOuter: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let first = rest.first, isOuter(first) { rest.removeFirst() }
    while let last = rest.last, isOuter(last) { rest.removeLast() }
    return rest
  }
}
