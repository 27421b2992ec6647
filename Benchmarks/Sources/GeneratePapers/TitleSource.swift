/// Generates unique titles from halves of real ones.
///
/// `A: b` has the text before and after the first colon of two titles, and `a for b` the text
/// around the first "for" of two titles without a colon. A title can thus be composed in only one
/// way, so distinct pairs of halves are distinct titles.
struct TitleSource {
  private let families: [TitleFamily]
  private let order: Permutation

  init(realTitles: [String], random: inout RandomSource) throws {
    let usable = realTitles.map(Self.oneLine).filter(Self.isPlain)
    let subtitled = TitleFamily(titles: usable, joint: ": ")
    let purposeful = TitleFamily(titles: usable.filter { $0.cut(at: ": ") == nil }, joint: " for ")
    families = [subtitled, purposeful]
    let count = subtitled.count + purposeful.count
    guard count > 0 else { throw GenerationError.poorCorpus(missing: "title") }
    order = Permutation(count: count, random: &random)
  }

  /// Returns the title of paper `index`; after the last pair of halves, titles get part numbers.
  func title(at index: Int) -> String {
    var position = order.position(of: index)
    let part = index / order.count
    let suffix = part == 0 ? "" : " (Part \(part + 1))"
    for family in families {
      if position < family.count { return family.title(at: position) + suffix }
      position -= family.count
    }
    preconditionFailure("position \(position) lies beyond every family of titles")
  }

  private static func oneLine(_ title: String) -> String {
    title.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// Whether a title has no math or TeX commands, which could not be split.
  private static func isPlain(_ title: String) -> Bool {
    title.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "$") && byte != UInt8(ascii: "\\")
        && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}")
    }
  }
}

/// All titles that join first and second halves in the same way.
private struct TitleFamily {
  private let joint: String
  private let heads: [String]
  private let tails: [String]

  var count: Int { heads.count * tails.count }

  init(titles: [String], joint: String) {
    self.joint = joint
    let halves = titles.compactMap { $0.cut(at: joint) }
    heads = Set(halves.map(\.head)).sorted()
    tails = Set(halves.map(\.tail)).sorted()
  }

  func title(at position: Int) -> String {
    heads[position / tails.count] + joint + tails[position % tails.count]
  }
}

extension String {
  /// Returns the text before and after the first `joint`; `nil` if one of them is empty.
  fileprivate func cut(at joint: String) -> (head: String, tail: String)? {
    let bytes = Array(utf8)
    let wanted = Array(joint.utf8)
    let starts = 0..<max(0, bytes.count - wanted.count)
    guard
      let start = starts.first(where: {
        bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
      }), start > 0
    else { return nil }
    return (
      String(decoding: bytes[..<start], as: UTF8.self),
      String(decoding: bytes[(start + wanted.count)...], as: UTF8.self)
    )
  }
}
