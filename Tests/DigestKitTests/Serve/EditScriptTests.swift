import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestServe

/// Tests run one after another, because hundreds at once would keep threads from the server's
/// tests.
@Suite(.serialized) struct EditScriptTests {
  /// Each script has a seed, so that a failure names the one to run again.
  @Test(arguments: 0..<160)
  func `after any edits the served bytes are those of a clean build`(seed: Int) async throws {
    var script = EditScript(seed: UInt64(seed))
    let twin = Twin(script)
    for _ in 0..<(3 + seed % 7) { await twin.update(script.edit()) }
    let isWhole = try await twin.compare("at the end")
    if isWhole && seed % 4 > 0 { return }
    let problems = await twin.update(script.mend())
    #expect(problems.allSatisfy { $0.severity == .warning }, "\(problems)")
    #expect(try await twin.compare("mended"))
  }
}

/// A live build, and clean builds of the same files to compare it with.
private struct Twin {
  private let live: LivePreview
  private let clean: Build

  init(_ script: EditScript) {
    let (content, theme) = (script.content.folder, script.theme.folder)
    var options = Build.Options()
    options.parallel = Parallel(jobs: 1)
    let build = LiveBuild(content: content, templates: { [theme] }, options: options)
    live = LivePreview(build, session: "", quiet: .zero) { [] }
    clean = Build(content: content, templates: [theme], options: options)
  }

  /// Updates the live build and requests a paper, so that indexes are made between any two edits.
  @discardableResult
  func update(_ changes: SourceChanges) async -> [Diagnostic] {
    await live.update(changes)
    _ = await live.answer(SitePath(made: "papers/p1.html"))
    return await live.state.problems
  }

  /// Checks that both have the same files or the same errors; returns whether there are files.
  func compare(_ moment: String) async throws -> Bool {
    let sink = MemorySink()
    let errors = await live.build.problems.filter { $0.severity == .error }
    do {
      _ = try clean.run(into: sink, progress: NoProgress())
    } catch let error as DiagnosticsError {
      // A build reports warnings only if there are no errors.
      #expect(errors == error.diagnostics, "\(moment)")
      return false
    }
    let failure = await live.build.failure
    #expect(errors.isEmpty && failure == nil, "\(moment)")
    for path in sink.files.keys where path.hasPrefix("papers/") {
      _ = await live.answer(SitePath(made: path))
    }
    await live.settle()
    var different: [String] = []
    for (path, bytes) in sink.files where await live.answer(SitePath(made: path)) != .file(bytes) {
      different.append(path)
    }
    #expect(different == [], "\(moment)")
    let served = try await Set((live.build.site?.allPaths() ?? []).map(\.text))
    #expect(served == Set(sink.files.keys), "\(moment)")
    return true
  }
}
