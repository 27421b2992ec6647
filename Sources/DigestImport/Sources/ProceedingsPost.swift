import DigestCore
import DigestMarkup
import DigestModel

/// Posts of the Proceedings of Machine Learning Research: a file of front matter a paper
/// (github.com/mlresearch, `_posts`).
extension Importer {
  static let proceedingsPost = Importer(
    name: "pmlr", authority: .publisher,
    recognizes: { head in
      head.text.starts(with: "---".utf8) && head.contains("\ntitle:")
        && (head.contains("\ncontainer-title:") || head.contains("\nlayout: inproceedings"))
    },
    reading: .text { source, sink in ProceedingsPost.read(source, sink) })
}

private enum ProceedingsPost {
  static func read(_ source: ImportSource, _ sink: RecordSink) {
    var problems: [Diagnostic] = []
    guard
      let parts = FrontMatter.split(source.text, path: source.path, diagnostics: &problems),
      case .map(let entries, _) = YAML.parse(
        parts.text[parts.yaml], path: source.path, firstLine: 2, diagnostics: &problems)
    else { return problems.forEach(sink.report) }
    let fields = Dictionary(entries.map { ($0.key.text, FieldValue($0.value)) }) { first, _ in first
    }
    guard let title = fields["title"]?.text else {
      return sink.leaveOut(
        Diagnostic(
          path: source.path, severity: .warning, message: "a post without a title; left out"))
    }
    sink.add(record(title, fields, source, sink))
  }

  private static func record(
    _ title: String, _ fields: [String: FieldValue], _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord {
    var record = PaperRecord(title: title, abstract: fields["abstract"]?.text ?? "")
    record.setPublished(fields["date"]?.text.map { DateReading($0) } ?? DateReading(), source, sink)
    if case .list(let authors) = fields["author"] { record.authors = authors.compactMap(author) }
    record.venue = fields["booktitle"]?.text ?? fields["container-title"]?.text
    record.volume = fields["volume"]?.text
    let pages = [fields["firstpage"]?.text, fields["lastpage"]?.text].compactMap { $0 }
    record.pages = fields["page"]?.text?.replacing("-", with: "–") ?? pages.joined(separator: "–")
    record.links[.pdf] = fields["pdf"]?.text
    record.links[.code] = fields["software"]?.text
    record.openReview = fields["openreview"]?.text.flatMap { OpenReviewID($0) }
    if let volume = record.volume, let id = fields["id"]?.text {
      record.links[.url] = "https://proceedings.mlr.press/v\(volume)/\(id).html"
    }
    return record
  }

  private static func author(_ value: FieldValue) -> Author? {
    guard case .map(let entries) = value else { return value.text.map { Author(name: $0) } }
    let part = { (key: String) in entries.first { $0.key == key }?.value.text ?? "" }
    return part("family").isEmpty ? nil : Author(given: part("given"), family: part("family"))
  }
}
