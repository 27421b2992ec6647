import ArgumentParser
import DefaultTheme
import DigestCore
import DigestKit
import DigestModel
import Glibc

/// Creates a site; existing files are never overwritten.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Create a new site.")

  @Argument(help: "The folder; created if it does not exist.")
  var directory: String

  @Option(help: "The site's title.")
  var title = "Paper digest"

  @Flag(help: "Copy the default theme to Templates/, so that you can change it.")
  var templates = false

  func validate() throws {
    if directory.isEmpty { throw ValidationError("Give the folder a name.") }
    if starter == nil { throw ValidationError("'--title' must not be empty.") }
  }

  func run() throws {
    let theme = templates ? DefaultTheme.files.map { ("Templates/\($0)", $1) } : []
    let all = ((starter ?? []).map { ($0, Array($1.utf8)) } + theme).sorted { $0.0 < $1.0 }
    try makeFolders(directory)
    for (path, _) in all where access("\(directory)/\(path)", F_OK) == 0 {
      throw SystemError("start a site in", path: directory, reason: "\(path) exists already")
    }
    for (path, bytes) in all {
      try makeFolders(
        "\(directory)/\(path.split(separator: "/").dropLast().joined(separator: "/"))")
      try writeNewFile("\(directory)/\(path)", String(decoding: bytes, as: UTF8.self))
      Terminal.print("\(directory)/\(path)")
    }
    Terminal.print(
      "\nNext: \(directory == "." ? "" : "cd \(shellQuoted(directory)) && ")digest build")
  }

  private var starter: [(path: String, text: String)]? {
    SiteStarter.files(title: title, today: Day(secondsSince1970: time(nil)))
  }
}

/// Quotes a word for a shell if it contains anything but letters, digits and `._/-`.
func shellQuoted(_ word: String) -> String {
  let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "._/-".contains($0) }
  return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
}
