package import DigestCore

/// What a build did to the output folder.
public struct PublishReport: Hashable, Sendable {
  /// The number of files of the whole site.
  public let files: Int
  /// The size of all files in bytes.
  public let bytes: Int
  /// The number of new and changed files; the others were not touched.
  public let written: Int
  public let unchanged: Int
  /// The number of files of an earlier build that are no longer part of the site.
  public let removed: Int

  package init(_ files: [SitePath: StagedFile], removed: Int) {
    self.files = files.count
    bytes = files.values.reduce(0) { $0 + $1.size }
    unchanged = files.values.count { $0.standing == .same }
    written = files.count - unchanged
    self.removed = removed
  }
}
