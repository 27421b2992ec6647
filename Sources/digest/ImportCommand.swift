import ArgumentParser
import DigestKit
import Glibc

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring papers from files and services into Content/papers.",
    discussion: """
      A source is a file, a folder of files, '-' for standard input, an arXiv identifier or \
      address, or 'hf:' with a day, week or month of Hugging Face's daily papers ('hf:today'). \
      What a person changed, added or deleted stays; conflicts are reported.
      """)

  @OptionGroup var site: SiteOptions

  @Argument(help: "What to import.", completion: .file())
  var sources: [String] = []

  @Option(
    help: ArgumentHelp(
      "Papers of a search of arXiv's API, such as 'cat:cs.CL AND ti:agents'.", valueName: "query"))
  var search: String?

  @Option(help: ArgumentHelp("The first day of the search.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The last day of the search.", valueName: "day"))
  var to: DayArgument?

  @Option(help: "At most so many papers of the search, newest first.")
  var max = 100

  @Option(help: "The year of days written without one, such as 'Mar 12'.")
  var year: Int?

  @Option(help: ArgumentHelp("The day of all papers in the digest.", valueName: "day"))
  var date: DayArgument?

  @Option(
    help: ArgumentHelp(
      "Days without a year are the latest not after this one (default: today).", valueName: "day"))
  var now: DayArgument?

  @Option(help: "One of: \(PaperImport.formats.joined(separator: ", ")) (default: by content).")
  var format: String?

  @Option(help: ArgumentHelp("Ask this address in place of the services'.", valueName: "address"))
  var apiBase: String?

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  @Flag(help: "Print a JSON object a line for each paper.")
  var json = false

  func validate() throws {
    if let format, !PaperImport.formats.contains(format) {
      let hint =
        nearest(to: format, among: PaperImport.formats).map { "did you mean '\($0)'?" }
        ?? "formats are: \(PaperImport.formats.joined(separator: ", "))"
      throw ValidationError("unknown format '\(format)'; \(hint)")
    }
    if sources.isEmpty && search == nil && from == nil && to == nil {
      throw ValidationError("name a file, an arXiv identifier, 'hf:today', or --search")
    }
    if !(1...30_000).contains(max) {
      throw ValidationError("--max goes from 1 to 30000, as arXiv's API does")
    }
    if let apiBase, !apiBase.hasPrefix("http://"), !apiBase.hasPrefix("https://") {
      throw ValidationError("--api-base must begin with http:// or https://")
    }
  }

  func run() throws {
    let today = now?.day ?? Day(secondsSince1970: time(nil))
    var job = PaperImport(inputs(today), now: today)
    job.site = site.site
    job.format = format
    job.year = year
    job.date = date?.day
    job.isDryRun = dryRun
    job.services = services
    let meter = ImportMeter(isWanted: !json)
    try show(meter.during { try job.run { meter.show($0) } })
  }

  /// Identifiers next to one another are asked for together.
  private func inputs(_ today: Day) -> [PaperImport.Input] {
    var inputs: [PaperImport.Input] = []
    for source in sources {
      let request = exists(source) ? nil : ImportRequest(source, today: today)
      if case .arxiv(let ids) = request, case .request(.arxiv(let others)) = inputs.last {
        inputs[inputs.count - 1] = .request(.arxiv(others + ids))
      } else {
        inputs.append(request.map { .request($0) } ?? .file(source))
      }
    }
    if search != nil || from != nil || to != nil {
      let query = ArxivSearch(search ?? "", first: from?.day, last: to?.day, limit: max)
      inputs.append(.request(.search(query)))
    }
    return inputs
  }

  private func exists(_ path: String) -> Bool { path == "-" || access(path, F_OK) == 0 }

  private var services: ImportServices {
    var services = ImportServices()
    services.base = apiBase
    if let url = getenv("DIGEST_ARXIV_URL").map({ String(cString: $0) }), !url.isEmpty {
      services.arxiv = url
    }
    if let url = getenv("DIGEST_HF_URL").map({ String(cString: $0) }), !url.isEmpty {
      services.huggingFace = url
    }
    return services
  }

  private func show(_ report: ImportReport) throws {
    if !json {
      Terminal.print(report.description)
    } else if !report.jsonLines.isEmpty {
      Terminal.print(report.jsonLines)
    }
    if !json {
      Terminal.printError(report.diagnostics)
    }
    if let failure = report.failure {
      Terminal.printError(failure)
      throw ExitCode(2)
    }
    if report.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
