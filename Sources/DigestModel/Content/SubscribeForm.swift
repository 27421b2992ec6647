public import DigestMarkup

/// The mail subscription form, from `subscribe:` in `site.yml`.
public struct SubscribeForm: Hashable, Sendable {
  /// The provider's address that the form submits to.
  public var action: SafeURL
  /// The provider's name for the address field.
  public var field = "email"
  /// Additional hidden fields, in the order in which they are written.
  package var hidden: [Field] = []

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// The scheme and host of ``action``, to be allowed by the pages' Content-Security-Policy.
  package var origin: SafeURL {
    let parts = action.text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let host = parts.prefix(3).joined(separator: "/").prefix { $0 != "?" && $0 != "#" }
    return SafeURL(path: String(host))
  }
}

/// A form while it is being parsed, when the address may still be missing.
private struct SubscribeDraft {
  var action: SafeURL?
  var form = SubscribeForm(action: SafeURL(path: ""))
}

extension Schema where Target == SubscribeDraft {
  fileprivate static let form = Schema<SubscribeDraft>(
    hint: "the keys of a form are 'action', 'field' and 'hidden'",
    [
      "action": { draft, node, reader in draft.action = reader.webAddress(node) },
      "field": { draft, node, reader in
        draft.form.field = reader.requiredText(node) ?? draft.form.field
      },
      "hidden": { draft, node, reader in
        let fields =
          reader.freeMap(
            node, of: "a map of the form's hidden fields",
            hint: "write indented lines 'name: value' below 'hidden:'") ?? []
        draft.form.hidden = fields.compactMap { field in
          reader.text(field.value).map { SubscribeForm.Field(name: field.key.text, value: $0) }
        }
      },
    ])
}

extension FieldReader {
  mutating func subscribeForm(_ node: YAMLNode) -> SubscribeForm? {
    let hint = "write indented lines 'action: https://…' and 'field: email' below 'subscribe:'"
    guard let entries = map(node, of: "a map with 'action' and 'field'", hint: hint) else {
      return nil
    }
    var draft = SubscribeDraft()
    let keys = Schema<SubscribeDraft>.form.read(entries, into: &draft, with: &self)
    if !keys.contains("action") {
      error(
        node.mark, "'subscribe' without 'action'",
        hint: "add 'action: https://…', the address that the provider's form submits to")
    }
    guard let action = draft.action else { return nil }
    draft.form.action = action
    return draft.form
  }
}
