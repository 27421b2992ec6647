import Foundation
import Glibc
import Testing

/// A temporary folder on disk, which is removed with the value.
final class TestFolder: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = "\(NSTemporaryDirectory())/digest-serve-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Truncates and writes a file in place, as most programs do.
  func write(_ text: String, to name: String) throws {
    let file = "\(path)/\(name)"
    try makeFolder((name as NSString).deletingLastPathComponent)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var bytes = Array(text.utf8)
    try #require(descriptor >= 0 && Glibc.write(descriptor, &bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func move(_ old: String, to new: String) throws {
    try #require(rename("\(path)/\(old)", "\(path)/\(new)") == 0)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  func link(_ name: String, to target: String) throws {
    try #require(symlink(target, "\(path)/\(name)") == 0)
  }
}
