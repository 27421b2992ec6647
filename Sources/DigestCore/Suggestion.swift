/// Returns the candidate closest to a mistyped name, for "did you mean" hints.
///
/// `nearest(to: "auhtors", among: ["authors", "award"])` → `authors`. The result is `nil` if every
/// candidate differs in more than a third of the name, by optimal string alignment distance
/// (insert, delete, replace, swap neighbours).
public func nearest(to name: String, among candidates: [String]) -> String? {
  let wanted = Array(name.utf8.prefix(64)).map(lowercased)
  let limit = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let distance = EditDistance.between(
      wanted, Array(candidate.utf8).map(lowercased), limit: limit)
    guard distance <= limit else { continue }
    if let best, (best.distance, best.name) < (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
