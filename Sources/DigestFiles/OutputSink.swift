public import DigestCore

/// Where the files of a built site go: to disk, or into memory.
public protocol OutputSink: Sendable {
  /// Called from several threads.
  func accept(_ file: OutputFile) throws
  /// Takes over a file of the author's as it is.
  func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws
}
