import DigestCore
import DigestFiles
import Glibc

/// The lines of `Content/.imported.jsonl` as found and as changed by an import, kept on disk until
/// needed.
final class StateLines {
  private struct Place {
    /// The offset in the file, or `-1 - offset` in the scratch file.
    var offset: Int64
    var count: UInt32
  }

  private let file: StateFile?
  private let scratch: StateFile
  private var places: [Place] = []
  /// Bytes to be appended to the scratch file.
  private var waiting: [UInt8] = []
  private var scratchSize = 0
  /// The number of bytes of the file that have been read.
  private(set) var position = 0

  init(_ folder: ImportFolder) throws(SystemError) {
    file = try folder.openState()
    scratch = try folder.makeScratch()
  }

  func nextPiece() throws(SystemError) -> [UInt8] {
    guard let file else { return [] }
    let piece = try file.read(at: position, upTo: 4 << 20)
    position += piece.count
    return piece
  }

  /// Adds a line of the file for the next paper.
  func append(at offset: Int, count: Int) {
    places.append(Place(offset: Int64(offset), count: UInt32(count)))
  }

  /// Adds an empty line for the next paper.
  func append() { places.append(Place(offset: 0, count: 0)) }

  func line(_ number: Int) throws(SystemError) -> [UInt8] {
    let place = places[number]
    if place.offset >= 0 {
      return try file?.read(at: Int(place.offset), upTo: Int(place.count)) ?? []
    }
    let offset = Int(-place.offset - 1)
    if offset >= scratchSize {
      let start = offset - scratchSize
      return Array(waiting[start..<(start + Int(place.count))])
    }
    return try scratch.read(at: offset, upTo: Int(place.count))
  }

  /// Sets a line; returns whether it has changed.
  func set(_ number: Int, _ line: [UInt8]) throws(SystemError) -> Bool {
    let place = places[number]
    if Int(place.count) == line.count, try self.line(number) == line { return false }
    let offset = scratchSize + waiting.count
    places[number] = Place(offset: -Int64(offset) - 1, count: UInt32(line.count))
    waiting += line
    return true
  }

  func flush() throws(SystemError) {
    if waiting.isEmpty { return }
    try scratch.append(waiting)
    scratchSize += waiting.count
    waiting = []
  }
}

/// An open file that can be read at any offset.
final class StateFile {
  fileprivate let descriptor: Descriptor
  fileprivate let name: String

  init(_ descriptor: consuming Descriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Reads `count` bytes, or fewer at the end of the file.
  func read(at offset: Int, upTo count: Int) throws(SystemError) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Errno) {
        filled = try descriptor.read(
          into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw SystemError("read", path: name, reason: failure.reason) }
    return bytes
  }

  func append(_ bytes: [UInt8]) throws(SystemError) {
    do throws(Errno) {
      try descriptor.write(bytes)
    } catch {
      throw SystemError("write", path: name, reason: error.reason)
    }
  }
}

extension StateFile {
  /// Waits until all data is on disk.
  func flush() throws(SystemError) {
    guard fsync(descriptor.number) == 0 else {
      throw SystemError("write", path: name, reason: Errno.last.reason)
    }
  }
}

extension Descriptor {
  /// Fills the buffer from an offset in the file; returns the number of bytes read.
  fileprivate func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(Errno) -> Int {
    let number = number
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer.dropFirst(filled))
      let place = offset + filled
      let count = try retrying { pread(number, rest.baseAddress, rest.count, off_t(place)) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
