import CStemmer
import DigestCore

/// The Snowball project's own stemmers, from libstemmer: thirty languages, and no rule of ours.
///
/// A stemmer keeps its state between calls, so each thread has its own.
final class Stemmer {
  private let stemmer: OpaquePointer?

  /// For a language tag such as `en-GB`; a language without a stemmer keeps its words whole.
  init(language: String) {
    let code = language.split(separator: "-").first.map { String($0).lowercased() } ?? ""
    stemmer = sb_stemmer_new(code, nil)
  }

  deinit {
    if let stemmer { sb_stemmer_delete(stemmer) }
  }

  /// Appends the stem of a folded word; numbers, names with signs and facets are their own stems.
  func appendStem(of word: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let hasOthers = word.contains { $0 < 0x80 && !ASCII.isLetter($0) }
    guard let stemmer, !hasOthers else {
      output.append(contentsOf: word)
      return
    }
    word.withUnsafeBufferPointer { bytes in
      let stem = sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count))
      let length = Int(sb_stemmer_length(stemmer))
      output.append(contentsOf: UnsafeBufferPointer(start: stem, count: stem == nil ? 0 : length))
    }
  }
}
