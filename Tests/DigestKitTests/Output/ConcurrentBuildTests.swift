import Foundation
import Testing

@testable import DigestFiles

@Suite(.mayBlock) struct ConcurrentBuildTests {
  @Test func `a second build says that the folder is locked`() throws {
    let output = try TestOutput()
    let first = try output.publisher()
    #expect(
      message(output) { _ = try output.publisher(patience: 1) } == """
        cannot lock …/Public: another digest build is writing to …/Public; \
        try again when it has finished
        """)
    first.discard()
  }

  @Test func `two builds at once end in one whole site, fifty times`() async throws {
    let output = try TestOutput()
    for round in 0..<50 {
      try await withThrowingTaskGroup { group in
        for build in ["left", "right"] {
          group.addTask {
            let text = "\(round) \(build)"
            try output.build(["index.html": text, "papers/\(build).html": text, "feed.xml": text])
          }
        }
        try await group.waitForAll()
      }
      let files = output.files
      #expect(files.count == 3)
      #expect(Set(files.values).count == 1)
    }
  }

  @Test func `two threads stage five thousand files`() throws {
    let output = try TestOutput()
    let publisher = try output.publisher()
    DispatchQueue.concurrentPerform(iterations: 5_000) { number in
      try? publisher.stage(outputFile("papers/\(number % 50)/\(number).html", "\(number)"))
    }
    #expect(try publisher.publish().written == 5_000)
    #expect(output.files.count == 5_000)
    #expect(output.files["papers/49/4999.html"] == "4999")
  }

  @Test func `a build that fails in a new folder does not block the next one`() throws {
    let output = try TestOutput()
    let first = try output.publisher()
    let thread = Thread {
      Thread.sleep(forTimeInterval: 0.1)
      first.discard()
      withExtendedLifetime(first) {}
    }
    thread.start()
    #expect(throws: Never.self) { try output.build(["a.html": "A"]) }
    #expect(output.files == ["a.html": "A"])
  }
}
