import ArgumentParser
import DigestKit
import DigestTemplate

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List every template with the names it may use, their types and meanings.")

  func run() {
    Terminal.print(describe(views: Theme.views))
  }
}
