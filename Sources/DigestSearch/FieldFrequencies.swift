/// How often a word stands in each field of a paper; what is beyond the limits tells no more.
struct FieldFrequencies: Equatable, Sendable {
  /// A bit for an author's name, four bits of title, four of names, seven of text.
  private(set) var packed: UInt16

  static let title = FieldFrequencies(packed: 1 << 11)
  static let name = FieldFrequencies(packed: 1 << 7)
  static let author = FieldFrequencies(packed: 1 << 15 | 1 << 7)
  static let text = FieldFrequencies(packed: 1)
  /// Of a term for filters, which is in no field.
  static let none = FieldFrequencies(packed: 0)

  var title: Int { Int(packed >> 11 & 15) }
  /// In names of authors, tags and the venue.
  var name: Int { Int(packed >> 7 & 15) }
  var text: Int { Int(packed & 127) }
  var isAuthor: Bool { packed >> 15 == 1 }

  mutating func add(_ other: FieldFrequencies) {
    let text = min(127, packed & 127 + other.packed & 127)
    let name = min(15, packed >> 7 & 15 + other.packed >> 7 & 15)
    let title = min(15, packed >> 11 & 15 + other.packed >> 11 & 15)
    packed = (packed | other.packed) & 1 << 15 | title << 11 | name << 7 | text
  }
}
