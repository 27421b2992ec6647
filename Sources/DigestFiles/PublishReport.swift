package import DigestCore

/// What a build did to the output folder.
public struct PublishReport: Hashable, Sendable {
  /// Files of the whole site, and their bytes.
  public let files: Int
  public let bytes: Int
  /// Files that are new or changed; the others were left alone.
  public let written: Int
  public let unchanged: Int
  /// Files that an earlier build made and this one did not.
  public let removed: Int

  package init(_ files: [SitePath: StagedFile], removed: Int) {
    self.files = files.count
    bytes = files.values.reduce(0) { $0 + $1.size }
    unchanged = files.values.count { $0.standing == .same }
    written = files.count - unchanged
    self.removed = removed
  }
}
