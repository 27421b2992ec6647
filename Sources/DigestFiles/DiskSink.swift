public import DigestCore

/// Publishes a build to a folder on disk.
public struct DiskSink: OutputSink {
  private let publisher: Publisher

  /// Opens the output folder as ``Publisher`` does.
  public init(output: String, protected: [String], force: Bool) throws {
    publisher = try Publisher(output: output, protected: protected, force: force)
  }

  public func accept(_ file: OutputFile) throws { try publisher.stage(file) }

  public func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws {
    if let disk = folder.disk {
      try publisher.stage(copyOf: source, in: disk, to: path, phase: .assets)
    } else if case .bytes(let bytes) = try folder.read(source, limit: .max) {
      try publisher.stage(OutputFile(path, phase: .assets, bytes: bytes))
    }
  }

  /// Moves the staged files into place, all or none.
  public func publish() throws -> PublishReport { try publisher.publish() }

  /// Discards the staged files and leaves the folder as it was.
  public func discard() { publisher.discard() }
}
