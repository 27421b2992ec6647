import DigestCore
import DigestModel

/// Fetches papers; those that were received are written before the next request.
extension ImportRun {
  /// The number of papers per request; arXiv asks for slices of moderate size.
  static let batch = 100

  /// Fetches a request; a failure ends the run, but papers received until then are kept.
  ///
  /// Returns whether to continue with the next input.
  func fetch(_ request: ImportRequest) throws(SystemError) -> Bool {
    do throws(SystemError) {
      switch request {
      case .arxiv(let ids): try fetch(ids)
      case .search(let search): try fetch(search)
      case .huggingFace(let days): try fetch(days)
      case .address(let url): try fetch(address: url)
      }
      return !hasErrors
    } catch {
      guard error.isRemote else { throw error }
      fail(error)
      return false
    }
  }

  private func fetch(_ ids: [ArxivID]) throws(SystemError) {
    let words = "ids " + ids.map(\.id).joined(separator: " ")
    let progress = progressFile(words)
    var done = try progress.done()
    while done < ids.count && !hasErrors {
      let some = Array(ids[done..<min(ids.count, done + ImportRun.batch)])
      let url = job.services.query(ids: some)
      let answer = try ask(url) { answer in
        answer.entries == 0 ? "the answer is empty" : nil
      }
      report(missing: some, in: answer.records, url)
      try add(answer.records, from: ImportRun.shown(url), .arxivAtom)
      done += some.count
      try saveProgress(progress, done, of: ids.count)
    }
  }

  private func fetch(_ search: ArxivSearch) throws(SystemError) {
    let progress = progressFile("search \(search.limit) \(search.text)")
    var done = try progress.done()
    var total = search.limit
    while done < min(total, search.limit) && !hasErrors {
      let count = min(ImportRun.batch, search.limit - done)
      let start = done
      let url = job.services.query(search, from: done, count: count)
      let answer = try ask(url) { answer in
        let isShort = answer.entries == 0 && (answer.total.map { $0 > start } ?? true)
        return isShort ? "the answer is empty" : nil
      }
      total = answer.total ?? total
      if total == 0 { warn(url, "no paper matches the search", "try fewer words") }
      try add(answer.records, from: ImportRun.shown(url), .arxivAtom)
      done += max(answer.entries, 1)
      try saveProgress(progress, done, of: min(total, search.limit))
    }
  }

  /// Sends a request to arXiv's API, and repeats it until the answer can be read.
  private func ask(
    _ url: String, _ problem: (ArxivAtom) -> String?
  ) throws(SystemError) -> ArxivAtom {
    var answer = ArxivAtom()
    var found: [Diagnostic] = []
    let source = source(ImportRun.shown(url))
    _ = try client.fetch(url) { body in
      found = []
      guard TextCheck.utf8Problem(body, "").map(\.isEmpty) ?? true else {
        return "the answer is not UTF-8"
      }
      (answer, found) = ArxivAtom.read(source, TextCheck.normalized(body))
      let error = found.first { $0.severity == .error }
      if error?.topic == .refusal { return nil }
      return error.map { "the answer is cut short or no feed (\($0.message))" } ?? problem(answer)
    }
    take(found)
    return answer
  }

  private func report(missing ids: [ArxivID], in records: [PaperRecord], _ url: String) {
    let found = Set(records.compactMap { $0.arxiv?.id })
    if hasErrors { return }
    for id in ids where !found.contains(id.id) {
      warn(url, "arXiv has no paper \(id.id)", "check the identifier")
      skip("not found")
    }
  }

  private func fetch(_ days: HuggingFaceDays) throws(SystemError) {
    var page = 0
    while !hasErrors {
      let url = job.services.dailyPapers(days, page: page, count: ImportRun.batch)
      var count = 0
      let body = try client.fetch(url) { body in
        guard let value = try? JSONParser.parse(body[...]), case .list(let list) = value else {
          return "the answer is cut short or no list"
        }
        count = list.count
        return nil
      }
      if count == 0 && page == 0 {
        warn(
          url, "Hugging Face has no papers for \(days.value)",
          "papers come on weekdays, from the morning on (UTC)")
      }
      var source = source(ImportRun.shown(url))
      source.askedDay = days.day
      let stream = ImportStream(path: source.path, bytes: body)
      if count > 0 { try read(source, try stream.next(), stream, .huggingFace) }
      page += 1
      // A month has at most some hundred pages.
      if count < ImportRun.batch || page == 200 { return }
    }
  }

  /// Fetches a listing, or another answer whose format is detected from its content.
  private func fetch(address: String) throws(SystemError) {
    var next: String? = job.services.address(address)
    while let url = next, !hasErrors {
      let body = try client.fetch(url) { $0.isEmpty ? "the answer is empty" : nil }
      try read(ImportStream(path: ImportRun.shown(url), bytes: body))
      next = ImportRun.resumption(of: url, body)
    }
  }

  /// Returns the URL of the next part of an OAI-PMH answer, or `nil` if it is the last part.
  private static func resumption(of url: String, _ body: [UInt8]) -> String? {
    let text = String(decoding: body, as: UTF8.self)
    guard url.contains("verb=ListRecords"), let start = text.firstRange(of: "<resumptionToken"),
      let open = text[start.upperBound...].firstIndex(of: ">"),
      let end = text[open...].firstRange(of: "</resumptionToken>")
    else { return nil }
    let token = FieldReader.tidied(String(text[text.index(after: open)..<end.lowerBound]))
    let base = url.prefix { $0 != "?" }
    return token.isEmpty
      ? nil : "\(base)?verb=ListRecords&resumptionToken=\(ImportServices().encoded(token))"
  }

  /// Returns a URL for messages: without its query, which is of no use to readers.
  static func shown(_ url: String) -> String { String(url.prefix { $0 != "?" }) }

  private func warn(_ url: String, _ message: String, _ hint: String) {
    take([
      Diagnostic(path: ImportRun.shown(url), severity: .warning, message: message, hint: hint)
    ])
  }
}
