/// What a page counts, so that it can say "1 paper" and "1,024 papers".
enum Noun: String {
  case author
  case paper
  case tag
  case venue

  func counted(_ count: Int) -> String {
    "\(Noun.grouped(count)) \(rawValue)\(count == 1 ? "" : "s")"
  }

  /// 1234567 → `1,234,567`, as English has it.
  private static func grouped(_ count: Int) -> String {
    let digits = String(count)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
