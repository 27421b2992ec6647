/// What one template may show: a Swift struct whose fields are declared with name, type, meaning.
///
/// Templates are checked against `fields` when they load, so a template can't name what isn't there.
public protocol View: Sendable {
  /// The name shown in errors and by `digest templates`: `PaperView`.
  static var name: String { get }
  static var fields: [Field] { get }
}

/// What a field holds, and so where in a template it may stand.
public enum FieldType: Sendable {
  /// Written with `{{x}}`, always escaped.
  case text
  /// Written with `{{{x}}}`: only `Markup/` and the engine itself can make it.
  case html
  /// Written with `{{{x}}}`, only inside `<script type="application/json">`.
  case json
  /// The only type that may begin a `href` or `src`.
  case url
  case number
  case flag
  case texts
  case htmls
  case view(any View.Type)
  case views(any View.Type)
  /// Text out of a known set, so `{{>*kind}}` can be checked too.
  case choice([String])
  /// The owner's own data: names below it are looked up while rendering.
  case map
}

extension FieldType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .text: "text"
    case .html: "html"
    case .json: "json"
    case .url: "url"
    case .number: "number"
    case .flag: "flag"
    case .texts: "list of text"
    case .htmls: "list of html"
    case .view(let view): view.name
    case .views(let view): "list of \(view.name)"
    case .choice(let values): "one of \(values.joined(separator: ", "))"
    case .map: "map"
    }
  }
}
