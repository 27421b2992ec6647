import Foundation
import Glibc

/// The built program, which is run as a user would, in a temporary folder.
struct DigestProgram {
  /// The output and exit status of a run.
  struct Run {
    let exitCode: Int32
    let output: String
    let errors: String
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func run(_ arguments: String...) async throws -> Run { try await run(arguments) }

  /// Runs the program with `input` as its standard input.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Run {
    let streams = try Streams(input: input)
    defer { streams.remove() }
    let process = process(arguments, environment)
    process.standardInput = try FileHandle(forReadingFrom: streams.input)
    process.standardOutput = try FileHandle(forWritingTo: streams.output)
    process.standardError = try FileHandle(forWritingTo: streams.errors)
    let exitCode = try await DigestProgram.end(of: process)
    return Run(
      exitCode: exitCode, output: try String(contentsOf: streams.output, encoding: .utf8),
      errors: try String(contentsOf: streams.errors, encoding: .utf8))
  }

  /// Runs the program with a terminal as its output and error streams, and returns the output.
  func runOnTerminal(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Run {
    let (screen, terminal) = try DigestProgram.terminal()
    let process = process(arguments, ["TERM": "xterm"].merging(environment) { $1 })
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (terminal, terminal)
    var text = ""
    let exitCode = try await DigestProgram.end(of: process) {
      try? terminal.close()
      text = await DigestProgram.rest(of: screen)
    }
    return Run(exitCode: exitCode, output: text, errors: "")
  }

  func process(_ arguments: [String], _ environment: [String: String] = [:]) -> Process {
    let process = Process()
    process.executableURL = DigestProgram.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let own = ProcessInfo.processInfo.environment.filter { !DigestProgram.unset.contains($0.key) }
    process.environment = own.merging(environment) { $1 }
    return process
  }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Returns the contents of all files below a folder, by path.
  func files(below name: String) -> [String: Data] {
    let root = folder.appending(path: name).path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { path in
        (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))).map { (path, $0) }
      })
  }

  /// Variables in the environment of the tests that would change the program's output.
  private static let unset: Set<String> = [
    "NO_COLOR", "SOURCE_DATE_EPOCH", "DIGEST_ARXIV_URL", "DIGEST_HF_URL",
  ]

  /// The program's path, next to the test runner in the build folder.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "digest")

  /// Starts a process and waits for its end without blocking a thread.
  static func end(
    of process: Process, meanwhile: () async -> Void = {}
  ) async throws -> Int32 {
    let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { continuation.yield($0.terminationStatus) }
    try process.run()
    await meanwhile()
    for await end in ends { return end }
    throw CancellationError()
  }

  /// Opens a pseudoterminal and returns its two ends: the screen, and the terminal for a program.
  private static func terminal() throws -> (screen: FileHandle, terminal: FileHandle) {
    var (main, side) = (Int32(-1), Int32(-1))
    guard openpty(&main, &side, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
    for end in [main, side] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (
      FileHandle(fileDescriptor: main, closeOnDealloc: true),
      FileHandle(fileDescriptor: side, closeOnDealloc: true)
    )
  }

  /// Returns the output to a terminal until no program has it open any more.
  private static func rest(of screen: FileHandle) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(screen.fileDescriptor, &buffer, buffer.count), count > 0 {
          bytes += buffer[..<count]
        }
        // A terminal converts line feeds to carriage returns and line feeds.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        continuation.resume(returning: text)
      }
    }
  }
}

/// Files for the streams of a run, which unlike pipes never fill up.
private struct Streams {
  private let folder: URL

  init(input text: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: input)
    for file in [output, errors] { try Data().write(to: file) }
  }

  var input: URL { folder.appending(path: "input") }
  var output: URL { folder.appending(path: "output") }
  var errors: URL { folder.appending(path: "errors") }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
