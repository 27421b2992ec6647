import Foundation
import Testing

/// Runs the commands of a document in one shell, in order, in an empty folder.
struct DocumentRun {
  /// Scripts that prepare what a section tells the reader to have, by heading; they run before its
  /// first block.
  let before: [String: String]
  private let blocks: [MarkdownBlock]
  private let path: String

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init(_ path: String, before: [String: String]) throws {
    self.path = path
    self.before = before
    let file = DocumentRun.repository.appending(path: path)
    blocks = MarkdownBlock.all(in: try String(contentsOf: file, encoding: .utf8))
  }

  /// Runs all commands and returns their number.
  func check() async throws -> Int {
    let program = try DigestProgram()
    defer { program.remove() }
    let services = try ExampleServices()
    defer { services.stop() }
    let commands = blocks.flatMap(\.commands)
    for name in ["work", "results", "bin"] {
      try FileManager.default.createDirectory(
        at: program.folder.appending(path: name), withIntermediateDirectories: false)
    }
    try installStandIns(in: program)
    _ = try await DigestProgram.end(of: shell(program, services))
    for (number, command) in commands.enumerated() {
      try check(command, program.folder.appending(path: "results/\(number)"))
    }
    return commands.count
  }

  private func check(_ command: MarkdownBlock.Command, _ result: URL) throws {
    let place = "\(path):\(command.line): $ \(command.text)"
    guard let output = try? String(contentsOf: result, encoding: .utf8),
      let status = try? String(contentsOf: result.appendingPathExtension("status"), encoding: .utf8)
    else {
      Issue.record("\(place)\nwas not run: an earlier command ended the shell")
      return
    }
    let expected = command.output.map { ExpectedOutput($0) }
    let hasFailed = status != "0\n"
    #expect(hasFailed == (expected?.isFailure ?? false), "\(place)\nstatus \(status)\(output)")
    if let expected {
      #expect(expected.matches(output), "\(place)\nprints\n\(output)")
    }
  }

  private func shell(_ program: DigestProgram, _ services: ExampleServices) -> Process {
    let process = program.process(
      [],
      [
        "PATH": "\(program.folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "REPOSITORY": DocumentRun.repository.path, "DIGEST": DigestProgram.executable.path,
        "SERVICES": services.url, "RESULTS": program.folder.appending(path: "results").path,
      ])
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = program.folder.appending(path: "work")
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private var script: String {
    // If make runs the tests, the page's make would otherwise print the folders that it enters.
    var script = "unset MAKELEVEL MAKEFLAGS MFLAGS\n"
    var number = 0
    var headings: Set<String> = []
    for block in blocks where !block.commands.isEmpty {
      if headings.insert(block.heading).inserted { script += before[block.heading] ?? "" }
      for command in block.commands {
        script += """

          { \(command.text)
          } > "$RESULTS/\(number)" 2>&1
          echo $? > "$RESULTS/\(number).status"

          """
        number += 1
      }
    }
    return script
  }

  /// Installs substitutes for programs that a test cannot run: the compiler, the network, a server.
  private func installStandIns(in program: DigestProgram) throws {
    let standIns = [
      // `Tests/run` pipes the output and needs this last line, which no page shows.
      "swift": "[ ! -p /dev/stdout ] || echo 'Test run with 1 test passed'\n",
      "sendmail": "cat > /dev/null\n",
      "digest": #"""
      case "$1" in
      import) shift; exec "$DIGEST" import --api-base "$SERVICES" "$@" ;;
      serve) shift ;;
      *) exec "$DIGEST" "$@" ;;
      esac
      mkfifo "$RESULTS/serve"
      "$DIGEST" serve --port 0 "$@" > "$RESULTS/serve" &
      IFS= read -r line < "$RESULTS/serve"
      echo "$line" | sed -E 's#(http://[^:]+):[0-9]+/#\1:4000/#'
      kill -INT $!
      wait $!
      [ $? = 130 ]
      """#,
    ]
    for (name, text) in standIns {
      try program.write("#!/bin/sh\n\(text)\n", to: "bin/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: program.folder.appending(path: "bin/\(name)").path
      )
    }
  }
}
