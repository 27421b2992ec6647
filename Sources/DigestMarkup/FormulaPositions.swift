/// Finds the positions of formulas in the file; cmark-gfm reports only where their blocks begin.
///
/// Formulas are looked for in the order of the text, so that the second `$\foo$` of a line is found
/// after the first, and so that many of them are one walk through the text.
struct FormulaPositions {
  private let body: ArraySlice<UInt8>
  private let firstLine: Int
  /// Where each line begins; empty before anything was looked for.
  private var lines: [Int] = []
  /// The line of the block that is being searched, from 1.
  private var block = 0
  private var cursor: Int
  private var misses = 0
  /// The last place that was told, from which the next is not far: line (from 0), index, column.
  private var last = (line: -1, index: 0, column: 1)

  /// Formulas broken over lines of a quotation cannot be found; more are not looked for.
  private static let maxMisses = 100

  init(_ body: ArraySlice<UInt8>, firstLine: Int) {
    self.body = body
    self.firstLine = firstLine
    cursor = body.startIndex
  }

  /// The index of `source`, or of the line where its block begins if it was broken over lines.
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

  /// Line and column, both from 1, of an index that was found.
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
