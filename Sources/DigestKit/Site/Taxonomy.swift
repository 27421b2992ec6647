/// A way to group papers: by tag or by author.
struct Taxonomy: Sendable {
  /// One value, with its papers as positions in ``Site/papers``, newest first.
  struct Term: Sendable {
    let name: String
    let slug: String
    let papers: [Int]
  }

  /// By name without regard to case, then by slug.
  let terms: [Term]
  private let positions: [String: Int]

  init(_ terms: [Term]) {
    self.terms = terms.sorted { a, b in
      (Slug.ascii(a.name).lowercased(), a.slug) < (Slug.ascii(b.name).lowercased(), b.slug)
    }
    positions = Dictionary(
      uniqueKeysWithValues: self.terms.enumerated().map { ($1.slug, $0) })
  }

  func term(slug: String) -> Term? { positions[slug].map { terms[$0] } }
}

/// Gathers the names of one taxonomy, each under its slug.
struct TermCollector {
  private var slugs: [String: String] = [:]
  private var entries: [String: Entry] = [:]

  private struct Entry {
    /// How often each spelling occurs.
    var spellings: [String: Int] = [:]
    var papers: [Int] = []
  }

  /// The slug of `name`, worked out once.
  mutating func slug(of name: String) -> String {
    if let slug = slugs[name] { return slug }
    let slug = Slug.ofTerm(name)
    slugs[name] = slug
    return slug
  }

  mutating func add(_ name: String, paper: Int) {
    var entry = entries[slug(of: name)] ?? Entry()
    entry.spellings[name, default: 0] += 1
    if entry.papers.last != paper { entry.papers.append(paper) }
    entries[slug(of: name)] = entry
  }

  /// The terms, each under its most frequent spelling.
  func taxonomy() -> Taxonomy {
    Taxonomy(
      entries.map { slug, entry in
        let name = entry.spellings.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? slug
        return Taxonomy.Term(name: name, slug: slug, papers: entry.papers)
      })
  }

  /// For each name that was added, its slug.
  var slugsByName: [String: String] { slugs }
}
