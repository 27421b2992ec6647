/// The data that a template may show: a struct that declares its fields with name, type and
/// meaning.
///
/// Templates are checked against `fields` when they are loaded, so they can't use undeclared names.
public protocol View: Sendable {
  /// The name shown in errors and by `digest templates`: `PaperView`.
  static var name: String { get }
  static var fields: [Field] { get }
}

/// The type of a field, which determines where in a template it is allowed.
public enum FieldType: Sendable {
  /// Text that is written as `{{x}}` and always escaped.
  case text
  /// HTML that is written as `{{{x}}}`; only DigestMarkup and the engine itself can create it.
  case html
  /// JSON that is written as `{{{x}}}`, only inside `<script type="application/json">`.
  case json
  /// A safe URL, the only text type allowed at the start of a `href` or `src`.
  case url
  case number
  case flag
  case texts
  case htmls
  case view(any View.Type)
  case views(any View.Type)
  /// One of a fixed set of texts, so that `{{>*kind}}` can be checked too.
  case choice([String])
  /// The author's own data, in which names are looked up during rendering.
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
