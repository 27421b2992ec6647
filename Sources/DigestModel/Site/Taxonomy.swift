/// A grouping of papers by tag, author or venue.
package struct Taxonomy: Sendable {
  /// One value of a taxonomy, with its papers as positions in ``Site/papers``, newest first.
  package struct Term: Sendable {
    package let name: String
    package let slug: String
    package let papers: [Int]

    package init(name: String, slug: String, papers: [Int]) {
      self.name = name
      self.slug = slug
      self.papers = papers
    }
  }

  package enum Kind: String, CaseIterable, Sendable {
    case tags
    case authors
    case venues

    /// The folder of its pages, with a slash.
    package var folder: String { "\(rawValue)/" }
    package var title: String {
      switch self {
      case .tags: "Tags"
      case .authors: "Authors"
      case .venues: "Venues"
      }
    }
  }

  /// The terms by name, ignoring case, then by slug.
  package var terms: [Term]

  package init(_ terms: [Term]) {
    let keyed = terms.map { (key: Slug.ascii($0.name).lowercased(), term: $0) }
    self.terms = keyed.sorted { ($0.key, $0.term.slug) < ($1.key, $1.term.slug) }.map(\.term)
  }
}

/// Collects the names of a taxonomy, grouped by slug.
struct TermCollector {
  /// Maps names to positions in `entries`.
  private var positions: [String: Int] = [:]
  /// Maps slugs to positions in `entries`.
  private var slugs: [String: Int] = [:]
  private var entries: [Entry] = []
  /// Maps names to authors with several names.
  private let people: AuthorDirectory

  init(people: AuthorDirectory = .none) {
    self.people = people
  }

  private struct Entry {
    let slug: String
    /// The name in `authors.yml`, which takes precedence over the names in papers.
    let chosenName: String?
    /// The spellings with their counts; there is nearly always only one.
    var spellings: [(name: String, count: Int)] = []
    var papers: [Int] = []

    mutating func count(_ name: String) {
      if let index = spellings.firstIndex(where: { $0.name == name }) {
        spellings[index].count += 1
      } else {
        spellings.append((name, 1))
      }
    }

    /// The name from `authors.yml`, or else the most frequent spelling.
    ///
    /// Among equally frequent spellings, it is the first in Unicode order.
    var name: String {
      chosenName ?? spellings.min { ($1.count, $0.name) < ($0.count, $1.name) }?.name ?? slug
    }
  }

  /// Adds a paper to the term with this name; papers must be added in order.
  mutating func add(_ name: String, paper: Int) {
    let position = position(of: name)
    entries[position].count(name)
    if entries[position].papers.last != paper { entries[position].papers.append(paper) }
  }

  private mutating func position(of name: String) -> Int {
    if let position = positions[name] { return position }
    let printed = Slug.ofTerm(name)
    let person = people.isEmpty ? nil : people.person(withSlug: printed)
    let slug = person.map { Slug.ofTerm($0.name) } ?? printed
    let position = slugs[slug] ?? entries.count
    if position == entries.count { entries.append(Entry(slug: slug, chosenName: person?.name)) }
    slugs[slug] = position
    positions[name] = position
    return position
  }

  /// Returns the terms, each with the name that it is shown under.
  func taxonomy() -> Taxonomy {
    Taxonomy(entries.map { Taxonomy.Term(name: $0.name, slug: $0.slug, papers: $0.papers) })
  }

  /// Maps each added name to its slug.
  var slugsByName: [String: String] { positions.mapValues { entries[$0].slug } }
}
