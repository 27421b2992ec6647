import ArgumentParser
import DigestCore
import DigestKit
import DigestModel
import Glibc

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the draft of a paper into Content/papers.")

  @OptionGroup var site: SiteOptions

  @Argument(help: "The paper's title.")
  var title: String

  @Option(help: ArgumentHelp("The day it stands in the digest (default: today).", valueName: "day"))
  var date: DayArgument?

  func run() throws {
    let day = date?.day ?? Day(secondsSince1970: time(nil))
    let draft = try PaperDraft(title: title, date: day)
    let folder = "\(site.site)/Content/papers"
    guard isFolder("\(site.site)/Content") else {
      throw SystemError(
        "write", path: folder,
        reason: "there is no Content folder; 'digest init \(site.site)' makes a site")
    }
    try makeFolder(folder)
    let path = site.site == "." ? "Content/papers/\(draft.slug).md" : "\(folder)/\(draft.slug).md"
    try writeNewFile(path, draft.text)
    Terminal.print(path)
  }
}
