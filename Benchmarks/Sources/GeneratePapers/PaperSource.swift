/// Generates papers one at a time, in the order of their dates.
struct PaperSource {
  private let titles: TitleSource
  private let abstracts: AbstractSource
  private let tags = TagSource()
  private(set) var authors: AuthorSource
  private var numbering = ArxivNumbering()
  private var made = 0
  private var random: RandomSource

  init(corpus: [RealPaper], seed: UInt64, keepsMath: Bool) throws {
    random = RandomSource(seed: seed)
    titles = try TitleSource(realTitles: corpus.map(\.title), random: &random)
    let names = try NamePool(realNames: corpus.flatMap(\.authors), random: &random)
    authors = AuthorSource(names: names)
    abstracts = try AbstractSource(realAbstracts: corpus.map(\.summary), keepsMath: keepsMath)
  }

  /// Calls `use` with each of `count` papers, spread over `days`.
  mutating func papers(
    _ count: Int, over days: [CalendarDay], use: (GeneratedPaper) throws -> Void
  ) throws {
    var schedule = Schedule(papers: count)
    for (index, day) in days.enumerated() {
      for _ in 0..<schedule.papers(daysLeft: days.count - index, random: &random) {
        try use(try next(on: day))
      }
    }
  }

  private mutating func next(on day: CalendarDay) throws -> GeneratedPaper {
    let arxiv = try numbering.next(on: day)
    defer { made += 1 }
    return GeneratedPaper(
      title: titles.title(at: made), authors: authors.list(random: &random), date: day,
      tags: tags.list(random: &random), arxiv: arxiv,
      venue: random.oneIn(4) ? "\(random.element(of: Self.venues)) \(day.year)" : nil,
      code: random.oneIn(3) ? "https://github.com/example/\(arxiv)" : nil,
      upvotes: random.below(random.below(300) + 1),
      abstract: abstracts.abstract(random: &random))
  }

  private static let venues = [
    "NeurIPS", "ICML", "ICLR", "CVPR", "ICCV", "ECCV", "ACL", "EMNLP", "NAACL", "AAAI", "IJCAI",
    "KDD", "SIGIR", "CoRL", "ICRA", "Interspeech",
  ]
}
