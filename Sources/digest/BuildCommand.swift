import ArgumentParser
import DigestCore
import DigestFiles
import DigestKit
import DigestModel
import Glibc

/// Builds the site, and publishes it only if everything was rendered.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build the site as static files.")

  @OptionGroup var site: SiteOptions

  @Option(
    name: .shortAndLong, help: "The output folder (default: Public in the site's folder).")
  var output: String?

  @OptionGroup var buildOptions: BuildOptions

  @Option(help: "The number of threads (default: one per processor).")
  var jobs: Int?

  @Flag(
    help:
      "Write into a folder that contains other files; files at the site's paths are replaced, none are removed."
  )
  var force = false

  @Flag(help: "Print the duration of each step.")
  var timings = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "List every warning about formulas.")
  var verbose = false

  @Flag(help: "Print errors, warnings and the result as JSON lines.")
  var json = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("'--jobs' must be a whole number from 1 to 1024.")
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    let reporter = BuildReporter(json: json, quiet: quiet, verbose: verbose)
    do {
      let result = try build(reporter)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      reporter.finish(result.0, result.1, seconds: seconds, timings: timings)
    } catch let error as DiagnosticsError {
      reporter.fail(error.diagnostics)
      throw ExitCode(1)
    } catch let error as SystemError {
      reporter.fail(error)
      throw ExitCode(2)
    }
  }

  private func build(_ reporter: BuildReporter) throws -> (BuildReport, PublishReport) {
    let content = site.content
    try site.requireContent(to: "build")
    let build = Build(content: content, templates: site.templates, options: try options())
    let sink = try DiskSink(
      output: output ?? "\(site.site)/Public", protected: protectedFolders, force: force)
    do {
      return try reporter.meter.during {
        let report = try build.run(into: sink, progress: reporter.meter)
        reporter.meter.report(.publish, done: 0, of: 0)
        return (report, try sink.publish())
      }
    } catch {
      sink.discard()
      throw error
    }
  }

  /// Folders that a build must never write to, whatever `--output` says.
  private var protectedFolders: [String] {
    ["Content", "Templates", "Sources", "Tests"].compactMap { absolutePath("\(site.site)/\($0)") }
  }

  private func options() throws -> Build.Options {
    var options = try buildOptions.options()
    options.parallel = Parallel(jobs: jobs)
    return options
  }
}
