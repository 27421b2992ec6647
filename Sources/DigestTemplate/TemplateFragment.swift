/// The source being compiled, with the indentation of its lines and the overrides of its blocks.
struct TemplateFragment {
  let source: TemplateSource
  /// The indentation before each line of literal text.
  var indent: [UInt8] = []
  /// How much white space to remove from each line, because an override is moved to its block.
  var dedent = 0
  var overrides: [String: TemplateOverride] = [:]
  /// The path and line where this template is included: `Templates/pages/paper.html:12`.
  var includer: String?

  /// Returns the bytes of a range that starts a line, without the white space to remove.
  func dedented(_ space: Range<Int>) -> ArraySlice<UInt8> {
    let bytes = source.bytes[space]
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    return bytes.dropFirst(min(dedent, bytes.prefix(while: isSpace).count))
  }
}

/// The content that a parent tag provides for a block.
struct TemplateOverride {
  let block: TemplateBlock
  let source: TemplateSource
  let includer: String?
}

extension TemplateBlock {
  /// Returns the indentation of the block's first line that is not blank, or else that of its tag.
  func indentation(in source: TemplateSource) -> Range<Int> {
    isStandalone ? TemplateBlock.indentation(of: body, in: source) ?? lead : lead
  }

  /// Returns the indentation of the content itself; none if it starts on the tag's line.
  func intrinsicIndentation(in source: TemplateSource) -> Range<Int> {
    isStandalone ? TemplateBlock.indentation(of: body, in: source) ?? 0..<0 : 0..<0
  }

  private static func indentation(
    of nodes: [TemplateNode], in source: TemplateSource
  ) -> Range<Int>? {
    for node in nodes {
      switch node.kind {
      case .text(let range, startsLine: true):
        let space = source.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }
        let isBlank = space.endIndex < range.upperBound && source.bytes[space.endIndex] == 0x0A
        if !isBlank { return space.startIndex..<space.endIndex }
      case .section(_, _, let body):
        if let found = indentation(of: body, in: source) { return found }
      case .partial(let reference), .parent(let reference, _): return reference.lead
      case .block(let block) where block.isStandalone: return block.lead
      case .text, .variable, .block: break
      }
    }
    return nil
  }
}
