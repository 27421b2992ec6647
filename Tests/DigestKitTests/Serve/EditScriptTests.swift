import Testing

@testable import DigestKit

@Suite struct EditScriptTests {
  /// Each script a seed, so that a failure names the one to run again.
  @Test(arguments: 0..<300)
  func `after any edits the served bytes are those of a clean build`(seed: Int) throws {
    var script = EditScript(seed: UInt64(seed))
    var twin = Twin(script)
    for step in 0..<8 {
      let changes = script.edit()
      twin.live.update(changes)
      if step == 3 { try twin.compare("after step \(step)") }
    }
    try twin.compare("at the end")
    twin.live.update(script.mend())
    #expect(twin.live.problems.allSatisfy { $0.severity == .warning }, "\(twin.live.problems)")
    try twin.compare("mended")
  }
}

/// A live build beside clean builds of the same files.
private struct Twin {
  var live: LiveBuild
  private let clean: Build

  init(_ script: EditScript) {
    let (content, theme) = (script.content.folder, script.theme.folder)
    var options = Build.Options()
    options.parallel = Parallel(jobs: 1)
    live = LiveBuild(content: content, templates: { [theme] }, options: options)
    clean = Build(content: content, templates: [theme], options: options)
  }

  /// The same files and bytes, or the same errors and still the last good site.
  mutating func compare(_ moment: String) throws {
    let sink = MemorySink()
    do {
      _ = try clean.run(into: sink, progress: NoProgress())
    } catch let error as DiagnosticsError {
      // A build keeps its warnings until the errors are mended.
      let errors = live.problems.filter { $0.severity == .error }
      #expect(errors == error.diagnostics, "\(moment)")
      return
    }
    let errors = live.problems.filter { $0.severity == .error }
    #expect(errors.isEmpty && live.failure == nil, "\(moment)")
    let served = try Set((live.site?.allPaths() ?? []).map(\.text))
    #expect(served == Set(sink.files.keys), "\(moment)")
    for (path, bytes) in sink.files {
      let same = try live.bytes(at: SitePath(made: path)) == bytes
      #expect(same, "\(path) \(moment)")
    }
  }
}
