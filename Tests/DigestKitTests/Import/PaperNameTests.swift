import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct PaperNameTests {
  @Test(arguments: [
    ("MedS^3: Towards Medical", "meds3-towards-medical", "meds3 towards medical"),
    ("A$^2$LC", "a2lc", "a2lc"), ("Erdős–Rényi", "erdos-renyi", "erdos renyi"),
    ("../../etc/passwd", "etc-passwd", "etc passwd"),
  ])
  func `titles become slugs and identities`(title: String, slug: String, identity: String) {
    #expect(PaperName.slug(ofTitle: title) == slug)
    #expect(PaperName.identity(ofTitle: title) == identity)
  }

  @Test func `spellings of one title have one identity`() {
    let titles = [
      "Don't Stop: Pre-training", "DON’T  STOP – Pre Training!", "don't stop pre-training",
    ]
    #expect(Set(titles.map(PaperName.identity)) == ["dont stop pre training"])
  }

  @Test(arguments: ["", "???", "con", "NUL", "王小明", "aux.md", "...", "-", "🙂"])
  func `slugs are never empty and never a device's name`(title: String) {
    #expect(Slug.isValid(PaperName.slug(ofTitle: title)))
    #expect(!PaperName.identity(ofTitle: title).isEmpty)
  }

  @Test func `long titles are cut at a word`() {
    let slug = PaperName.slug(ofTitle: String(repeating: "nineteen ", count: 30))
    #expect(slug.utf8.count <= 80 && slug.hasSuffix("nineteen"))
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func `hashes are those of the standard`(text: String, hash: String) {
    #expect(SHA256.hex(of: Array(text.utf8)) == hash)
  }
}
