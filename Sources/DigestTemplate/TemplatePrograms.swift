/// The programs that are called rather than inlined, for recursion over untyped data.
struct TemplatePrograms {
  /// The maximum number of programs; others render nothing.
  ///
  /// A recursion that indents each level further needs a separate program for each.
  private static let limit = 100

  /// What distinguishes programs: the template and the indentation of its lines.
  private struct Key: Hashable {
    let name: String
    let indent: [UInt8]
  }

  /// The ranges of the programs' operations; the first one is the template itself.
  private(set) var ranges: [Range<Int>] = []
  private var numbers: [Key: Int] = [:]
  private var requests: [(name: String, fragment: TemplateFragment)] = []

  /// Returns the number of the program to be compiled for `name` with this indentation; `nil` if
  /// there are too many.
  mutating func request(_ name: String, _ fragment: TemplateFragment) -> Int? {
    let key = Key(name: name, indent: fragment.indent)
    if let number = numbers[key] { return number }
    guard requests.count < TemplatePrograms.limit else { return nil }
    requests.append((name, fragment))
    numbers[key] = requests.count
    return requests.count
  }

  mutating func requestAll(
    _ templates: [String: ParsedTemplate], _ fragment: TemplateFragment
  ) -> [String: Int] {
    var programs: [String: Int] = [:]
    for name in templates.keys.sorted() { programs[name] = request(name, fragment) }
    return programs
  }

  /// Returns the next request that is not compiled yet.
  func next() -> (name: String, fragment: TemplateFragment)? {
    ranges.count - 1 < requests.count ? requests[ranges.count - 1] : nil
  }

  /// Records that the current program ends before operation `end`.
  mutating func end(at end: Int) {
    ranges.append((ranges.last?.upperBound ?? 0)..<end)
  }
}
