import Foundation
import Synchronization
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

/// Tests failures of the network: what was fetched is kept, and a second run resumes.
@Suite(.mayBlock) struct FetchTests {
  /// Records the pauses of a run, in seconds.
  private final class Pauses: Sendable {
    let seconds = Mutex<[Double]>([])
  }

  private func job(
    _ request: ImportRequest, _ server: LoopbackServer, _ site: ImportSite,
    _ pauses: Pauses = Pauses()
  ) -> PaperImport {
    var job = PaperImport([.request(request)], now: Day("2026-02-02") ?? .epoch)
    job.site = site.url.path
    job.services.base = server.url
    job.limits = CurlTransfer.Limits(
      milliseconds: 3_600_000, connectMilliseconds: 3_600_000, patience: 3600)
    job.pause = { seconds in pauses.seconds.withLock { $0.append(seconds) } }
    return job
  }

  /// Returns the response of arXiv's API to a request for identifiers.
  private static func answer(_ target: String) -> LoopbackServer.Reply {
    let list = target.split(separator: "id_list=").last?.split(separator: "&").first ?? ""
    let ids = list.replacing("%2C", with: ",").split(separator: ",").map(String.init)
    return .answer(200, feed(ids))
  }

  private static func feed(_ ids: [String], total: Int? = nil) -> String {
    let entries = ids.map { id in
      """
      <entry><id>http://arxiv.org/abs/\(id)v1</id><title>Paper \(id)</title>
      <published>2026-01-05T09:00:00Z</published><summary>We show.</summary>
      <author><name>Ada Lovelace</name></author><category term="cs.CL"/></entry>
      """
    }
    return """
      <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
      xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><id>http://arxiv.org/api/x</id>
      <opensearch:totalResults>\(total ?? ids.count)</opensearch:totalResults>
      \(entries.joined())</feed>
      """
  }

  private static func ids(_ count: Int) -> [ArxivID] {
    (0..<count).compactMap { ArxivID("2601.\(String(10_000 + $0))") }
  }

  @Test func `identifiers are requested a hundred at a time, three seconds apart`() throws {
    let server = try LoopbackServer { _, target in Self.answer(target) }
    let (site, pauses) = (try ImportSite(), Pauses())
    let report = try job(.arxiv(Self.ids(250)), server, site, pauses).run()
    #expect(report.description == "new 250" && report.failure == nil)
    #expect(server.targets.count == 3 && pauses.seconds.withLock { $0 } == [3, 3])
    #expect(site["Content/papers/paper-2601-10249.md"]?.contains("  - Ada Lovelace") == true)
    #expect(site["Content/.import-progress.json"] == nil)
  }

  @Test(arguments: [
    (503, "Retry-After: 7", [7.0]), (429, "Retry-After: 0", [0]), (406, "X: y", [3]),
    (500, "Retry-After: soon", [3]),
  ])
  func `a request to a busy server is repeated when the server says`(
    status: Int, header: String, pauses expected: [Double]
  ) throws {
    let server = try LoopbackServer { number, target in
      number == 0 ? .answer(status, "", headers: [header]) : Self.answer(target)
    }
    let (site, pauses) = (try ImportSite(), Pauses())
    let report = try job(.arxiv(Self.ids(1)), server, site, pauses).run()
    #expect(report.description == "new 1")
    #expect(pauses.seconds.withLock { $0 } == expected + [3])
  }

