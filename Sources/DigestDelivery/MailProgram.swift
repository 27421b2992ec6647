public import DigestCore
import DigestFiles
import CLinux
import Glibc

/// A program that reads a message from standard input and takes the recipients from its header,
/// like `sendmail -t`.
public struct MailProgram: Sendable {
  /// The outcome for a message.
  public enum Outcome: Equatable, Sendable {
    case sent
    /// The program rejected the message, for this reason.
    case failed(String)
    /// The program was cut off, so the message may have been sent.
    case unknown(String)
  }

  /// Folders where systems install `sendmail`, although they are not on users' `PATH`.
  private static let systemFolders = ["/usr/sbin", "/usr/lib", "/usr/local/sbin"]

  private let executable: String
  private let arguments: [String]
  /// The program's name as given by the owner.
  private let name: String

  /// Finds the program and prepares its arguments.
  ///
  /// `command` contains the program and its arguments; the default is `sendmail -i`. A relative
  /// path with a slash is resolved against `folder`, and a bare name is looked up in `path`. Throws
  /// a ``SystemError`` if there is no such program, so that this is known before any message is
  /// recorded as being sent.
  public init(_ command: [String]?, folder: String, path: String?) throws(SystemError) {
    let words = command ?? ["sendmail", "-i"]
    name = words[0]
    executable = try MailProgram.find(words[0], folder: folder, path: path)
    let given = Array(words.dropFirst())
    arguments = given + (given.contains(where: MailProgram.readsRecipients) ? [] : ["-t"])
  }

  private static func readsRecipients(_ argument: String) -> Bool {
    argument == "--read-recipients"
      || (argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.contains("t")
        && argument.dropFirst().allSatisfy { "it".contains($0) })
  }

  private static func find(
    _ name: String, folder: String, path: String?
  ) throws(SystemError) -> String {
    if name.contains("/") {
      let file = name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
      if access(file, X_OK) == 0 { return file }
      throw SystemError("run", path: file, reason: Errno.last.reason)
    }
    let folders = (path ?? "").split(separator: ":").map(String.init) + systemFolders
    for folder in folders where access("\(folder)/\(name)", X_OK) == 0 {
      return "\(folder)/\(name)"
    }
    throw SystemError(
      "run", path: name,
      reason: "there is no such program; install one such as msmtp, and name it in site.yml as "
        + "'mail: {command: msmtp}'")
  }

  /// Runs the program with the message as its input, and waits until it ends.
  public func send(_ message: [UInt8]) throws -> Outcome {
    let input = try MailProgram.file(holding: MailProgram.withSystemLineEnds(message))
    let output = try MailProgram.file(holding: [])
    let process: pid_t
    do throws(Errno) { process = try start(input: input, output: output) } catch {
      return .failed("cannot run \(executable): \(error.reason)")
    }
    guard let status = MailProgram.wait(for: process) else {
      return .unknown("nobody knows how \(name) ended")
    }
    let signal = status & 0x7F
    if signal != 0 { return .unknown("\(name) was ended by signal \(signal)") }
    let code = status >> 8 & 0xFF
    if code == 0 { return .sent }
    let said = MailProgram.text(of: output)
    let reason = "\(name) ended with code \(code)" + (said.isEmpty ? "" : ": \(said)")
    // EX_IOERR and EX_PROTOCOL (sysexits.h): the connection broke, perhaps after the whole message.
    return [74, 76].contains(code) ? .unknown(reason) : .failed(reason)
  }

  /// Removes carriage returns: programs on this system end lines with LF, and some double a CR.
  private static func withSystemLineEnds(_ message: [UInt8]) -> [UInt8] {
    message.filter { $0 != 0x0D }
  }

  /// Returns a file in memory with the given contents.
  ///
  /// The program reads it to the end even if this process is killed. A pipe would break off, and
  /// half a message would be sent.
  private static func file(holding bytes: [UInt8]) throws(SystemError) -> Descriptor {
    // MFD_CLOEXEC
    let number = memfd_create("digest-mail", 1)
    guard number >= 0 else {
      throw SystemError("make", path: "a file in memory", reason: Errno.last.reason)
    }
    let file = Descriptor(adopting: number)
    do throws(Errno) {
      try file.write(bytes)
      guard lseek(number, 0, SEEK_SET) == 0 else { throw .last }
    } catch { throw SystemError("write", path: "a file in memory", reason: error.reason) }
    return file
  }

  /// Returns the program's output on one line.
  private static func text(of output: borrowing Descriptor) -> String {
    var buffer = [UInt8](repeating: 0, count: 2000)
    guard lseek(output.number, 0, SEEK_SET) == 0 else { return "" }
    let count = (try? buffer.withUnsafeMutableBytes { try output.read(into: $0) }) ?? 0
    let words = buffer[..<count].split { ASCII.isSpace($0) }
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// Starts the program in a new process group, so that Ctrl-C does not interrupt a message.
  private func start(
    input: borrowing Descriptor, output: borrowing Descriptor
  ) throws(Errno) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.number, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.number, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, executable, &actions, &attributes, &words, environ)
    guard code == 0 else { throw Errno(code: code) }
    return process
  }

  private static func wait(for process: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 {
      if errno != EINTR { return nil }
    }
    return status
  }
}
