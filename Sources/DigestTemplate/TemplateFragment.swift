/// The part of a source being compiled, with the indentation of its lines and its overrides.
struct TemplateFragment {
  let source: TemplateSource
  /// The indentation before each line of literal text.
  var indent: [UInt8] = []
  /// How much white space is removed from each line, because an override is moved to its block.
  var dedent = 0
  var overrides: [String: TemplateOverride] = [:]
  /// `Templates/pages/paper.html:12`, where this template is included.
  var includer: String?

  /// A range of white space in the source, less what is removed from every line.
  func dedented(_ space: Range<Int>) -> ArraySlice<UInt8> {
    let bytes = source.bytes[space]
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    return bytes.dropFirst(min(dedent, bytes.prefix(while: isSpace).count))
  }
}

/// The content that a parent tag gives for a block.
struct TemplateOverride {
  let block: TemplateBlock
  let source: TemplateSource
  let includer: String?
}

extension TemplateBlock {
  /// The indentation of the block's lines: that of the first line that is not blank, or else of the
  /// tag.
  func indentation(in source: TemplateSource) -> Range<Int> {
    isStandalone ? TemplateBlock.indentation(of: body, in: source) ?? lead : lead
  }

  /// White space that belongs to the content; none if the content starts on the tag's line.
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
