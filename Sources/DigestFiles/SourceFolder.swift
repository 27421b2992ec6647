public import DigestCore
import Glibc

/// A folder of the author's files, on disk or, in tests, in memory.
public struct SourceFolder: Sendable {
  /// As messages name it: `Content`.
  public let name: String
  /// Where it lies on disk; `nil` in memory.
  public let location: String?
  private let listing: @Sendable (inout [Diagnostic]) throws(SystemError) -> [String]
  private let reading: @Sendable (String, Int) throws(SystemError) -> Contents

  public enum Contents: Sendable {
    case bytes([UInt8])
    /// Not read: the file has more bytes than wanted.
    case tooLarge(Int)
  }

  /// Files given as values: path below the folder → text.
  public init(name: String, files: [String: String]) {
    self.init(name: name, bytes: files.mapValues { Array($0.utf8) })
  }

  public init(name: String, bytes files: [String: [UInt8]]) {
    self.name = name
    location = nil
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

  /// The folder at `location`, an absolute or relative path.
  public init(name: String, location: String) {
    self.name = name
    self.location = location
    listing = { (diagnostics: inout [Diagnostic]) throws(SystemError) in
      var walk = FolderWalk(name: name, location: location)
      try walk.run()
      diagnostics += walk.diagnostics
      return walk.files.sorted()
    }
    reading = { (path: String, limit: Int) throws(SystemError) in
      try SourceFolder.read("\(location)/\(path)", shownAs: "\(name)/\(path)", limit: limit)
    }
  }

  /// A folder that is neither on disk nor fixed.
  package init(
    name: String,
    listing: @escaping @Sendable (inout [Diagnostic]) throws(SystemError) -> [String],
    reading: @escaping @Sendable (String, Int) throws(SystemError) -> Contents
  ) {
    self.name = name
    location = nil
    self.listing = listing
    self.reading = reading
  }

  /// The paths of all regular files below the folder, sorted by their bytes.
  public func list(diagnostics: inout [Diagnostic]) throws(SystemError) -> [String] {
    try listing(&diagnostics)
  }

  /// The file's bytes, unless there are more than `limit`.
  public func read(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> Contents {
    try reading(path, limit)
  }

  public func contains(_ path: String) -> Bool {
    switch try? read(path, limit: 0) {
    case .bytes, .tooLarge: true
    case nil: false
    }
  }

  /// Hidden files and what editors leave behind are none of the site's.
  package static func isSkipped(_ path: String) -> Bool {
    path.split(separator: "/").contains { name in
      if name == ".well-known" || name == ".nojekyll" { return false }
      return name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#")
    }
  }

  private static func read(
    _ path: String, shownAs name: String, limit: Int
  ) throws(SystemError) -> Contents {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError("read", path: name, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemError("read", path: name, errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SystemError("read", path: name, reason: "not a regular file")
    }
    if status.st_size > limit { return .tooLarge(status.st_size) }
    return .bytes(try contents(of: descriptor, size: status.st_size, shownAs: name))
  }

  private static func contents(
    of descriptor: Int32, size: Int, shownAs name: String
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        count += got
      }
    }
    if failure != 0 { throw SystemError("read", path: name, errno: failure) }
    if bytes.count < size {
      throw SystemError("read", path: name, reason: "it changed while it was being read")
    }
    return bytes
  }
}

extension SystemError {
  /// The failure of a system call, in the system's own words.
  package init(_ operation: String, path: String, errno code: Int32) {
    self.init(operation, path: path, reason: String(cString: strerror(code)))
  }
}
