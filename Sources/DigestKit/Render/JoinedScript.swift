/// A script of the theme that is written in several files: `scripts/search/*.js` are joined, by
/// name, to `assets/search.js`.
///
/// It is a classic script with a block of its own, because browsers do not load modules from
/// `file:` URLs and classic scripts share their names.
struct JoinedScript {
  private var parts: [(path: String, bytes: [UInt8])] = []

  /// The folder below `scripts/` of a part, or `nil` for other files.
  static func name(ofPart path: String) -> String? {
    let names = path.split(separator: "/")
    guard names.count == 3, names[0] == "scripts", path.hasSuffix(".js") else { return nil }
    return String(names[1])
  }

  mutating func add(_ path: String, _ bytes: [UInt8]) {
    parts.append((path, bytes))
  }

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

  /// Whether a line holds only a comment, which readers of the page need not load.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return text.isEmpty || text.starts(with: "//".utf8)
      || (text.starts(with: "/**".utf8) && text.suffix(2).elementsEqual("*/".utf8))
  }
}
