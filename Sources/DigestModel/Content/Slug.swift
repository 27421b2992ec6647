import DigestCore
import DigestMarkup
import Foundation

/// Path components derived from names: lower-case ASCII letters, digits and a few other characters.
package enum Slug {
  /// File systems allow 255 bytes; this leaves room for an extension and a page number.
  package static let maxBytes = 200

  /// Whether `text` is a valid slug of a paper or page: `[a-z0-9._-]`, beginning with a letter or
  /// digit.
  package static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= maxBytes else {
      return false
    }
    let isPlain = bytes.allSatisfy { isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    return isPlain && isLetterOrDigit(first) && last != UInt8(ascii: ".") && !isDeviceName(text)
  }

  /// Returns the slug of a content file without a `slug:`: its folded name, or `nil` if nothing is
  /// left.
  ///
  /// For example, `Café Résumé` → `cafe-resume`; `2310.18660` stays the same.
  static func ofFile(named name: String) -> String? {
    let slug = folded(name, keeping: [UInt8(ascii: "."), UInt8(ascii: "_")]).slug
    return isValid(slug) ? slug : nil
  }

  /// Returns the slug for a new paper's file: at most 80 bytes of its title, cut at a word
  /// boundary.
  ///
  /// Formulas are spelled out: `98$\times$ Faster` → `98x-faster`, `Mem-$\pi$` → `mem-pi`.
  package static func ofTitle(_ title: String) -> String {
    let shown = MathSymbols.spelledOut(MathText.parse(title)?.text ?? title)
    let (slug, lost) = folded(shown, keeping: [])
    if slug.isEmpty { return "x" + hash(of: title) }
    let isComplete = !lost && !isDeviceName(slug)
    return isComplete ? cut(slug, to: 80) : "\(cut(slug, to: 71))-\(hash(of: title))"
  }

  /// Returns as many whole words as fit into `limit` bytes.
  private static func cut(_ slug: String, to limit: Int) -> String {
    guard slug.utf8.count > limit else { return slug }
    let short = slug.utf8.prefix(limit)
    let end = short.lastIndex(of: UInt8(ascii: "-")) ?? short.endIndex
    return String(decoding: short[..<end], as: UTF8.self)
  }

  /// Returns the slug of a tag, author or venue: `[a-z0-9.-]`, never empty.
  ///
  /// It is the same for all Unicode spellings of a name, and ends in a hash if letters have no
  /// ASCII form. For example, `GPT 2` → `gpt-2`, `C++` → `c-plus-plus`, and `王小明` → `x` and eight
  /// digits.
  package static func ofTerm(_ name: String) -> String {
    let named = spellingOutSigns(name)
    let (slug, lost) = folded(named, keeping: [UInt8(ascii: ".")])
    let short = String(decoding: slug.utf8.prefix(120), as: UTF8.self)
    if slug.isEmpty { return "x" + hash(of: name) }
    let isFree = !isDeviceName(slug) && slug != "index"
    let isComplete = !lost && short == slug && isFree
    return isComplete ? slug : "\(short.trimming(UInt8(ascii: "-")))-\(hash(of: name))"
  }

  /// Spells out characters that distinguish names: `C`, `C++` and `C#`.
  private static func spellingOutSigns(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == 0x2B || $0 == 0x23 }) else { return name }
    return name.reduce(into: "") { text, character in
      switch character {
      case "+": text += " plus "
      case "#": text += " sharp "
      default: text.append(character)
      }
    }
  }

  /// Returns `text` in lower-case ASCII, with runs of other characters as single hyphens.
  ///
  /// `lost` tells whether a letter had no ASCII form.
  private static func folded(_ text: String, keeping kept: [UInt8]) -> (slug: String, lost: Bool) {
    var slug: [UInt8] = []
    var lost = false
    for scalar in ascii(text).unicodeScalars {
      let byte = scalar.isASCII ? lowercased(UInt8(scalar.value)) : 0
      if isLetterOrDigit(byte) || (kept.contains(byte) && !slug.isEmpty) {
        slug.append(byte)
      } else if !scalar.isASCII && scalar.properties.isAlphabetic {
        lost = true
      } else if byte != UInt8(ascii: "'"), let last = slug.last, last != UInt8(ascii: "-") {
        if last == UInt8(ascii: ".") { slug.removeLast() }
        slug.append(UInt8(ascii: "-"))
      }
    }
    while let last = slug.last, !isLetterOrDigit(last) { slug.removeLast() }
    return (String(decoding: slug, as: UTF8.self), lost)
  }

  /// Letters that Unicode does not decompose, with their ASCII spellings.
  private static let asciiLetters: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
    "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "’": "'",
  ]

  /// Removes diacritics and replaces letters that have an ASCII spelling: `Ångström` → `Angstrom`.
  package static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let letters = asciiLetters[scalar] {
        result.append(contentsOf: letters.unicodeScalars)
      } else if scalar.properties.generalCategory != .nonspacingMark {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Returns the hash of the NFC form, folded to 32 bits, as eight hexadecimal digits.
  private static func hash(of name: String) -> String {
    let hash = StableHash(name.precomposedStringWithCanonicalMapping.utf8).value
    return StableHash.hexadecimal((hash ^ (hash >> 32)) & 0xffff_ffff, digits: 8)
  }

  /// Whether Windows reserves the name for a device, with any extension: `con`, `nul.txt`, `lpt1`.
  private static func isDeviceName(_ slug: String) -> Bool {
    let stem = slug.split(separator: ".", maxSplits: 1).first ?? ""
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && stem.utf8.last.map { (0x30...0x39).contains($0) } == true
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

extension String {
  fileprivate func trimming(_ byte: UInt8) -> String {
    var bytes = Array(utf8)
    while bytes.last == byte { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
