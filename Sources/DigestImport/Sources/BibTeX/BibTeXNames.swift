import DigestCore
import DigestMarkup
import DigestModel

/// Names in BibTeX's forms: `First von Last`, `von Last, First`, `von Last, Jr, First`, `{A Group}`.
enum BibTeXNames {
  static func parse(_ text: String) -> [Author] {
    split(Array(text.utf8)).compactMap { part in
      let name = String(decoding: part, as: UTF8.self)
      if FieldReader.tidied(name).lowercased() == "others" { return nil }
      let plain = inOrder(part).map { part in
        TeXText(BibTeXBraces.removed(String(decoding: part, as: UTF8.self))).plain
      }
      let joined = plain.filter { !$0.isEmpty }.joined(separator: " ")
      // A tie is a space here: `Donald~E. Knuth`.
      let tidied = FieldReader.tidied(joined.replacing("\u{A0}", with: " "))
      return tidied.isEmpty ? nil : Author(name: tidied)
    }
  }

  /// At the word `and` outside braces, in any case.
  private static func split(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var names: [ArraySlice<UInt8>] = []
    var start = 0
    var depth = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case let byte where depth == 0 && ASCII.isSpace(byte) && isAnd(text[(index + 1)...]):
        names.append(text[start..<index])
        index += 4
        start = index
        continue
      default: break
      }
      index += 1
    }
    return names + [text[min(start, text.count)...]]
  }

  private static func isAnd(_ text: ArraySlice<UInt8>) -> Bool {
    text.count > 3 && text.prefix(3).map(ASCII.lowercased).elementsEqual("and".utf8)
      && ASCII.isSpace(text[text.startIndex + 3])
  }

  /// The parts in the order in which a name is printed.
  private static func inOrder(_ name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let parts = commaParts(name)
    switch parts.count {
    case 2: return [parts[1], parts[0]]
    case 3: return [parts[2], parts[0], parts[1]]
    default: return [name]
    }
  }

  private static func commaParts(_ name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = name.startIndex
    var depth = 0
    for index in name.indices {
      switch name[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ",") where depth == 0:
        parts.append(name[start..<index])
        start = index + 1
      default: break
      }
    }
    return parts + [name[start...]]
  }
}
