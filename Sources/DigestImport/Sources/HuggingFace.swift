import DigestCore
import DigestModel

/// Hugging Face's daily papers, from `GET /api/daily_papers` and `/api/papers/ID`.
extension Importer {
  static let huggingFace = Importer(
    name: "hugging-face", authority: .community,
    recognizes: { head in
      "[{".utf8.contains(head.first) && head.contains("\"upvotes\"")
        && (head.contains("\"paper\"") || head.contains("\"discussionId\""))
    },
    reading: .objects { object, source, sink in
      if let record = HuggingFace.record(object, source) {
        sink.add(record)
      } else {
        sink.leaveOut(
          source.problem(
            .warning, at: object.offset, "an entry without title, identifier or day; left out"))
      }
    })
}

private enum HuggingFace {
  /// Returns the record of an entry, which contains the paper or is itself the paper.
  static func record(_ entry: JSONObject, _ source: ImportSource) -> PaperRecord? {
    let paper = entry.object("paper") ?? entry
    let published = paper.text("publishedAt").flatMap { Day(timestamp: $0) }
    let listed = paper.text("submittedOnDailyAt").flatMap { Day(timestamp: $0) }
    guard let title = paper.text("title") ?? entry.text("title"),
      let id = paper.text("id").flatMap({ ArxivID($0) }),
      let date = source.days.date ?? listed ?? source.askedDay ?? published
    else { return nil }
    var record = PaperRecord(
      title: title, abstract: paper.text("summary") ?? entry.text("summary") ?? "", date: date,
      place: source.place(of: entry.offset))
    record.arxiv = id
    record.published = published.map { PartialDate($0) }
    record.authors = paper.list("authors").compactMap { author in
      (author.object?.text("name") ?? author.text).map { Author(name: $0) }
    }
    record.upvotes = paper.wholeNumber("upvotes")
    record.comments = entry.wholeNumber("numComments")
    record.stars = paper.wholeNumber("githubStars")
    record.summary = paper.text("ai_summary")
    if record.summary != nil { record.summaryBy = "Hugging Face" }
    record.tags = paper.list("ai_keywords").compactMap(\.text)
    addLinks(of: paper, entry, to: &record)
    addSubmitter(of: paper, entry, to: &record)
    if let day = paper.text("withdrawnAt").flatMap({ Day(timestamp: $0) }) {
      record.withdrawn = "Withdrawn on \(day.inWords)."
    }
    return record
  }

  private static func addLinks(
    of paper: JSONObject, _ entry: JSONObject, to record: inout PaperRecord
  ) {
    record.links[.code] = paper.text("githubRepo")
    record.links[.project] = paper.text("projectPage")
    let media = (paper.list("mediaUrls") + entry.list("mediaUrls")).compactMap(\.text)
    record.links[.video] = media.first { url in
      [".mp4", ".webm", ".mov", ".m4v", ".qt"].contains { url.lowercased().hasSuffix($0) }
    }
  }

  /// Sets the submitter, whose login is in `name` or in `user`.
  private static func addSubmitter(
    of paper: JSONObject, _ entry: JSONObject, to record: inout PaperRecord
  ) {
    guard let user = paper.object("submittedOnDailyBy") ?? entry.object("submittedBy") else {
      return
    }
    let login = user.text("user") ?? user.text("name")
    record.submitter = user.text("fullname") ?? login
    guard let login, login.utf8.allSatisfy({ ASCII.isAlphanumeric($0) || "-_.".utf8.contains($0) })
    else { return }
    record.submitterPage = "https://huggingface.co/\(login)"
  }
}
