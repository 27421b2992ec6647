import Testing

@testable import DigestKit
@testable import DigestMarkup

@Suite struct BibTeXTests {
  @Test(arguments: [
    ("Attention Is All You Need", "Attention Is All You Need"),
    ("BERT and mT5", "{BERT} and {mT5}"),
    ("BERT: ImageNet-scale GPT-3.5", "{BERT}: {ImageNet-scale} {GPT-3.5}"),
    ("U-Net, 3D Pre-Training", "{U-Net}, {3D} Pre-Training"),
    ("50% of R&D #1 a_b", ##"50\% of R\&D \#1 a\_b"##),
    ("GPT_BASE", #"{GPT\_BASE}"#),
    (
      #"{x} \y ~z ^w"#,
      #"\textbraceleft{}x\textbraceright{} \textbackslash{}y \textasciitilde{}z \textasciicircum{}w"#
    ),
    ("$O(n^2)$ and $x_1$ for $5", #"{$O(n^2)$} and $x_1$ for \$5"#),
    (#"A$^2$LC for \$5 or \(α\)"#, #"A$^2${LC} for \$5 or $\alpha$"#),
    ("$50%$ #$1#2$", ##"$50\%$ \#$1\#2$"##),
    ("Élan façade", "Élan façade"),
  ])
  func `a title keeps its capitals, formulas and special characters`(title: String, written: String)
  {
    let parts = MathText.parse(title)?.parts ?? [.text(title)]
    #expect(String(decoding: BibTeXText.title(parts), as: UTF8.self) == written)
  }

  @Test func `a formula that would affect what follows is escaped`() {
    let written = String(
      decoding: BibTeXText.title([.formula(tex: #"\{x"#)]), as: UTF8.self)
    #expect(written == #"\$\textbackslash{}\textbraceleft{}x\$"#)
  }

  @Test func `a paper becomes an entry with all its metadata`() throws {
    let site = try TestSite(
      "", ["papers/a.md": transformerPaper, "papers/b.md": paperFile("B"), "papers/net.png": ""])
    #expect(
      site["papers/a.bib"] == #"""
        @inproceedings{vaswani2017bert,
          title = {{BERT} $\alpha$-nets: 50\% of R\&D},
          author = {Vaswani, Ashish and van den Oord, Aäron and {Gemini Team}},
          year = {2017},
          month = jun,
          booktitle = {Advances in Neural Information Processing Systems},
          pages = {5998--6008},
          doi = {10.5555/3295222.3295349},
          eprint = {1706.03762},
          archiveprefix = {arXiv},
          url = {https://doi.org/10.5555/3295222.3295349},
          language = {en-GB},
          keywords = {attention, R\&D}
        }

        """#)
    #expect(
      site["papers/a.html"].contains(
        "<pre><code>@inproceedings{vaswani2017bert,\n  title = {{BERT} "))
  }

  @Test(arguments: [
    ("", "misc"), ("arXiv preprint", "misc"), ("NeurIPS 2017", "inproceedings"),
    ("Journal of Machine Learning Research", "article"), ("Nature", "article"),
    ("Transactions of the ACL", "article"),
    ("Proceedings of the Conference on Science", "inproceedings"),
    ("Proceedings of the National Academy of Sciences", "article"),
  ])
  func `the type of an entry is that of its venue`(venue: String, type: String) throws {
    let lines = venue.isEmpty ? "" : "venue: \(venue)"
    let site = try TestSite("", ["papers/a.md": paperFile("A", "2025-03-12", lines)])
    #expect(site["papers/a.bib"].hasPrefix("@\(type){"))
  }

  @Test func `a paper without a URL is cited by its page`() throws {
    let site = try TestSite(
      "", ["papers/a.md": paperFile("Graph Nets", "2025-03-12", "retracted: Made up.")])
    #expect(
      site["papers/a.bib"] == """
        @misc{graph2025nets,
          title = {Graph Nets},
          year = {2025},
          url = {https://example.org/d/papers/a.html},
          note = {Retracted: Made up.}
        }

        """)
  }
}
