import DigestCore
import DigestFiles
import DigestModel
import Synchronization

/// Counts the files of a site by folder, because some hosts limit their number.
final class FileCounter: Sendable {
  /// The counts by top-level folder; the key is empty for files at the root.
  private let counts = Mutex<[String: Int]>([:])

  func count(_ path: SitePath) {
    let folder = path.text.split(separator: "/", maxSplits: 1).dropLast().first ?? ""
    counts.withLock { $0[String(folder), default: 0] += 1 }
  }

  var total: Int { counts.withLock { $0.values.reduce(0, +) } }

  /// Returns a warning if the site exceeds its limit, with the largest folders.
  func warnings(_ site: SiteConfiguration, folder: String) -> [Diagnostic] {
    guard let limit = site.fileLimit, total > limit.files else { return [] }
    let largest = counts.withLock { $0 }.filter { !$0.key.isEmpty }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
      .map { "\($0.key)/ has \($0.value)" }.joined(separator: ", ")
    return [
      Diagnostic(
        path: "\(folder)/site.yml", line: limit.mark.line, column: limit.mark.column,
        severity: .warning, message: "the site has \(total) files; 'file_limit' is \(limit.files)",
        hint: "\(largest); switch off kinds of files with 'pages', 'feeds' and 'exports'")
    ]
  }
}

/// Passes files on and counts them.
struct CountingSink<Sink: OutputSink>: OutputSink {
  private let sink: Sink
  private let counter: FileCounter

  init(_ sink: Sink, _ counter: FileCounter) {
    self.sink = sink
    self.counter = counter
  }

  func accept(_ file: OutputFile) throws {
    counter.count(file.path)
    try sink.accept(file)
  }

  func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws {
    counter.count(path)
    try sink.accept(copyOf: source, in: folder, to: path)
  }
}
