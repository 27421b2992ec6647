public import DigestCore
import Glibc

/// A folder with the author's files, on disk or (in tests) in memory.
public struct SourceFolder: Sendable {
  /// The folder's name in messages: `Content`.
  public let name: String
  /// The folder on disk; `nil` in memory.
  let disk: DiskFolder?
  /// The folder's path on disk; `nil` in memory.
  public var location: String? { disk?.location }
  private let listing: @Sendable (inout [Diagnostic]) throws(SystemError) -> [String]
  private let reading: @Sendable (String, Int) throws(SystemError) -> Contents

  public enum Contents: Sendable {
    case bytes([UInt8])
    /// The file was not read because it has more bytes than the limit.
    case tooLarge(Int)
  }

  /// Creates a folder in memory from paths and contents.
  public init(name: String, files: [String: String]) {
    self.init(name: name, bytes: files.mapValues { Array($0.utf8) })
  }

  public init(name: String, bytes files: [String: [UInt8]]) {
    self.name = name
    disk = nil
    listing = { (_: inout [Diagnostic]) throws(SystemError) in
      files.keys.filter { !SourceFolder.isSkipped($0) }.sorted()
    }
    reading = { (path: String, limit: Int) throws(SystemError) in
      guard let bytes = files[path] else {
        throw SystemError("read", path: "\(name)/\(path)", reason: "No such file or directory")
      }
      return bytes.count > limit ? .tooLarge(bytes.count) : .bytes(bytes)
    }
  }

  /// Creates a folder for the one at `location`, an absolute or relative path.
  public init(name: String, location: String) {
    let disk = DiskFolder(name: name, location: location)
    (self.name, self.disk) = (name, disk)
    listing = { (diagnostics: inout [Diagnostic]) throws(SystemError) in
      try disk.list(diagnostics: &diagnostics)
    }
    reading = { (path: String, limit: Int) throws(SystemError) in
      try disk.read(path, limit: limit)
    }
  }

  /// Creates a folder whose files are listed and read by the given functions.
  package init(
    name: String,
    listing: @escaping @Sendable (inout [Diagnostic]) throws(SystemError) -> [String],
    reading: @escaping @Sendable (String, Int) throws(SystemError) -> Contents
  ) {
    self.name = name
    disk = nil
    self.listing = listing
    self.reading = reading
  }

  /// Returns the sorted paths of all regular files below the folder.
  ///
  /// Links out of the folder, names that are not UTF-8 and the like are reported in `diagnostics`.
  public func list(diagnostics: inout [Diagnostic]) throws(SystemError) -> [String] {
    try listing(&diagnostics)
  }

  /// Reads a file, unless it has more than `limit` bytes; throws if there is none.
  public func read(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> Contents {
    try reading(path, limit)
  }

  /// The file's bytes, or `nil` if there is no such file; other failures are errors.
  package func readIfPresent(
    _ path: String, limit: Int = 64 << 20
  ) throws(SystemError) -> Contents? {
    do throws(SystemError) {
      return try read(path, limit: limit)
    } catch {
      if let disk, !disk.lacks(path) { throw error }
      return nil
    }
  }

  public func contains(_ path: String) -> Bool {
    switch try? read(path, limit: 0) {
    case .bytes, .tooLarge: true
    case nil: false
    }
  }

  /// Whether a file is not part of the site because it is hidden or an editor's backup.
  package static func isSkipped(_ path: String) -> Bool {
    path.split(separator: "/").contains { name in
      if name == ".well-known" || name == ".nojekyll" { return false }
      return name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#")
    }
  }
}

extension SystemError {
  /// Creates the error of a failed system call, with the system's message.
  package init(_ operation: String, path: String, _ cause: Errno) {
    self.init(operation, path: path, reason: cause.reason)
  }
}
