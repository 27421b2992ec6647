import ArgumentParser
import DigestKit
import DigestCore

/// Suggests commands and options for mistyped ones, where the argument parser does not.
enum CommandName {
  private static let commands = Digest.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  /// Reports an unknown command, which the parser would call an "unexpected argument".
  static func check(_ arguments: [String]) throws {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let name = words.first, !name.hasPrefix("-"), !(commands + ["help"]).contains(name) else {
      return
    }
    let hint =
      nearest(to: name, among: commands + ["help"]).map { "Did you mean '\($0)'?" }
      ?? "The commands are \(commands.joined(separator: ", "))."
    throw ValidationError("Unknown command '\(name)'. \(hint)")
  }

  /// Returns a better message for arguments that could not be parsed, or `nil` if there is none.
  static func problem(in arguments: [String]) -> ValidationError? {
    if let option = arguments.first, option.hasPrefix("-"),
      let command = arguments.first(where: commands.contains)
    {
      return ValidationError(
        "'\(option)' comes before the command; write 'digest \(command) … \(option)'.")
    }
    for argument in arguments where argument.hasPrefix("--") {
      if let near = nearest(to: argument, among: ["--help", "--version"]), near != argument {
        return ValidationError("Unknown option '\(argument)'. Did you mean '\(near)'?")
      }
    }
    return nil
  }
}
