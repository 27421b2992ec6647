import Testing

@testable import DigestImport
@testable import DigestMarkup

@Suite struct PaperLinksTests {
  @Test(arguments: [
    ("https://github.com/A/B", "code"), ("http://www.gitlab.com/a/b", "code"),
    ("https://codeberg.org/a/b", "code"), ("https://github.com/A", nil),
    ("https://huggingface.co/a/b", "model"), ("https://huggingface.co/datasets/a/b", "data"),
    ("https://huggingface.co/spaces/a/b", "project"), ("https://huggingface.co/papers/1", nil),
    ("https://doi.org/10.5281/zenodo.79", "data"), ("https://doi.org/10.1/x", nil),
    ("https://zenodo.org/records/1", "data"), ("https://youtu.be/x", "video"),
    ("https://a.github.io/b", "project"), ("https://arxiv.org/abs/2401.00001", nil),
    ("https://example.org", nil), ("https://github.com@evil.org/a/b", nil),
    ("ftp://github.com/a/b", nil), ("https://notgithub.com/a/b", nil),
  ])
  func `the host determines the kind of a link`(url: String, kind: String?) {
    #expect(PaperLinks.kind(of: url)?.rawValue == kind)
  }

  @Test func `the first link of each kind is kept, without its full stop`() {
    let text = TeXText(
      #"""
      Code (https://github.com/a/b_c). Also https://github.com/d/e, our project page:
      https://x.org/~p/. \textbf{Data: \url{https://zenodo.org/1}} \href{https://vimeo.com/2}{film}
      """#)
    #expect(
      PaperLinks(text).urls == [
        .code: "https://github.com/a/b_c", .project: "https://x.org/~p/",
        .data: "https://zenodo.org/1", .video: "https://vimeo.com/2",
      ])
  }
}
