/// A JSON object on one line, for programs that process digest's output.
public struct JSONLine {
  public enum Value {
    case text(String)
    case number(Int)
    case texts([String])
  }

  /// The line, without a line feed.
  public let text: String

  /// Creates an object with the given keys and values, in their order.
  public init(_ fields: [(String, Value)]) {
    var object = JSONObjectWriter()
    for (key, value) in fields {
      switch value {
      case .text(let text): object.add(key, text)
      case .number(let number): object.add(key, number)
      case .texts(let texts): object.add(key, texts)
      }
    }
    text = String(decoding: object.finished, as: UTF8.self)
  }
}
