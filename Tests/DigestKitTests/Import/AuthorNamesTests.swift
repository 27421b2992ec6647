import Testing

@testable import DigestImport
@testable import DigestKit
@testable import DigestModel

/// A source that says which part is the family name is believed.
@Suite struct AuthorNamesTests {
  private func shown(_ authors: [Author]) -> String {
    let found = AuthorNames.tidied(authors)
    return (found.authors.map(\.personName.inverted) + (found.hasMore ? ["…"] : []))
      .joined(separator: "; ")
  }

  @Test(arguments: [
    ("García Márquez, Gabriel", "García Márquez, Gabriel"),
    ("{Van Grootel}, Valérie", "Van Grootel, Valérie"),
    ("Valérie {Van Grootel}", "Van Grootel, Valérie"), ("El Ghaoui, Laurent", "El Ghaoui, Laurent"),
    ("{European Commission}", "European Commission"), ("{Doe}, Jane", "Doe, Jane"),
    ("Aäron van den Oord", "van den Oord, Aäron"),
    ("King, Jr., Martin Luther", "King, Martin Luther, Jr."),
    ("Martin Luther King, Jr.", "King, Martin Luther, Jr."), ("Hal Daumé, III", "Daumé, Hal, III"),
    ("A One and B Two and others", "One, A; Two, B"),
    ("A One and B Two and et al.", "One, A; Two, B"),
    ("Jane Doe et al.", "Doe, Jane; …"),
    ("Jane Doe, Rich Roe, Ann Poe", "Doe, Jane; Roe, Rich; Poe, Ann"),
    ("Jane Doe, Rich Roe, and Ann Poe", "Doe, Jane; Roe, Rich; Poe, Ann"),
    ("Jane Doe; Rich Roe", "Doe, Jane; Roe, Rich"), ("Jane Doe & Rich Roe", "Doe, Jane; Roe, Rich"),
    ("Baker, F., Huang, S. C., Tang, T. K.", "Baker, F.; Huang, S. C.; Tang, T. K."),
    ("Nakashima S. and Van Oudenhove L.-A.", "Nakashima, S.; Van Oudenhove, L.-A."),
    ("Du$^*$, Ann and Zhou$^\\dagger$, Bo", "Du, Ann; Zhou, Bo"),
    ("Ann Du\\thanks{Equal} and Bo Zhou\\textsuperscript{1}", "Du, Ann; Zhou, Bo"),
    ("Jane Doe 0001 and Wei Wang 0012", "Doe, Jane; Wang, Wei"),
    ("Doe 0001, Jane", "Doe, Jane"), ("C. -P. Yuan", "Yuan, C.-P."),
    ("{Barnes and Noble} and A B", "Barnes and Noble; B, A"),
  ])
  func `names of BibTeX in every form and disorder`(written: String, shown: String) {
    #expect(self.shown(BibTeXNames.parse(written)) == shown)
  }

  @Test(arguments: ["Doe, Jane, Roe", "A, B, C, D, E", "Doe, J, Roe, R, Poe, Anna Maria"])
  func `names that nobody can tell apart are left out with their place`(written: String) {
    let text = "@misc{k, title = {T}, author = {\(written)}}"
    let (records, problems) = Importer.bibTeX.records(in: text)
    #expect(records.first?.authors == [])
    #expect(
      problems == [
        """
        x:1:1: warning: some authors of 'k' cannot be told apart; left out
          hint: join the names by 'and'
        """
      ])
  }

  /// All seen in the ACL Anthology.
  @Test(arguments: [
    (":", ""), ("others", "…"), ("and Jun Wang", "Wang, Jun"),
    ("Mariia Gladkova*", "Gladkova, Mariia"),
    ("Gabriel Petre1", "Petre, Gabriel"), ("Jane Doe and Rich Roe", "Doe, Jane; Roe, Rich"),
    ("Ann Poe†", "Poe, Ann"), ("ATLAS Collaboration:", "ATLAS Collaboration"),
    ("Jane Doe^{1,2}", "Doe, Jane"),
  ])
  func `what is no part of a name is left out`(name: String, shown: String) {
    #expect(self.shown([Author(name: name)]) == shown)
  }

  @Test(arguments: [
    (#"{"family": "Márquez", "given": "Gabriel García"}"#, "Márquez, Gabriel García"),
    (#"{"family": "García Márquez", "given": "Gabriel"}"#, "García Márquez, Gabriel"),
    (
      #"{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}"#,
      "van den Berg, Jan"
    ),
    (#"{"family": "King", "given": "Martin", "suffix": "Jr."}"#, "King, Martin, Jr."),
    (#"{"name": "Big Consortium"}"#, "Big Consortium"),
    (#"{"literal": "World Bank"}"#, "World Bank"),
  ])
  func `names of CSL-JSON keep their parts`(author: String, shown: String) throws {
    let text = "[{\"type\": \"article\", \"title\": \"A\", \"author\": [\(author)]}]"
    let record = try #require(Importer.cslJSON.records(in: text).records.first)
    #expect(self.shown(record.authors) == shown)
  }

  @Test func `parts that no program could guess are kept in front matter`() throws {
    let run = try CaseRun([
      (
        "a.bib",
        Array(
          """
          @misc{a, title = {One}, year = 2020,
            author = {Garc{\\'i}a M{\\'a}rquez, Gabriel and Doe, Jane and others}}
          """.utf8)
      )
    ])
    #expect(
      run.papers.contains("authors: {given: Gabriel, family: García Márquez}; Jane Doe; et al.\n"))
    let site = try run.build()
    #expect(site["papers.bib"].contains("{García Márquez, Gabriel and Doe, Jane and others}"))
    #expect(site["papers/one.html"].contains("<li>et al.</li>"))
    #expect(site["papers/one.html"].contains("\"familyName\":\"García Márquez\""))
  }

  @Test(arguments: [
    ("authors: [{given: Gabriel, family: García Márquez}]", "García Márquez, Gabriel"),
    ("authors: [{name: Jane Doe}]", "Doe, Jane"), ("authors: [{family: Big Group}]", "Big Group"),
  ])
  func `an author may be given in parts`(fields: String, shown: String) throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", fields)])
    #expect(site["papers/a.html"].contains("name=\"citation_author\" content=\"\(shown)\""))
  }
}
