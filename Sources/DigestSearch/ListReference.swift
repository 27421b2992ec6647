/// Where the postings of a word are.
enum ListReference: Equatable {
  case inline(String)
  case stored(df: Int, files: [String])

  init(_ text: String) {
    let parts = text.split(separator: ",").map(String.init)
    guard text.hasPrefix("="), parts.count > 1 else {
      self = .inline(text)
      return
    }
    self = .stored(df: Int(parts[0].dropFirst()) ?? 0, files: Array(parts[1...]))
  }

  var df: Int {
    switch self {
    case .inline(let text): PostingsCode.decode(text.utf8).count
    case .stored(let df, _): df
    }
  }
}
