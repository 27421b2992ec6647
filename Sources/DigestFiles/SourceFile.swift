import DigestCore
import Glibc

/// An author's file, open for reading.
struct SourceFile: ~Copyable {
  let size: Int
  /// The path in messages: `Content/papers/a.md`.
  private let name: String
  private let descriptor: Descriptor

  /// Opens a regular file; throws for links out of the folder and for anything else.
  init(_ path: String, in folder: DiskFolder) throws(SystemError) {
    name = "\(folder.name)/\(path)"
    do throws(Errno) {
      let file = try folder.open(path)
      let status = try file.status()
      if FileKind(mode: status.st_mode) != .file { throw Errno(code: EINVAL) }
      size = Int(status.st_size)
      descriptor = file
    } catch {
      throw SystemError("read", path: name, reason: folder.reason(error))
    }
  }

  /// Reads the whole file; throws if its size has changed since it was opened.
  func contents() throws(SystemError) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(Errno) {
        count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw SystemError("read", path: name, failure) }
    guard bytes.count == size, try isStill(size) else { throw changed }
    return bytes
  }

  private func isStill(_ size: Int) throws(SystemError) -> Bool {
    do throws(Errno) {
      return Int(try descriptor.status().st_size) == size
    } catch {
      throw SystemError("read", path: name, error)
    }
  }

  /// Whether a published file has the same contents.
  func holdsSame(as other: borrowing Descriptor) throws(Errno) -> Bool {
    try descriptor.holdsSame(as: other, size: size)
  }

  /// Copies the whole file to staging; throws if its size has changed since it was opened.
  func copy(to staging: Staging, _ path: SitePath) throws(SystemError) {
    do throws(Errno) { try descriptor.rewind() } catch {
      throw SystemError("read", path: name, error)
    }
    guard try staging.copy(descriptor, size: size, to: path) == size else { throw changed }
  }

  private var changed: SystemError {
    SystemError(
      "read", path: name, reason: "it changed while it was being read; build again")
  }
}
