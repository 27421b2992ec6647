import DigestModel
import ArgumentParser
import DigestKit
import Glibc

/// The date and address that a site is built for.
struct BuildOptions: ParsableArguments {
  @Option(help: "The site's address; overrides base_url in site.yml.")
  var baseURL: BaseURLArgument?

  @Flag(help: "Include drafts.")
  var drafts = false

  @Flag(help: "Include papers dated after --now.")
  var future = false

  @Option(
    help: ArgumentHelp(
      "The date to build for, such as 2025-03-12 (default: SOURCE_DATE_EPOCH, or the newest paper's date).",
      valueName: "day"))
  var now: DayArgument?

  func options() throws -> Build.Options {
    var options = Build.Options()
    options.baseURL = baseURL?.url
    options.includesDrafts = drafts
    options.includesFuture = future
    options.now = try now?.day ?? sourceDate()
    return options
  }

  /// The date in SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), if it is set.
  private func sourceDate() throws -> Day? {
    guard let text = getenv("SOURCE_DATE_EPOCH").map({ String(cString: $0) }), !text.isEmpty else {
      return nil
    }
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH must be seconds since 1970, not '\(text)'.")
    }
    return Day(secondsSince1970: seconds)
  }
}

struct BaseURLArgument: ExpressibleByArgument {
  let url: BaseURL

  init?(argument: String) {
    guard let url = BaseURL(argument) else { return nil }
    self.url = url
  }
}
