extension Int {
  /// The number in decimal with commas between groups of three digits: 1234567 → `1,234,567`.
  package var grouped: String {
    let digits = String(self)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
