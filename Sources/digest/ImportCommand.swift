import ArgumentParser
import DigestKit
import Glibc

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring papers from a file into Content/papers.",
    discussion: "Files that a person edited, moved or deleted are left as they are.")

  @OptionGroup var site: SiteOptions

  @Argument(help: "The file to import.", completion: .file())
  var file: String

  @Option(help: "The year of days written without one, such as 'Mar 12'.")
  var year: Int?

  @Option(help: ArgumentHelp("The day of papers that stand under no day.", valueName: "day"))
  var date: DayArgument?

  @Option(
    help: ArgumentHelp(
      "Days without a year are the latest not after this one (default: today).", valueName: "day"))
  var now: DayArgument?

  @Option(help: "One of: \(PaperImport.formats.joined(separator: ", ")) (default: by content).")
  var format: String?

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  @Flag(help: "Print a JSON object a line for each paper.")
  var json = false

  func validate() throws {
    guard let format, !PaperImport.formats.contains(format) else { return }
    let known = PaperImport.formats.joined(separator: ", ")
    throw ValidationError("unknown format '\(format)'; formats are: \(known)")
  }

  func run() throws {
    var job = PaperImport(
      path: file, bytes: try readFile(), now: now?.day ?? Day(secondsSince1970: time(nil)))
    job.site = site.site
    job.format = format
    job.year = year
    job.date = date?.day
    job.isDryRun = dryRun
    let report = try job.run()
    if !json {
      Terminal.print(report.description)
    } else if !report.entries.isEmpty {
      Terminal.print(report.jsonLines)
    }
    for diagnostic in report.diagnostics { Terminal.printError(diagnostic.description) }
    if !report.diagnostics.isEmpty { throw ExitCode(1) }
  }

  private func readFile() throws -> [UInt8] {
    let (name, location, path) =
      file.hasPrefix("/") ? ("", "/", String(file.dropFirst())) : (".", ".", file)
    switch try SourceFolder(name: name, location: location).read(path) {
    case .bytes(let bytes): return bytes
    case .tooLarge(let count):
      throw SystemError("read", path: file, reason: "its \(count) bytes are more than 64 MB")
    }
  }
}
