/// A template as a tree, still in terms of its source.
struct TemplateNode: Sendable {
  indirect enum Kind: Sendable {
    /// A range of the source; `startsLine` where the indentation of a partial goes.
    case text(Range<Int>, startsLine: Bool)
    case variable(TagName, isRaw: Bool)
    case section(TagName, isInverted: Bool, [TemplateNode])
    case partial(TemplateReference)
    case parent(TemplateReference, ParentBody)
    case block(TemplateBlock)
  }

  /// Where the text or tag begins in the source.
  let offset: Int
  let kind: Kind
}

/// A name as a tag writes it: `pager.next` has two parts, `.` none.
package struct TagName: Hashable, Sendable {
  let text: String
  let parts: [String]

  var isCurrent: Bool { parts.isEmpty }
}

/// Another template, by its name or, in `{{>*kind}}`, by a field that holds its name.
struct TemplateReference: Sendable {
  let name: TagName
  let isDynamic: Bool
  /// What stands before a standalone tag goes before every line of the other template.
  let lead: Range<Int>
}

/// What stands inside `{{<parent}}…{{/parent}}`.
struct ParentBody: Sendable {
  var blocks: [TemplateBlock] = []
  /// Text or a tag outside of blocks, which Mustache drops without a word.
  var strayOffset: Int?
}

/// `{{$name}}…{{/name}}`: a place to fill and, inside a parent tag, what fills it.
struct TemplateBlock: Sendable {
  let name: String
  let offset: Int
  let lead: Range<Int>
  let isStandalone: Bool
  let body: [TemplateNode]
}
