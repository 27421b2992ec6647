import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(1))) struct ServeCommandTests {
  /// The program lies beside the test runner.
  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "digest")

  private func site() throws -> URL {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "serve-\(UUID().uuidString)")
    let papers = folder.appending(path: "Content/papers")
    try FileManager.default.createDirectory(at: papers, withIntermediateDirectories: true)
    try Data("title: Site\n".utf8).write(to: folder.appending(path: "Content/site.yml"))
    try Data("---\ntitle: A\ndate: 2025-03-01\n---\nOne.\n".utf8)
      .write(to: papers.appending(path: "a.md"))
    return folder
  }

  private func serve(_ arguments: [String]) throws -> (process: Process, output: FileHandle) {
    let process = Process()
    let output = Pipe()
    process.executableURL = ServeCommandTests.program
    process.arguments = ["serve"] + arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return (process, output.fileHandleForReading)
  }

  @Test func `Ctrl-C ends the preview with 130 and leaves no file`() throws {
    let site = try site()
    defer { try? FileManager.default.removeItem(at: site) }
    let before = FileManager.default.subpaths(atPath: site.path)
    let (process, output) = try serve(["--site", site.path, "--port", "0"])
    let line = String(decoding: output.availableData, as: UTF8.self)
    let announced = line.contains("Serving http://127.0.0.1:") || line.contains("no 'base_url'")
    #expect(announced, "\(line)")
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(FileManager.default.subpaths(atPath: site.path) == before)
  }

  @Test func `a site without content is an error that says how to begin`() throws {
    let (process, output) = try serve(["--site", "/nowhere"])
    let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(
      text == """
        error: cannot serve /nowhere: there is no Content folder; 'digest init /nowhere' makes a site

        """)
  }

  @Test func `a static folder that is not there is an error`() throws {
    let (process, output) = try serve(["--static", "/nowhere"])
    let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text == "error: cannot serve /nowhere: there is no such folder\n")
  }
}
