/// Programs that are called rather than inlined: what recursion over untyped data needs.
struct TemplatePrograms {
  /// Each level of recursion may indent further and so be another program; deeper ones are nothing.
  private static let limit = 100

  private struct Key: Hashable {
    let name: String
    let indent: [UInt8]
  }

  /// Where each program lies; the first is the template itself.
  private(set) var ranges: [Range<Int>] = []
  private var numbers: [Key: Int] = [:]
  private var requests: [(name: String, fragment: TemplateFragment)] = []

  /// The number of the program that will be compiled for `name` with this indentation.
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

  /// The next request that is not compiled yet.
  func next() -> (name: String, fragment: TemplateFragment)? {
    ranges.count - 1 < requests.count ? requests[ranges.count - 1] : nil
  }

  /// Notes that the program being compiled is complete.
  mutating func end(at end: Int) {
    ranges.append((ranges.last?.upperBound ?? 0)..<end)
  }
}
