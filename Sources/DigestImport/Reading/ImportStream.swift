import DigestCore
import DigestFiles
import Glibc

/// Reads a source in pieces, so that files can be larger than memory.
final class ImportStream {
  static let pieceSize = 4 << 20

  let path: String
  /// The size in bytes, if known.
  let size: Int?
  private(set) var position = 0
  private let input: Input

  private enum Input {
    case bytes([UInt8])
    case file(OpenFile)
  }

  /// A file for an enum case, which cannot contain a noncopyable `Descriptor`.
  private final class OpenFile {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) {
      self.descriptor = descriptor
    }
  }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    size = bytes.count
    input = .bytes(bytes)
  }

  /// Opens a regular file or a pipe; `-` is standard input.
  init(path: String) throws(SystemError) {
    self.path = path == "-" ? "standard input" : path
    do throws(Errno) {
      let descriptor =
        path == "-"
        ? try Descriptor(copying: STDIN_FILENO) : try Descriptor(opening: path, O_RDONLY)
      let status = try descriptor.status()
      if FileKind(mode: status.st_mode) == .folder { throw Errno(code: EISDIR) }
      size = FileKind(mode: status.st_mode) == .file ? Int(status.st_size) : nil
      input = .file(OpenFile(descriptor))
    } catch {
      throw SystemError("read", path: self.path, reason: error.reason)
    }
  }

  /// Returns the next piece, which is empty at the end.
  func next() throws(SystemError) -> [UInt8] {
    switch input {
    case .bytes(let bytes):
      let piece = bytes[position..<min(bytes.count, position + ImportStream.pieceSize)]
      position += piece.count
      return Array(piece)
    case .file(let file):
      do throws(Errno) {
        let piece = try file.descriptor.readPiece(ImportStream.pieceSize)
        position += piece.count
        return piece
      } catch {
        throw SystemError("read", path: path, reason: error.reason)
      }
    }
  }

  /// Returns `first` and everything after it, or `nil` if that is more than `limit` bytes.
  func rest(after first: [UInt8], limit: Int) throws(SystemError) -> [UInt8]? {
    var bytes = first
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      bytes += piece
      if bytes.count > limit { return nil }
    }
  }
}

extension Descriptor {
  fileprivate init(copying number: Int32) throws(Errno) {
    self.init(adopting: try retrying { fcntl(number, F_DUPFD_CLOEXEC, 0) })
  }

  /// Reads `size` bytes, or fewer at the end.
  fileprivate func readPiece(_ size: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(Errno) {
        count = try read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }
}
