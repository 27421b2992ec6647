import Foundation
import Glibc
import Testing

@Suite struct ServeCommandTests {
  private func site() throws -> DigestProgram {
    let program = try DigestProgram()
    try program.write("title: Site\n", to: "Content/site.yml")
    try program.write("---\ntitle: A\ndate: 2025-03-01\n---\nOne.\n", to: "Content/papers/a.md")
    return program
  }

  /// Runs the preview until it has printed its URL, then ends it with `signal`.
  private func announcement(
    of process: Process, endedBy signal: Int32
  ) async throws -> (line: String, exitCode: Int32) {
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    var line = ""
    let exitCode = try await DigestProgram.end(of: process) {
      line = await ServeCommandTests.firstLine(of: output.fileHandleForReading)
      kill(process.processIdentifier, signal)
    }
    return (line, exitCode)
  }

  private static func firstLine(of file: FileHandle) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var line = Data()
        while line.last != UInt8(ascii: "\n"), case let more = file.availableData, !more.isEmpty {
          line += more
        }
        continuation.resume(returning: String(decoding: line, as: UTF8.self))
      }
    }
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `the preview prints its URL, ends on a signal and leaves no file`(
    signal: Int32, expected: Int32
  ) async throws {
    let program = try site()
    defer { program.remove() }
    let before = program.files(below: ".")
    let process = program.process(["serve", "--port", "0"])
    let (line, exitCode) = try await announcement(of: process, endedBy: signal)
    #expect(
      line.wholeMatch(of: /Serving http:\/\/127\.0\.0\.1:[0-9]+\/ \(Ctrl-C to stop\)\n/) != nil)
    #expect(exitCode == expected && process.terminationReason == .exit)
    #expect(program.files(below: ".") == before)
  }

  @Test func `a finished build can be served`() async throws {
    let program = try site()
    defer { program.remove() }
    #expect(try await program.run("build").exitCode == 0)
    let process = program.process(["serve", "--static", "Public", "--port", "0"])
    let (line, exitCode) = try await announcement(of: process, endedBy: SIGINT)
    #expect(line.hasPrefix("Serving http://127.0.0.1:") && exitCode == 130)
  }

  @Test func `a site without content is an error with advice`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("serve", "--site", "/nowhere")
    #expect(run.exitCode == 2 && run.output == "")
    #expect(
      run.errors == """
        error: cannot serve /nowhere: there is no Content folder; 'digest init /nowhere' makes a site

        """)
  }

  @Test func `a missing static folder is an error`() async throws {
    let program = try DigestProgram()
    defer { program.remove() }
    let run = try await program.run("serve", "--static", "/nowhere")
    #expect(run.exitCode == 2 && run.output == "")
    #expect(run.errors == "error: cannot serve /nowhere: there is no such folder\n")
  }

  @Test func `a port must be a number`() async throws {
    let program = try site()
    defer { program.remove() }
    let run = try await program.run("serve", "--port", "http")
    #expect(run.exitCode == 64 && run.output == "")
    #expect(run.errors.hasPrefix("Error: The value 'http' is invalid for '--port <port>'"))
  }
}
