/// One JSON object on a line, for programs that read what digest did.
public struct JSONLine {
  public enum Value {
    case text(String)
    case number(Int)
    case texts([String])
  }

  public let text: String

  /// Keys come out in the order given.
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
