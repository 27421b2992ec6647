/// A node in the syntax tree of a template.
struct TemplateNode: Sendable {
  indirect enum Kind: Sendable {
    /// A range of the source; `startsLine` is true where a partial's indentation is inserted.
    case text(Range<Int>, startsLine: Bool)
    case variable(TagName, isRaw: Bool)
    case section(TagName, isInverted: Bool, [TemplateNode])
    case partial(TemplateReference)
    case parent(TemplateReference, ParentBody)
    case block(TemplateBlock)
  }

  /// The offset of the text or tag in the source.
  let offset: Int
  let kind: Kind
}

/// A name in a tag: `pager.next` has two parts, `.` has none.
package struct TagName: Hashable, Sendable {
  let text: String
  let parts: [String]

  var isCurrent: Bool { parts.isEmpty }
}

/// A reference to another template, by name or, in `{{>*kind}}`, by a field that contains the name.
struct TemplateReference: Sendable {
  let name: TagName
  let isDynamic: Bool
  /// The white space before a standalone tag, which indents every line of the template.
  let lead: Range<Int>
}

/// The content of `{{<parent}}…{{/parent}}`.
struct ParentBody: Sendable {
  var blocks: [TemplateBlock] = []
  /// The offset of text or a tag outside blocks, which Mustache ignores silently.
  var strayOffset: Int?
}

/// `{{$name}}…{{/name}}`: a block to fill or, inside a parent tag, its override.
struct TemplateBlock: Sendable {
  let name: String
  let offset: Int
  let lead: Range<Int>
  let isStandalone: Bool
  let body: [TemplateNode]
}
