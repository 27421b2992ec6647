package import DigestCore

/// The record, kept in the output folder, of the files digest made there.
///
/// Only what it names is ever replaced or removed. Sorted, one path a line: the same site has the
/// same manifest, whatever was there before.
package struct Manifest: Equatable {
  package static let path = ".digest-manifest"
  package static let firstLine =
    "digest manifest 1: the files below were made by digest, which may replace or remove them"

  package let paths: Set<SitePath>

  /// Fails with the number of the first line that no build wrote.
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

  package static func bytes(naming paths: [SitePath]) -> [UInt8] {
    var bytes = Array(firstLine.utf8) + [UInt8(ascii: "\n")]
    for path in paths.sorted() {
      bytes += path.text.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
