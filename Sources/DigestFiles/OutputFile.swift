public import DigestCore

/// One file of the built site, in memory.
public struct OutputFile: Sendable {
  /// The phase in which a file is moved into place, so that targets of links precede the pages that
  /// link to them.
  public enum Phase: Int, CaseIterable, Sendable {
    case assets
    case papers
    case listings
    case feeds
  }

  public let path: SitePath
  public let phase: Phase
  public let bytes: [UInt8]

  public init(_ path: SitePath, phase: Phase, bytes: [UInt8]) {
    self.path = path
    self.phase = phase
    self.bytes = bytes
  }
}
