import DigestModel

/// Uses the site's spelling of tags, because `GPT 2` and `gpt-2` cannot be two tags.
struct TagSpelling {
  /// Maps slugs to tags.
  private var names: [String: String] = [:]
  /// Reads the tags of all papers; not called for sources whose tags have only one spelling.
  private var readExisting: (() -> [String])?

  init(rules: [String], existing: @escaping () -> [String]) {
    readExisting = existing
    add(rules)
  }

  private mutating func add(_ tags: [String]) {
    for tag in tags where names[Slug.ofTerm(tag)] == nil { names[Slug.ofTerm(tag)] = tag }
  }

  /// Returns the paper's tags: those from `tags.yml`, then those from the source.
  mutating func tags(of file: PaperFile) -> [String] {
    let own = file.record.tags.map(OneLine.tidied).filter { (1...100).contains($0.utf8.count) }
    if let readExisting, !own.allSatisfy(ArxivCategory.isValid) {
      self.readExisting = nil
      add(readExisting())
    }
    var slugs: Set<String> = []
    return (file.ruleTags + own).compactMap { tag in
      let slug = Slug.ofTerm(tag)
      guard slugs.insert(slug).inserted else { return nil }
      if let name = names[slug] { return name }
      names[slug] = tag
      return tag
    }
  }
}
