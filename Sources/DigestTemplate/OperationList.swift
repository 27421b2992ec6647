/// The operations of a template in one block of memory; `Array` can't store noncopyable values.
// @unchecked because a pointer is never Sendable. Only the template compiler changes a list, before
// the template that owns it exists; after that, it is only read, from any number of threads.
package final class OperationList: @unchecked Sendable {
  private var storage = UnsafeMutableBufferPointer<Operation>.allocate(capacity: 64)
  private(set) var count = 0

  /// Valid as long as the list exists.
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
