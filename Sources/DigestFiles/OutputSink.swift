public import DigestCore

/// The destination of a built site's files: on disk or in memory.
public protocol OutputSink: Sendable {
  /// Takes one file; called from several threads.
  func accept(_ file: OutputFile) throws
  /// Takes a copy of one of the author's files; called from several threads.
  func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws
}
