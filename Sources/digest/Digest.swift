import ArgumentParser

@main
struct Digest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest", abstract: "A static site generator for paper digests.")
}
