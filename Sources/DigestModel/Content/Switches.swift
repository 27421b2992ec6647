/// Names that can be switched on and off together below one key of `site.yml`.
public protocol SwitchName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The names that are off unless `site.yml` says otherwise.
  static var initiallyOff: Set<Self> { get }
  /// The hint for an unknown name.
  static var hint: String { get }
}

/// Which of several names are switched on, for instance by `pages: {weeks: no}`.
public struct Switches<Name: SwitchName>: Hashable, Sendable {
  private var off = Name.initiallyOff

  public init() {}

  public subscript(_ name: Name) -> Bool {
    get { !off.contains(name) }
    set { if newValue { off.remove(name) } else { off.insert(name) } }
  }
}

extension SwitchName {
  public static var initiallyOff: Set<Self> { [] }

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension FieldReader {
  /// Returns `otherwise` with the changes from a map of names.
  mutating func switches<Name: SwitchName>(
    _ node: YAMLNode, otherwise: Switches<Name>
  ) -> Switches<Name> {
    var switches = otherwise
    let hint = "write indented lines such as 'tags: no' below '\(key):'"
    guard let entries = map(node, of: "a map of kinds with yes or no", hint: hint) else {
      return switches
    }
    let schema = Schema<Switches<Name>>(
      hint: Name.hint,
      Name.allCases.map { name in
        (key: name.rawValue, read: { $0[name] = $2.flag($1) })
      })
    schema.read(entries, into: &switches, with: &self)
    return switches
  }
}
