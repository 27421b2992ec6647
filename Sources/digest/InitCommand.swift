import ArgumentParser
import DefaultTheme
import DigestCore
import DigestKit
import DigestModel
import Glibc

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Start a site of your own in a folder.")

  @Argument(help: "The folder; it is made if it does not exist.")
  var directory: String

  @Option(help: "The site's name.")
  var title = "Paper digest"

  @Flag(help: "Copy the default theme to Templates/, to change it.")
  var templates = false

  func run() throws {
    let files = try SiteStarter.files(title: title, today: Day(secondsSince1970: time(nil)))
    let theme = templates ? DefaultTheme.files.map { ("Templates/\($0)", $1) } : []
    let all = (files.map { ($0, Array($1.utf8)) } + theme).sorted { $0.0 < $1.0 }
    try makeFolder(directory)
    for (path, _) in all where access("\(directory)/\(path)", F_OK) == 0 {
      throw SystemError("start a site in", path: directory, reason: "\(path) exists already")
    }
    for (path, bytes) in all {
      try makeFolders(of: path)
      try writeNewFile("\(directory)/\(path)", String(decoding: bytes, as: UTF8.self))
      Terminal.print("\(directory)/\(path)")
    }
    let option = directory == "." ? "" : " --site \(directory)"
    Terminal.print("\nNext: digest build\(option)")
  }

  private func makeFolders(of path: String) throws {
    var folder = directory
    for component in path.split(separator: "/").dropLast() {
      folder += "/\(component)"
      try makeFolder(folder)
    }
  }
}
