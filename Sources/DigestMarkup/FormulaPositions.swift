/// Finds the positions of formulas in a file; cmark-gfm reports only where their blocks begin.
///
/// Formulas are searched for in the order of the text, so that the second `$\foo$` of a line is
/// found after the first, and so that finding many of them takes one pass through the text.
struct FormulaPositions {
  private let body: ArraySlice<UInt8>
  private let firstLine: Int
  /// The index at which each line begins; empty before the first search.
  private var lines: [Int] = []
  /// The line of the block that is being searched, from 1.
  private var block = 0
  private var cursor: Int
  private var misses = 0
  /// The last position returned, from which the next one is not far: line from 0, index, column.
  private var last = (line: -1, index: 0, column: 1)

  /// After so many misses, no more formulas are searched for.
  ///
  /// A formula that spans lines of a block quote cannot be found, because its source has no `>`.
  private static let maxMisses = 100

  init(_ body: ArraySlice<UInt8>, firstLine: Int) {
    self.body = body
    self.firstLine = firstLine
    cursor = body.startIndex
  }

  /// Returns the index of `source`, or that of the first line of its block if it cannot be found.
  mutating func find(_ source: [UInt8], inBlockAt line: Int) -> Int {
    if lines.isEmpty { findLines() }
    let start = lines[min(max(1, line), lines.count) - 1]
    if line != block { (block, cursor) = (line, start) }
    guard misses < FormulaPositions.maxMisses, let found = index(of: source) else {
      misses += 1
      return start
    }
    cursor = found + source.count
    return found
  }

  private mutating func findLines() {
    lines = [body.startIndex]
    for index in body.indices where body[index] == 0x0A { lines.append(index + 1) }
  }

  private func index(of source: [UInt8]) -> Int? {
    guard let first = source.first else { return nil }
    var index = cursor
    while let found = body[index...].firstIndex(of: first) {
      if body[found...].starts(with: source) { return found }
      index = found + 1
    }
    return nil
  }

  /// Returns the line of an index in the file and its column in Unicode scalars, both from 1.
  mutating func place(_ index: Int) -> (line: Int, column: Int) {
    let index = min(index, body.endIndex)
    let line = self.line(of: index)
    if line != last.line { last = (line, lines[line], 1) }
    let between = body[min(index, last.index)..<max(index, last.index)]
    let characters = between.count { $0 & 0xC0 != 0x80 }
    last.column += index < last.index ? -characters : characters
    last.index = index
    return (line + firstLine, last.column)
  }

  private func line(of index: Int) -> Int {
    var range = lines[...]
    while range.count > 1 {
      let middle = range.startIndex + range.count / 2
      range = lines[middle] <= index ? range[middle...] : range[..<middle]
    }
    return range.startIndex
  }
}
