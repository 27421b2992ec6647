import ArgumentParser
import DigestCore
import DigestKit
import DigestModel
import Glibc

/// Writes a draft, whose file is named after the title.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a draft of a paper to Content/papers.")

  @OptionGroup var site: SiteOptions

  @Argument(help: "The paper's title; it needs no quotes.")
  var title: [String]

  @Option(help: ArgumentHelp("The paper's date in the digest (default: today).", valueName: "day"))
  var date: DayArgument?

  func validate() throws {
    if draft == nil { throw ValidationError("The title is empty.") }
  }

  func run() throws {
    guard let draft else { return }
    let folder = "\(site.site)/Content/papers"
    try site.requireContent(to: "write a draft in")
    try makeFolders(folder)
    let path = site.site == "." ? "Content/papers/\(draft.slug).md" : "\(folder)/\(draft.slug).md"
    guard access(path, F_OK) != 0 else {
      throw SystemError(
        "write", path: path, reason: "the file exists already; edit it, or choose another title")
    }
    try writeNewFile(path, draft.text)
    Terminal.print(path)
  }

  private var draft: PaperDraft? {
    let today = Day(secondsSince1970: time(nil))
    return PaperDraft(title: title.joined(separator: " "), date: date?.day ?? today)
  }
}
