import DigestModel

/// Changes of tags in place, so that an edit need not model the whole site again.
extension Site {
  /// Moves a paper from its old tags to its new ones; no tag may have a second spelling.
  mutating func retag(_ paper: Int, from old: [String], to new: [String]) {
    let (before, after) = (Set(old), Set(new))
    for tag in before.subtracting(after) where tags.remove(paper, from: Slug.ofTerm(tag)) {
      tagSlugs[tag] = nil
    }
    for tag in after.subtracting(before) {
      let slug = Slug.ofTerm(tag)
      tags.insert(paper, into: slug, named: tag)
      tagSlugs[tag] = slug
    }
  }
}

extension Taxonomy {
  /// Removes a paper from a term; returns whether the term was removed with its last paper.
  fileprivate mutating func remove(_ paper: Int, from slug: String) -> Bool {
    guard let index = terms.firstIndex(where: { $0.slug == slug }) else { return false }
    let (term, papers) = (terms[index], terms[index].papers.filter { $0 != paper })
    if papers.isEmpty {
      terms.remove(at: index)
    } else {
      terms[index] = Term(name: term.name, slug: slug, papers: papers)
    }
    return papers.isEmpty
  }

  /// Adds a paper to a term, which is created if necessary.
  fileprivate mutating func insert(_ paper: Int, into slug: String, named name: String) {
    guard let index = terms.firstIndex(where: { $0.slug == slug }) else {
      self = Taxonomy(terms + [Term(name: name, slug: slug, papers: [paper])])
      return
    }
    var papers = terms[index].papers
    papers.insert(paper, at: papers.firstIndex { $0 >= paper } ?? papers.count)
    terms[index] = Term(name: terms[index].name, slug: slug, papers: papers)
  }
}
