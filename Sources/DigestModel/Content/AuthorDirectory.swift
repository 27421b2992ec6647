package import DigestCore

/// The contents of `Content/authors.yml`: authors with several names, and their ORCIDs.
public struct AuthorDirectory: Sendable {
  /// An author with their names.
  package struct Person: Hashable, Sendable {
    package var name = ""
    package var aliases: [String] = []
    package var orcid: ORCID?
  }

  package let people: [Person]
  /// Maps the slug of each name and alias to a position in `people`, so accents and case don't
  /// matter.
  private let positions: [String: Int]

  public static let none = AuthorDirectory(people: [], positions: [:])

  package var isEmpty: Bool { people.isEmpty }

  /// Returns the author with a name or alias that has this slug.
  package func person(withSlug slug: String) -> Person? { positions[slug].map { people[$0] } }

  /// Returns the author with a name or alias that differs at most in accents and case.
  package func person(named name: String) -> Person? {
    isEmpty ? nil : person(withSlug: Slug.ofTerm(name))
  }

  /// Parses the file; a file with errors yields a partial or empty directory.
  ///
  /// Errors are added to `diagnostics`.
  package static func parse(
    _ bytes: [UInt8], path: String, diagnostics: inout [Diagnostic]
  ) -> AuthorDirectory {
    var problems = TextCheck.problems(in: bytes, path: path)
    defer { diagnostics += problems }
    guard problems.isEmpty else { return .none }
    let text = TextCheck.normalized(bytes)
    let root = YAML.parse(text[...], path: path, diagnostics: &problems)
    guard problems.isEmpty, let root else { return .none }
    var reading = AuthorListReading(path: path)
    reading.read(root)
    problems += reading.reader.diagnostics
    return AuthorDirectory(people: reading.people, positions: reading.positions)
  }
}

/// An author while the file is being parsed, with the positions of the names.
private struct PersonDraft {
  var person = AuthorDirectory.Person()
  var name = YAMLMark(line: 0, column: 0)
  var aliases: [YAMLMark] = []
}

/// Parses the entries of `authors.yml` and reports names that two entries share.
private struct AuthorListReading {
  var reader: FieldReader
  private(set) var people: [AuthorDirectory.Person] = []
  private(set) var positions: [String: Int] = [:]
  private var lines: [String: Int] = [:]

  init(path: String) {
    reader = FieldReader(path: path)
  }

  mutating func read(_ root: YAMLNode) {
    reader.key = "authors.yml"
    for node in reader.list(root, of: "authors") {
      reader.key = "author"
      let hint = "write '- name: …' and below it, indented, 'aliases: [… , …]'"
      guard let entries = reader.map(node, of: "a map with 'name' and 'aliases'", hint: hint)
      else { continue }
      var draft = PersonDraft()
      Schema<PersonDraft>.person.read(entries, into: &draft, with: &reader)
      if draft.person.name.isEmpty {
        reader.error(node.mark, "an author without a name", hint: "add 'name: …'")
      } else {
        add(draft)
      }
    }
  }

  private mutating func add(_ draft: PersonDraft) {
    let position = people.count
    people.append(draft.person)
    claim(draft.person.name, draft.name, for: position)
    for (alias, mark) in zip(draft.person.aliases, draft.aliases) {
      claim(alias, mark, for: position)
    }
  }

  private mutating func claim(_ name: String, _ mark: YAMLMark, for position: Int) {
    let slug = Slug.ofTerm(name)
    guard let other = positions[slug] else {
      positions[slug] = position
      lines[slug] = mark.line
      return
    }
    if other == position { return }
    reader.error(
      mark, "'\(name)' names two authors (first on line \(lines[slug] ?? 0))",
      hint: "keep it for one of the two")
  }
}

extension Schema where Target == PersonDraft {
  fileprivate static let person = Schema<PersonDraft>(
    hint: "the keys of an author are 'name', 'aliases' and 'orcid'",
    [
      "name": { draft, node, reader in
        draft.person.name = reader.requiredText(node) ?? ""
        draft.name = node.mark
      },
      "aliases": { draft, node, reader in
        let aliases = reader.texts(node, of: "names")
        draft.person.aliases = aliases.map(\.text)
        draft.aliases = aliases.map(\.mark)
      },
      "orcid": { draft, node, reader in
        draft.person.orcid = reader.parsed(
          node, as: "an ORCID iD with a correct check digit, such as 0000-0002-1825-0097",
          ORCID.init)
      },
    ])
}
