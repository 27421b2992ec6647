import DigestCore

/// An arXiv identifier: `2310.18660`, `0704.0001` or `cs/0112017`; the version is separate.
///
/// Source: info.arxiv.org/help/arxiv_identifier.html.
public struct ArxivID: Hashable, Sendable {
  /// The identifier without a version, such as `2310.18660`.
  public let id: String
  /// The version, such as 2 in `2310.18660v2`; `nil` means the newest one.
  public let version: Int?

  /// Creates an identifier that is known to be valid.
  package init(id: String, version: Int? = nil) {
    self.id = id
    self.version = version
  }

  /// Parses an identifier with an optional version from 1 to 999; returns `nil` if it is malformed.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let (stem, version) = ArxivID.splitVersion(bytes)
    guard ArxivID.isModern(stem) || ArxivID.isOld(stem), version != 0 else { return nil }
    self.id = String(decoding: stem, as: UTF8.self)
    self.version = version
  }

  private static func splitVersion(_ bytes: [UInt8]) -> (ArraySlice<UInt8>, Int?) {
    guard let v = bytes.lastIndex(of: UInt8(ascii: "v")), v + 1 < bytes.count,
      bytes.count - v <= 4, bytes[(v + 1)...].allSatisfy(isDigit),
      let version = Int(String(decoding: bytes[(v + 1)...], as: UTF8.self))
    else { return (bytes[...], nil) }
    return (bytes[..<v], version)
  }

  /// Whether the identifier is like `2310.18660`: YYMM, then four digits until 2014 and five since.
  private static func isModern(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy(isDigit) }) else {
      return false
    }
    return isMonth(parts[0].suffix(2)) && (4...5).contains(parts[1].count)
  }

  /// Whether the identifier is like `cs/0112017` or `math.GT/0309136`.
  private static func isOld(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 7, parts[1].allSatisfy(isDigit) else { return false }
    let isArchive = parts[0].allSatisfy { isLetter($0) || $0 == 0x2D || $0 == 0x2E }
    return isArchive && !parts[0].isEmpty && isMonth(parts[1].dropFirst(2).prefix(2))
  }

  private static func isMonth(_ digits: ArraySlice<UInt8>) -> Bool {
    (1...12).contains(Int(String(decoding: digits, as: UTF8.self)) ?? 0)
  }

  /// The URL of the abstract page, for the version if there is one.
  public var page: String { "https://arxiv.org/abs/\(written)" }
  /// The URL of the PDF, for the version if there is one.
  public var pdf: String { "https://arxiv.org/pdf/\(written)" }
}

/// A digital object identifier without a resolver's address (ISO 26324): `10.18653/v1/P18-1001`.
public struct DOI: Hashable, Sendable {
  public let id: String

  package init(id: String) {
    self.id = id
  }

  /// Parses a prefix of `10.` and at least four digits, a slash, and a suffix in printable ASCII.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard text.hasPrefix("10."), let slash = bytes.firstIndex(of: UInt8(ascii: "/")),
      bytes[3..<slash].count >= 4, bytes[3..<slash].allSatisfy({ isDigit($0) || $0 == 0x2E }),
      slash + 1 < bytes.count, bytes.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    id = text
  }

  /// The URL at doi.org, percent-encoded.
  public var page: String {
    var url = Array("https://doi.org/".utf8)
    for (index, part) in id.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { url.append(UInt8(ascii: "/")) }
      Escape.urlComponent(String(part), to: &url)
    }
    return String(decoding: url, as: UTF8.self)
  }
}

/// An ACL Anthology identifier: `P18-1001` or `2022.computel-1.3`.
public struct ACLID: Hashable, Sendable {
  public let id: String

  /// Parses an identifier in the form used until 2019 or since; returns `nil` if it is malformed.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard ACLID.isOld(bytes) || ACLID.isModern(bytes) else { return nil }
    id = text
  }

  private static func isOld(_ bytes: [UInt8]) -> Bool {
    bytes.count == 8 && (0x41...0x5A).contains(bytes[0]) && bytes[3] == 0x2D
      && bytes[1...2].allSatisfy(isDigit) && bytes[4...].allSatisfy(isDigit)
  }

  private static func isModern(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[0].allSatisfy(isDigit),
      !parts[2].isEmpty, parts[2].allSatisfy(isDigit)
    else { return false }
    let isVolume = parts[1].allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D }
    return isVolume && parts[1].contains(UInt8(ascii: "-"))
  }

  public var page: String { "https://aclanthology.org/\(id)/" }
}

/// An identifier of a forum on OpenReview, which is a paper with its reviews: `rJzIBfZAb`.
public struct OpenReviewID: Hashable, Sendable {
  public let id: String

  /// Parses 5 to 40 letters, digits, hyphens and underscores; whether the forum exists is not
  /// known.
  public init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F }
    guard isPlain, (5...40).contains(text.utf8.count) else { return nil }
    id = text
  }

  public var page: String { "https://openreview.net/forum?id=\(id)" }
}

/// An ORCID iD: four groups of four, the last character a check digit (ISO 7064, MOD 11-2).
public struct ORCID: Hashable, Sendable {
  public let id: String

  /// Parses an iD with hyphens; returns `nil` if it is malformed or its check digit is wrong.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.count == 4, groups.allSatisfy({ $0.utf8.count == 4 }) else { return nil }
    let bytes = groups.flatMap(\.utf8)
    guard bytes[..<15].allSatisfy(isDigit) else { return nil }
    let total = bytes[..<15].reduce(0) { ($0 + Int($1 - 0x30)) * 2 }
    let check = (12 - total % 11) % 11
    guard bytes[15] == (check == 10 ? UInt8(ascii: "X") : UInt8(check) + 0x30) else { return nil }
    id = text
  }

  public var page: String { "https://orcid.org/\(id)" }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
