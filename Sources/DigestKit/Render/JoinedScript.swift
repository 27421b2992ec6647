/// A script of the theme that consists of several files: `scripts/search/*.js` are concatenated, in
/// order of name, to `assets/search.js`.
///
/// It is a classic script, because browsers do not load modules from `file:` URLs, and its code is
/// in a block, because classic scripts share their names.
struct JoinedScript {
  private var parts: [(path: String, bytes: [UInt8])] = []

  /// Returns the name of the script that a file is a part of, or `nil` for other files.
  static func name(ofPart path: String) -> String? {
    let names = path.split(separator: "/")
    guard names.count == 3, names[0] == "scripts", path.hasSuffix(".js") else { return nil }
    return String(names[1])
  }

  mutating func add(_ path: String, _ bytes: [UInt8]) {
    parts.append((path, bytes))
  }

  /// The whole script, in strict mode.
  var bytes: [UInt8] {
    var script = Array("\"use strict\";\n{\n".utf8)
    for (_, bytes) in parts.sorted(by: { $0.path < $1.path }) {
      for line in bytes.split(separator: 0x0A) where !JoinedScript.isComment(line) {
        script += line
        script.append(0x0A)
      }
    }
    return script + Array("}\n".utf8)
  }

  /// Whether a line is empty or only a comment, which browsers need not load.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return text.isEmpty || text.starts(with: "//".utf8)
      || (text.starts(with: "/**".utf8) && text.suffix(2).elementsEqual("*/".utf8))
  }
}
