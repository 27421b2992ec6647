/// A growable array of operations; `Array` can't store noncopyable values.
// @unchecked because pointers are never Sendable. Only the template compiler changes a list, before
// the template that owns it exists; after that, any number of threads only read it.
package final class OperationList: @unchecked Sendable {
  private var storage = UnsafeMutableBufferPointer<Operation>.allocate(capacity: 64)
  private(set) var count = 0

  /// The first operation, which is valid as long as the list exists.
  var first: UnsafePointer<Operation>? { UnsafePointer(storage.baseAddress) }

  func append(_ operation: consuming Operation) {
    if count == storage.count { grow() }
    storage.initializeElement(at: count, to: operation)
    count += 1
  }

  func replace(at index: Int, with operation: consuming Operation) {
    precondition(index < count, "no such operation")
    storage[index] = operation
  }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<Operation>.allocate(capacity: 2 * count)
    _ = larger.moveInitialize(fromContentsOf: storage)
    storage.deallocate()
    storage = larger
  }

  deinit {
    storage.extracting(..<count).deinitialize()
    storage.deallocate()
  }
}
