import DigestCore

extension FieldReader {
  /// Reads a list of names, or of maps with `name`, `orcid` and `affiliation`.
  package mutating func authors(_ node: YAMLNode) -> [Author] {
    let key = key
    var authors: [Author] = []
    for item in list(node, of: "names") {
      self.key = key
      guard let author = author(item) else { continue }
      authors.append(author)
    }
    return authors
  }

  private mutating func author(_ node: YAMLNode) -> Author? {
    guard case .map(let entries, let mark) = node else {
      if case .scalar(let scalar) = node, FieldReader.tidied(scalar.text).isEmpty {
        error(scalar.mark, "an entry of '\(key)' is empty")
        return nil
      }
      return text(node).map { Author(name: $0) }
    }
    var author = Author(name: "")
    Schema<Author>.author.read(entries, into: &author, with: &self)
    author.nameByParts()
    if author.name.isEmpty {
      error(mark, "an author without a name", hint: "add 'name: …'")
      return nil
    }
    return author
  }

  /// Reads a name, or a map with `name` and `url`.
  package mutating func submitter(_ node: YAMLNode) -> Submitter? {
    guard case .map(let entries, let mark) = node else {
      return text(node).map { Submitter(name: $0) }
    }
    var submitter = Submitter(name: "")
    Schema<Submitter>.submitter.read(entries, into: &submitter, with: &self)
    if submitter.name.isEmpty {
      error(mark, "a submitter without a name", hint: "add 'name: …'")
      return nil
    }
    return submitter
  }
}

extension Author {
  /// Whether it stands for those who are not named.
  package var isOthers: Bool { ["et al.", "et al", "others"].contains(name.lowercased()) }

  fileprivate mutating func add(given: String? = nil, family: String? = nil, suffix: String? = nil)
  {
    parts = PersonName(
      given: given ?? parts?.given ?? "", family: family ?? parts?.family ?? "",
      suffix: suffix ?? parts?.suffix)
  }

  /// Sets the printed name, if only its parts are given.
  fileprivate mutating func nameByParts() {
    guard let parts else { return }
    if parts.family.isEmpty { return self.parts = nil }
    if name.isEmpty { name = parts.printed }
    if parts == PersonName(name) { self.parts = nil }
  }
}

extension Schema where Target == Author {
  static let author = Schema<Author>(
    hint:
      "the keys of an author are 'name', 'given', 'family', 'suffix', 'orcid' and 'affiliation'",
    [
      "name": { author, node, reader in author.name = reader.text(node) ?? "" },
      "given": { author, node, reader in author.add(given: reader.text(node) ?? "") },
      "family": { author, node, reader in author.add(family: reader.text(node) ?? "") },
      "suffix": { author, node, reader in author.add(suffix: reader.text(node)) },
      "orcid": { author, node, reader in
        author.orcid = reader.parsed(
          node, as: "an ORCID iD with a correct check digit, such as 0000-0002-1825-0097",
          ORCID.init)
      },
      "affiliation": { author, node, reader in author.affiliation = reader.text(node) },
    ])
}

extension Schema where Target == Submitter {
  static let submitter = Schema<Submitter>(
    hint: "the keys of a submitter are 'name' and 'url'",
    [
      "name": { submitter, node, reader in submitter.name = reader.text(node) ?? "" },
      "url": { submitter, node, reader in submitter.url = reader.webAddress(node) },
    ])
}
