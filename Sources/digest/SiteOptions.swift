import ArgumentParser
import DefaultTheme
import DigestFiles
import DigestKit
import DigestModel
import DigestCore

/// The site's folder, with `Content/` and, if it has its own theme, `Templates/`.
struct SiteOptions: ParsableArguments {
  @Option(name: .long, help: "The site's folder, which contains Content/.")
  var site = "."

  init() {}

  init(site: String) {
    self.site = site
  }

  var content: SourceFolder { SourceFolder(name: shown("Content"), location: "\(site)/Content") }

  /// The site's own templates, if there are any, followed by the default theme.
  var templates: [SourceFolder] {
    let own = SourceFolder(name: shown("Templates"), location: "\(site)/Templates")
    let standard = SourceFolder(name: "default theme", bytes: DefaultTheme.files)
    return isFolder("\(site)/Templates") ? [own, standard] : [standard]
  }

  /// Throws an error with advice on how to create a site, if the folder has no `Content/`.
  func requireContent(to operation: String) throws {
    guard !isFolder("\(site)/Content") else { return }
    throw SystemError(
      operation, path: site,
      reason: "there is no Content folder; 'digest init \(shellQuoted(site))' makes a site")
  }

  /// Returns a folder's name for messages, relative to the current folder.
  private func shown(_ folder: String) -> String {
    site == "." ? folder : "\(site)/\(folder)"
  }
}

struct DayArgument: ExpressibleByArgument {
  let day: Day

  init?(argument: String) {
    guard let day = Day(argument) else { return nil }
    self.day = day
  }
}
