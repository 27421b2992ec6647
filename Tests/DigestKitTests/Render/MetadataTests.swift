import Foundation
import Testing

@testable import DigestKit

@Suite struct MetadataTests {
  private func site(_ settings: String = "") throws -> TestSite {
    try TestSite(
      settings,
      [
        "papers/a.md": transformerPaper, "papers/b.md": paperFile("Plain", "2025-03-11"),
        "papers/net.png": "png",
      ])
  }

  private func lines(of page: String, with text: String) -> [String] {
    page.split(separator: "\n").filter { $0.contains(text) }.map { String($0) }
  }

  @Test func `a paper has the tags of Google Scholar and Zotero`() throws {
    #expect(
      lines(of: try site()["papers/a.html"], with: "name=\"citation_").joined(separator: "\n")
        == """
        <meta name="citation_title" content="BERT α-nets: 50% of R&amp;D">
        <meta name="citation_author" content="Vaswani, Ashish">
        <meta name="citation_author_institution" content="Google Brain">
        <meta name="citation_author" content="van den Oord, Aäron">
        <meta name="citation_author" content="Gemini Team">
        <meta name="citation_publication_date" content="2017/06/12">
        <meta name="citation_online_date" content="2017/06/12">
        <meta name="citation_conference_title" content="Advances in Neural Information Processing Systems">
        <meta name="citation_firstpage" content="5998">
        <meta name="citation_lastpage" content="6008">
        <meta name="citation_arxiv_id" content="1706.03762">
        <meta name="citation_doi" content="10.5555/3295222.3295349">
        <meta name="citation_pdf_url" content="https://arxiv.org/pdf/1706.03762">
        <meta name="citation_abstract_html_url" content="https://example.org/d/papers/a.html">
        <meta name="citation_keywords" content="attention; R&amp;D">
        <meta name="citation_language" content="en-GB">
        """)
  }

  @Test func `a paper without a publication date has at least a year`() throws {
    let page = try site()["papers/b.html"]
    #expect(page.contains("<meta name=\"citation_publication_date\" content=\"2025\">"))
    #expect(page.contains("<meta name=\"citation_online_date\" content=\"2025/03/11\">"))
    #expect(!page.contains("citation_author"))
  }

  @Test func `a paper has OpenGraph metadata for link previews`() throws {
    let page = try site("language: pt-BR")["papers/a.html"]
    #expect(
      (lines(of: page, with: "property=\"") + lines(of: page, with: "twitter:"))
        .joined(separator: "\n") == """
          <meta property="og:type" content="article">
          <meta property="og:site_name" content="Digest">
          <meta property="og:title" content="BERT α-nets: 50% of R&amp;D">
          <meta property="og:description" content="A &lt;/script&gt; of 𝒪(n²) steps.">
          <meta property="og:url" content="https://example.org/d/papers/a.html">
          <meta property="og:locale" content="pt_BR">
          <meta property="article:published_time" content="2025-03-12">
          <meta property="article:modified_time" content="2025-04-01">
          <meta property="article:author" content="Ashish Vaswani">
          <meta property="article:author" content="Aäron van den Oord">
          <meta property="article:author" content="Gemini Team">
          <meta property="article:tag" content="attention">
          <meta property="article:tag" content="R&amp;D">
          <meta property="og:image" content="https://example.org/d/papers/net.png">
          <meta property="og:image:alt" content="A net">
          <meta name="twitter:card" content="summary_large_image">
          """)
  }

  private func graph(_ page: String) throws -> [[String: Any]] {
    let start = try #require(page.range(of: "<script type=\"application/ld+json\">")).upperBound
    let end = try #require(page[start...].range(of: "</script>")).lowerBound
    let json = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
    return try #require((json as? [String: Any])?["@graph"] as? [[String: Any]])
  }

  @Test func `a paper's JSON-LD is valid and complete`() throws {
    let article = try #require(try graph(try site()["papers/a.html"]).first)
    #expect(article["@type"] as? String == "ScholarlyArticle")
    #expect(article["headline"] as? String == "BERT α-nets: 50% of R&D")
    #expect(article["description"] as? String == "A </script> of 𝒪(n²) steps.")
    #expect(article["datePublished"] as? String == "2017-06-12")
    #expect(
      article["sameAs"] as? [String] == [
        "https://arxiv.org/abs/1706.03762", "https://doi.org/10.5555/3295222.3295349",
      ])
    let authors = try #require(article["author"] as? [[String: Any]])
    #expect(authors[0]["identifier"] as? String == "https://orcid.org/0000-0002-1825-0097")
    #expect(authors[1]["familyName"] as? String == "van den Oord")
    #expect(authors[2]["familyName"] == nil)
    let file = try #require(article["encoding"] as? [String: Any])
    #expect(file["contentUrl"] as? String == "https://arxiv.org/pdf/1706.03762")
  }

  @Test func `lists, the first page and indexes have JSON-LD of their kind`() throws {
    let site = try site()
    func types(_ path: String) throws -> [String] {
      try graph(site[path]).compactMap { $0["@type"] as? String }
    }
    #expect(try types("index.html") == ["WebSite", "CollectionPage"])
    #expect(try types("days/2025-03-12.html") == ["CollectionPage", "BreadcrumbList"])
    #expect(try types("tags/attention.html") == ["CollectionPage", "BreadcrumbList"])
    #expect(try types("tags/index.html") == ["BreadcrumbList"])
    let list = try #require(try graph(site["tags/r-d.html"])[0]["mainEntity"] as? [String: Any])
    #expect(list["itemListElement"] as? [String] == ["https://example.org/d/papers/a.html"])
  }

  @Test func `pages name their feeds and citations`() throws {
    let site = try site()
    #expect(
      lines(of: site["tags/attention.html"], with: "rel=\"alternate\"").joined(separator: "\n")
        == """
        <link rel="alternate" type="application/atom+xml" title="Digest" href="../feed.xml">
        <link rel="alternate" type="application/atom+xml" title="attention" href="../tags/attention.xml">
        <link rel="alternate" type="application/x-bibtex" title="BibTeX" href="../tags/attention.bib">
        """)
    #expect(
      lines(of: site["index.html"], with: "rel=\"alternate\"").joined(separator: "\n") == """
        <link rel="alternate" type="application/atom+xml" title="Digest" href="feed.xml">
        <link rel="alternate" type="application/feed+json" title="Digest" href="feed.json">
        <link rel="alternate" type="application/atom+xml" title="Digest: whole days" href="issues.xml">
        <link rel="alternate" type="application/atom+xml" title="Digest: whole weeks" href="issues-weekly.xml">
        <link rel="alternate" type="application/atom+xml" title="Digest: whole months" href="issues-monthly.xml">
        <link rel="alternate" type="application/x-bibtex" title="BibTeX" href="papers.bib">
        """)
    #expect(site["papers/a.html"].contains("href=\"../papers/a.bib\""))
  }

  @Test func `without a base URL no absolute address is written`() throws {
    let site = try TestSite(
      "", ["site.yml": "title: Digest\n", "papers/a.md": paperFile("A")])
    let page = site["papers/a.html"]
    #expect(!page.contains("ld+json") && !page.contains("og:url") && !page.contains("feed.xml"))
    #expect(page.contains("<meta name=\"citation_title\" content=\"A\">"))
  }
}
