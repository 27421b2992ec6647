import Foundation
import Glibc

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel

/// A temporary output folder, which is removed with the value.
final class TestOutput: Sendable {
  /// The path of the output folder, which the first build creates.
  let path: String
  private let parent: String

  init(in place: String = NSTemporaryDirectory()) throws {
    parent = "\(place)/digest-\(UUID().uuidString)"
    path = "\(parent)/Public"
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: parent) }

  /// Returns a path next to the output folder.
  func sibling(_ name: String) -> String { "\(parent)/\(name)" }

  /// The folder of ``sibling(_:)``.
  var siblings: DiskFolder { DiskFolder(name: "…", location: parent) }

  func publisher(force: Bool = false, patience: Int = 12_000) throws(SystemError) -> Publisher {
    try Publisher(
      output: path, protected: [sibling("Content")], force: force, home: sibling("home"),
      patience: patience)
  }

  /// Builds a site of the given files.
  @discardableResult
  func build(_ files: [String: String], force: Bool = false) throws -> PublishReport {
    let publisher = try publisher(force: force)
    for (path, text) in files { try publisher.stage(outputFile(path, text)) }
    return try publisher.publish()
  }

  /// The files of the site with their contents, without the manifest.
  var files: [String: String] {
    var files: [String: String] = [:]
    for path in allPaths where path != Manifest.path {
      files[path] = try? String(contentsOfFile: "\(self.path)/\(path)", encoding: .utf8)
    }
    return files
  }

  /// The sorted paths of all files and folders, including hidden ones.
  var allPaths: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  func write(_ text: String, to path: String) throws {
    let file = URL(filePath: "\(self.path)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(self.path)/\(path)", withDestinationPath: target)
  }

  /// Returns numbers that change when a file is written or replaced, even with the same bytes.
  func identity(_ path: String) -> [Int] {
    var status = stat()
    guard lstat("\(self.path)/\(path)", &status) == 0 else { return [] }
    return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }
}

func outputFile(_ path: String, _ text: String) -> OutputFile {
  let phase: OutputFile.Phase =
    path.hasSuffix(".css")
    ? .assets : path.hasPrefix("papers/") ? .papers : path.hasSuffix(".xml") ? .feeds : .listings
  guard let path = SitePath(path) else { preconditionFailure("no path of a site: \(path)") }
  return OutputFile(path, phase: phase, bytes: Array(text.utf8))
}

/// Returns the message of the error that `body` throws, with the temporary folder as `…`.
func message(_ output: TestOutput, _ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)".replacingOccurrences(of: output.sibling(""), with: "…/")
  }
}
