import ArgumentParser
import DigestCore
import DigestKit
import Glibc

@main
struct Digest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "A static site generator for paper digests.",
    version: Version.current,
    subcommands: [
      BuildCommand.self, ServeCommand.self, ImportCommand.self, MailCommand.self, NewCommand.self,
      InitCommand.self, SearchCommand.self, TemplatesCommand.self,
    ])

  /// Exit codes: 0 success, 1 errors in the site's files, 2 failure of I/O or network, 64 usage.
  static func main() {
    do {
      var command = try parsed(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch let error as DiagnosticsError {
      Terminal.report(error.diagnostics)
      Glibc.exit(1)
    } catch let error as SystemError {
      Terminal.printError(error)
      Glibc.exit(2)
    } catch {
      exit(withError: error)
    }
  }

  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try CommandName.check(arguments)
    do {
      return try parseAsRoot(arguments)
    } catch  where !exitCode(for: error).isSuccess {
      throw CommandName.problem(in: arguments) ?? error
    }
  }
}