  @Test func `what was fetched before a failure is kept, and a second run resumes there`()
    throws
  {
    let isBroken = Atomic(true)
    let server = try LoopbackServer { number, target in
      number >= 2 && isBroken.load(ordering: .relaxed) ? .answer(503, "") : Self.answer(target)
    }
    let site = try ImportSite()
    let report = try job(.arxiv(Self.ids(350)), server, site).run()
    #expect(report.description == "new 200" && site.papers.count == 200)
    #expect(
      report.failure?.description == """
        cannot fetch \(server.url)/api/query: the server says 503 (asked 5 times); run this again \
        later
        """)
    let asked = server.targets.count
    isBroken.store(false, ordering: .relaxed)
    let second = try job(.arxiv(Self.ids(350)), server, site).run()
    #expect(second.description == "new 150" && second.failure == nil)
    #expect(server.targets.count - asked == 2 && site.papers.count == 350)
    #expect(try job(.arxiv(Self.ids(350)), server, site).run().description == "same 350")
  }

  @Test(arguments: [
    (LoopbackServer.Reply.answer(404, ""), "the server says 404", 1),
    (.answer(503, ""), "the server says 503 (asked 5 times); run this again later", 5),
    (
      .answer(503, "", headers: ["Retry-After: 9223372036854775807"]),
      "the server says 503, and asks to wait 1000000000 seconds; run this again then", 1
    ),
    (
      .answer(503, "", headers: ["Retry-After: 86400"]),
      "the server says 503, and asks to wait 86400 seconds; run this again then", 1
    ),
    (.answer(406, ""), "the server says 406 (asked 5 times); run this again later", 5),
    (
      .answer(200, FetchTests.feed([])),
      "the answer is empty (asked 5 times); run this again later", 5
    ),
    (
      .answer(200, String(FetchTests.feed(["2601.10000"]).dropLast(7))),
      """
      the answer is cut short or no feed (invalid XML: the document ends too early, or goes on \
      behind its end) (asked 5 times); run this again later
      """, 5
    ),
    (
      .cutOff(FetchTests.feed(["2601.10000"])),
      "the connection ended in the middle of the answer (asked 5 times); run this again later", 5
    ),
    (
      .hangUp,
      "the connection ended in the middle of the answer (asked 5 times); run this again later", 5
    ),
    (.badGzip, "the answer's compression is damaged (asked 5 times); run this again later", 5),
    (.bomb, "the answer is larger than 20 MB", 1),
    (
      .answer(302, "", headers: ["Location: http://localhost:1/x"]),
      "it redirects to localhost:1, another host", 1
    ),
    (
      .answer(302, "", headers: ["Location: https://evil.example/"]),
      "it redirects to evil.example, another host", 1
    ),
    (
      .answer(301, "", headers: ["Location: /api/query"]), "it redirects again and again", 4
    ),
    (
      .answer(302, "", headers: ["Location: file:///etc/passwd"]),
      "it redirects to an address that is none, another host", 1
    ),
  ])
  func `each failure has its message, and nothing is written`(
    reply: LoopbackServer.Reply, reason: String, requests: Int
  ) throws {
    let server = try LoopbackServer { _, _ in reply }
    let site = try ImportSite()
    let error = #expect(throws: SystemError.self) {
      try job(.arxiv(Self.ids(1)), server, site).run()
    }
    let expected = SystemError(
      "fetch", path: "\(server.url)/api/query", reason: reason, isRemote: true)
    #expect(error == expected)
    #expect(site.papers == [] && server.targets.count == requests)
  }

  @Test func `a slow response ends at the deadline`() throws {
    let server = try LoopbackServer { _, _ in .drip }
    let site = try ImportSite()
    var job = job(.arxiv(Self.ids(1)), server, site)
    job.limits.milliseconds = 300
    let error = #expect(throws: SystemError.self) { try job.run() }
    #expect(error?.reason.hasPrefix("the answer did not come in time (asked 5 times)") == true)
  }

  @Test func `a server that cannot be reached is reported`() throws {
    let server = try LoopbackServer()
    let site = try ImportSite()
    let error = #expect(throws: SystemError.self) {
      try job(.arxiv(Self.ids(1)), server, site).run()
    }
    #expect(error?.reason == "nothing answers there (asked 5 times); run this again later")
  }

  @Test(.testData("arxiv-api")) func `arXiv's message about an invalid request is shown`() throws {
    let path = RealText.data.appending(path: "arxiv-api/error.xml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let server = try LoopbackServer { _, _ in .answer(400, text) }
    let site = try ImportSite()
    let error = #expect(throws: DiagnosticsError.self) {
      try job(.arxiv(Self.ids(1)), server, site).run()
    }
    #expect(
      error?.diagnostics.map(\.description) == [
        """
        \(server.url)/api/query:9:1: error: arXiv says: incorrect id format for abc
          hint: check the identifiers or the search
        """
      ])
  }

  @Test func `papers that arXiv does not have are named`() throws {
    let server = try LoopbackServer { _, _ in .answer(200, Self.feed(["2601.10000"])) }
    let site = try ImportSite()
    let report = try job(.arxiv(Self.ids(2)), server, site).run()
    #expect(report.description == "new 1, skipped 1 (not found)")
    #expect(report.diagnostics.map(\.message) == ["arXiv has no paper 2601.10001"])
  }

  @Test func `a search fetches page after page up to its limit`() throws {
    let server = try LoopbackServer { _, target in
      let parts = target.split { "?&=".contains($0) }
      let start = parts.firstIndex(of: "start").map { Int(parts[$0 + 1]) ?? 0 } ?? 0
      let count = parts.firstIndex(of: "max_results").map { Int(parts[$0 + 1]) ?? 0 } ?? 0
      let ids = Self.ids(1000)[start..<min(1000, start + count)].map(\.id)
      return .answer(200, Self.feed(ids, total: 1000))
    }
    let search = ArxivSearch(
      "cat:cs.CL", first: Day("2026-01-01"), last: Day("2026-01-31"), limit: 230)
    let site = try ImportSite()
    let report = try job(.search(search), server, site).run()
    #expect(report.description == "new 230")
    #expect(
      server.targets.last == """
        /api/query?search_query=%28cat%3Acs.CL%29%20AND%20submittedDate%3A%5B202601010000%20TO\
        %20202601312359%5D&start=200&max_results=30&sortBy=submittedDate&sortOrder=descending
        """)
  }

  @Test(.testData("hf-daily-papers-1.json"))
  func `Hugging Face's papers of a day come with votes and a day`() throws {
    let path = RealText.data.appending(path: "hf-daily-papers-1.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let server = try LoopbackServer { _, _ in .answer(200, text) }
    let (site, today) = (try ImportSite(), try #require(Day("2026-03-06")))
    let days = try #require(ImportRequest("hf:today", today: today))
    #expect(try job(days, server, site).run().description == "new 1")
    #expect(server.targets == ["/api/daily_papers?date=2026-03-06&p=0&limit=100"])
    let file = try #require(site[site.papers.map { "Content/papers/\($0)" }.first ?? ""])
    for line in [
      "date: 2026-03-06", "upvotes: 10", "stars: 9", "project: https://circle-lmm.github.io/",
      "code: https://github.com/marco-garosi/CIRCLE", "published: 2026-02-26",
      "submitter: {name: Example Submitter, url: \"https://huggingface.co/example-submitter\"}",
    ] {
      #expect(file.contains(line + "\n"), "\(line) in\n\(file)")
    }
  }

  @Test(arguments: [
    ("hf:2025-W11", "week=2025-W11"), ("hf:2025-03", "month=2025-03"),
    ("hf:yesterday", "date=2026-03-05"),
  ])
  func `a week or month without papers is not a failure`(word: String, query: String) throws {
    let server = try LoopbackServer { _, _ in .answer(200, "[]") }
    let request = try #require(ImportRequest(word, today: Day("2026-03-06") ?? .epoch))
    let site = try ImportSite()
    let report = try job(request, server, site).run()
    #expect(server.targets == ["/api/daily_papers?\(query)&p=0&limit=100"])
    #expect(report.description == "no papers" && report.diagnostics.count == 1)
  }

  @Test(arguments: [
    ("2310.18660", true), ("arXiv:2310.18660v2", true), ("cs/0112017", true),
    ("https://arxiv.org/abs/2310.18660v1", true), ("https://arxiv.org/pdf/2310.18660.pdf", true),
    ("http://export.arxiv.org/abs/cs/0112017", true), ("https://rss.arxiv.org/rss/cs.CL", true),
    ("https://evil.example/abs/2310.18660", false), ("http://rss.arxiv.org/rss/cs.CL", false),
    ("https://rss.arxiv.org@evil.example/", false), ("hf:2025-02-30", false), ("paper.bib", false),
    ("hf:someday", false), ("hf:2025-W60", false),
  ])
  func `requests and files on the command line are distinguished`(word: String, isRequest: Bool) {
    #expect((ImportRequest(word, today: .epoch) != nil) == isRequest)
  }

  @Test func `Retry-After is converted to seconds`() {
    #expect(WebClient.seconds("120") == 120 && WebClient.seconds("-1") == nil)
    #expect(WebClient.seconds("Fri, 28 Aug 2020 22:22:10 GMT") == 0)
    #expect((WebClient.seconds("Fri, 28 Aug 2099 22:22:10 GMT") ?? 0) > 1e9)
    #expect(WebClient.seconds("tomorrow") == nil)
  }
}
