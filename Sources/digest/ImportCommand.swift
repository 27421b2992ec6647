import ArgumentParser
import DigestImport
import DigestKit
import DigestModel
import Glibc
import DigestCore

/// Imports papers; requests and files are processed in the order of the arguments.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import papers from files and services into Content/papers.",
    discussion: """
      A source is a file, a folder of files, '-' for standard input, an arXiv identifier or \
      address, or 'hf:' with a day, week or month of Hugging Face's daily papers ('hf:today'). \
      Your own edits are kept; conflicts are reported.
      """)

  @OptionGroup var site: SiteOptions

  @Argument(help: "What to import.", completion: .file())
  var sources: [String] = []

  @Option(
    help: ArgumentHelp(
      "Import the results of an arXiv search, such as 'cat:cs.CL AND ti:agents'.",
      valueName: "query"))
  var search: String?

  @Option(help: ArgumentHelp("The first submission date to search for.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The last submission date to search for.", valueName: "day"))
  var to: DayArgument?

  @Option(help: "The maximum number of search results, newest first.")
  var max = 100

  @Option(help: "The year of dates without one, such as 'Mar 12'.")
  var year: Int?

  @Option(help: ArgumentHelp("File all papers under this date of the digest.", valueName: "day"))
  var date: DayArgument?

  @Option(
    help: ArgumentHelp(
      "Take dates without a year as the latest ones up to this date (default: today).",
      valueName: "day"))
  var now: DayArgument?

  @Option(help: "The format: \(PaperImport.formats.joined(separator: ", ")) (default: detected).")
  var format: String?

  @Option(
    help: ArgumentHelp(
      "Send requests to this address instead of the services.", valueName: "address"))
  var apiBase: String?

  @Flag(help: "Report what would be done, but write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object per paper and line.")
  var json = false

  func validate() throws {
    if let format, !PaperImport.formats.contains(format) {
      let hint =
        nearest(to: format, among: PaperImport.formats).map { "Did you mean '\($0)'?" }
        ?? "The formats are \(PaperImport.formats.joined(separator: ", "))."
      throw ValidationError("Unknown format '\(format)'. \(hint)")
    }
    if sources.isEmpty && search == nil && from == nil && to == nil {
      throw ValidationError("Give a file, an arXiv identifier, 'hf:today', or '--search'.")
    }
    if !(1...30_000).contains(max) {
      throw ValidationError(
        "'--max' must be a whole number from 1 to 30000, the limit of arXiv's API.")
    }
    if let apiBase, !apiBase.hasPrefix("http://"), !apiBase.hasPrefix("https://") {
      throw ValidationError("'--api-base' must begin with http:// or https://.")
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
    job.notice = { meter.say($0) }
    let isJSON = json
    job.onPaper = { paper in
      if isJSON { Terminal.print(paper.json) }
    }
    try show(meter.during { try job.run { meter.show($0) } })
  }

  /// The inputs in order; consecutive identifiers are fetched with one request.
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
