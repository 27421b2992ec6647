/// A file format for references.
package enum CitationFormat: CaseIterable, Sendable {
  case bibtex
  case ris
  case csl

  /// The file name extension, with its period.
  package var ending: String {
    switch self {
    case .bibtex: ".bib"
    case .ris: ".ris"
    case .csl: ".csl.json"
    }
  }

  /// The format's name for readers.
  package var label: String {
    switch self {
    case .bibtex: "BibTeX"
    case .ris: "RIS"
    case .csl: "CSL-JSON"
    }
  }

  /// The media type; those with `x-` are customary, but not registered.
  package var mediaType: String {
    switch self {
    case .bibtex: "application/x-bibtex"
    case .ris: "application/x-research-info-systems"
    case .csl: "application/vnd.citationstyles.csl+json"
    }
  }

  /// Returns a file of formatted entries.
  package func file(_ entries: some Sequence<[UInt8]>) -> [UInt8] {
    switch self {
    case .bibtex: joined(entries, opening: "", separator: "\n", closing: "")
    case .ris: joined(entries, opening: "", separator: "\r\n", closing: "")
    case .csl: joined(entries, opening: "[\n", separator: ",\n", closing: "\n]\n")
    }
  }

  /// Joins whole entries, because the standard library's `joined` copies byte by byte.
  private func joined(
    _ entries: some Sequence<[UInt8]>, opening: String, separator: String, closing: String
  ) -> [UInt8] {
    var bytes = Array(opening.utf8)
    var isFirst = true
    for entry in entries {
      if !isFirst { bytes += separator.utf8 }
      bytes += entry
      isFirst = false
    }
    return bytes + closing.utf8
  }
}
