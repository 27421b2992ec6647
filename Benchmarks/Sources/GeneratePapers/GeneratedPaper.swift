/// The contents of a paper's file.
struct GeneratedPaper {
  let title: String
  let authors: [String]
  let date: CalendarDay
  let tags: [String]
  let arxiv: String
  let venue: String?
  let code: String?
  let upvotes: Int
  let abstract: String

  var fileName: String { "\(arxiv).md" }

  /// Front matter and body, with the text values quoted so that YAML reads them as text.
  var markdown: String {
    var text = "---\ntitle: \(quoted(title))\nauthors:\n\(listed(authors))"
    text += "date: \(date.text)\ntags:\n\(listed(tags))arxiv: \(quoted(arxiv))\n"
    if let venue { text += "venue: \(quoted(venue))\n" }
    text += "pdf: https://arxiv.org/pdf/\(arxiv)\n"
    if let code { text += "code: \(code)\n" }
    text += "upvotes: \(upvotes)\n---\n\n\(abstract)\n"
    return text
  }

  private func listed(_ values: [String]) -> String {
    values.map { "  - \(quoted($0))\n" }.joined()
  }

  private func quoted(_ value: String) -> String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
