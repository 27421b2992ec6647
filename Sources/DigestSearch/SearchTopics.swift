import DigestCore
import DigestFiles
import Foundation
import Glibc

/// Queries to evaluate a search by, from a file with one `{"id", "text"}` a line.
public struct SearchTopics: Sendable {
  public struct Topic: Decodable, Sendable {
    public let id: String
    public let text: String
  }

  public let topics: [Topic]

  public init(file: String) throws {
    let bytes: [UInt8]
    do throws(Errno) { bytes = try Descriptor(opening: file, O_RDONLY).readAll() } catch {
      throw SystemError("read", path: file, error)
    }
    var topics: [Topic] = []
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      guard let topic = try? JSONDecoder().decode(Topic.self, from: Data(line)) else {
        throw SystemError(
          "read", path: file, reason: "line \(index + 1) is no {\"id\": …, \"text\": …}")
      }
      topics.append(topic)
    }
    self.topics = topics
  }
}

extension SearchReader {
  /// Reads the files of a built site's folder.
  public convenience init(site folder: String) throws {
    let source = SourceFolder(name: folder, location: folder)
    try self.init { path in
      switch try source.readIfPresent(path.text) {
      case .bytes(let bytes): return bytes
      case .tooLarge:
        throw SystemError("read", path: "\(folder)/\(path.text)", reason: "more than 64 MB")
      case nil: return nil
      }
    }
  }
}
