import DigestCore
import DigestFiles
import Foundation

/// Queries to evaluate a search by, from a file with one `{"id", "text"}` a line.
public struct SearchTopics: Sendable {
  public struct Topic: Decodable, Sendable {
    public let id: String
    public let text: String
  }

  public let topics: [Topic]

  public init(file: String) throws {
    let folder = (file as NSString).deletingLastPathComponent
    let source = SourceFolder(name: folder, location: folder.isEmpty ? "." : folder)
    guard case .bytes(let bytes) = try source.read((file as NSString).lastPathComponent) else {
      throw SystemError("read", path: file, reason: "more than 64 MB")
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
      do {
        guard case .bytes(let bytes) = try source.read(path.text) else { return nil }
        return bytes
      } catch {
        return nil
      }
    }
  }
}
