import DigestCore
import Foundation

/// Folds text so that spellings of one word are one: lower case, no accents, plain forms of signs.
///
/// The script in the browser does the same; what one of them calls a word the other must too.
enum SearchText {
  /// Appends the folded form of `text`: `Éℓan’s` → `elan's`.
  static func fold(_ text: some Collection<UInt8>, into output: inout [UInt8]) {
    var index = text.startIndex
    while index != text.endIndex {
      let byte = text[index]
      if byte < 0x80 {
        output.append(ASCII.lowercased(byte))
        text.formIndex(after: &index)
      } else {
        let end = text[index...].firstIndex { $0 < 0x80 } ?? text.endIndex
        foldRun(Array(text[index..<end]), into: &output)
        index = end
      }
    }
  }

  static func folded(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    fold(text.utf8, into: &output)
    return output
  }

  /// Dashes and quotation marks are most of what is not ASCII in English, and need no tables.
  private static func foldRun(_ run: [UInt8], into output: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < run.count {
      guard run[index] == 0xE2, index + 2 < run.count, run[index + 1] == 0x80 else {
        index += 1
        continue
      }
      foldLetters(run[start..<index], into: &output)
      output.append(punctuation(run[index + 2]))
      index += 3
      start = index
    }
    foldLetters(run[start...], into: &output)
  }

  /// U+2000 to U+203F: hyphens and apostrophes join words, all else parts them.
  private static func punctuation(_ last: UInt8) -> UInt8 {
    switch last {
    case 0x90, 0x91: UInt8(ascii: "-")
    case 0x98, 0x99: UInt8(ascii: "'")
    default: 0x20
    }
  }

  private static func foldLetters(_ run: ArraySlice<UInt8>, into output: inout [UInt8]) {
    guard !run.isEmpty else { return }
    var folded = String.UnicodeScalarView()
    let text = String(decoding: run, as: UTF8.self).decomposedStringWithCompatibilityMapping
    for scalar in text.unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars
      where !(0x300...0x36F).contains(lower.value) {
        if let letters = letters[lower] {
          folded.append(contentsOf: letters.unicodeScalars)
        } else {
          folded.append(lower)
        }
      }
    }
    // Hangul and kana come apart above; what is left is put together again.
    output += String(folded).precomposedStringWithCanonicalMapping.utf8
  }

  /// Letters that Unicode does not decompose.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ħ": "h", "ŋ": "n", "ς": "σ", "\u{2010}": "-", "\u{2018}": "'", "\u{2019}": "'",
  ]
}
