package import DigestCore

/// The list of the files that digest wrote, kept in the output folder.
///
/// Only listed files are ever replaced or removed. After a first line that says so, it has one path
/// per line, sorted, so that equal sites have equal manifests, whatever was in the folder before.
package struct Manifest: Equatable {
  package static let path = ".digest-manifest"
  package static let firstLine =
    "digest manifest 1: the files below were made by digest, which may replace or remove them"

  package let paths: Set<SitePath>

  /// Parses a manifest; throws the number of the first line that no build can have written.
  package init(parsing bytes: [UInt8]) throws(BadLine) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, first.elementsEqual(Manifest.firstLine.utf8) else {
      throw BadLine(number: 1)
    }
    guard let last = lines.popLast(), last.isEmpty else { throw BadLine(number: lines.count + 1) }
    var paths: Set<SitePath> = []
    paths.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated().dropFirst() {
      guard let text = String(validating: line, as: UTF8.self), let path = SitePath(text) else {
        throw BadLine(number: index + 1)
      }
      paths.insert(path)
    }
    self.paths = paths
  }

  package struct BadLine: Error, Equatable {
    let number: Int
  }

  /// Returns the contents of a manifest that lists `paths`.
  package static func bytes(naming paths: [SitePath]) -> [UInt8] {
    var bytes = Array(firstLine.utf8) + [UInt8(ascii: "\n")]
    for path in paths.sorted() {
      bytes += path.text.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
