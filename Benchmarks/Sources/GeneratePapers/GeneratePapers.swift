import ArgumentParser

@main
struct GeneratePapers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-papers",
    abstract: "Write a site of papers that do not exist, to measure with.",
    discussion: "The same options give the same bytes, on every machine.")

  @Option(help: "How many papers, up to 1000000.")
  var count = 10_000

  @Option(help: "Another seed gives other papers.")
  var seed: UInt64 = 1

  @Option(help: "The folder to write Content/ in.")
  var site: String

  @Option(help: "Real papers, one JSON object a line, with title, authors and summary.")
  var corpus = Corpus.records

  @Option(help: "The first day, 2015-01-01 or later.")
  var from = CalendarDay(year: 2016, month: 1, day: 1)

  @Option(help: "Over how many years the papers are spread.")
  var years = 10

  @Flag(inversion: .prefixedNo, help: "Keep sentences with inline math.")
  var math = true

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count must lie between 1 and 1000000, not \(count)")
    }
    // arXiv ids have five digits since 2015 and two digits for the year.
    guard from.year >= 2015, years >= 1, from.year + years <= 2100 else {
      throw ValidationError("papers must lie between 2015-01-01 and 2099-12-31")
    }
  }

  func run() throws {
    var source = try PaperSource(
      corpus: try Corpus.load(path: corpus), seed: seed, keepsMath: math)
    let folder = try ContentFolder(site: site)
    try source.papers(count, over: from.weekdays(years: years)) { try folder.add($0) }
    print("\(count) papers by \(source.authors.distinct) authors in \(site)/Content")
  }
}

extension CalendarDay: ExpressibleByArgument {
  init?(argument: String) {
    self.init(argument)
  }

  var defaultValueDescription: String { text }
}
