import DigestCore
import DigestMarkup

/// The files of a new site: one paper, one page and the settings, ready to be built.
public enum SiteStarter {
  /// Returns the paths below the site's folder with their texts, or `nil` if the title is empty.
  ///
  /// The paper's file is named after its arXiv identifier, so that it doesn't collide with a draft
  /// of `digest new` that has the same title.
  public static func files(title: String, today: Day) -> [(path: String, text: String)]? {
    let name = FieldReader.tidied(title)
    guard !name.isEmpty else { return nil }
    return [
      ("Content/site.yml", settings(name)), ("Content/pages/about.md", about),
      ("Content/papers/1706.03762.md", paper(today)),
    ]
  }

  private static func settings(_ title: String) -> String {
    """
    title: \(YAMLText.quoted(title))
    description: Papers worth reading.
    language: en
    # The address of the site; feed and sitemap need it.
    base_url: https://example.org/
    # Papers on one page of a list.
    page_size: 50

    """
  }

  private static let about = """
    ---
    title: About
    ---
    A digest of research papers. Each paper is a Markdown file in `Content/papers`;
    `digest new "Title"` writes another.

    """

  private static func paper(_ date: Day) -> String {
    """
    ---
    title: Attention Is All You Need
    authors:
      - Ashish Vaswani
      - Noam Shazeer
      - Niki Parmar
      - Jakob Uszkoreit
      - Llion Jones
      - Aidan N. Gomez
      - Łukasz Kaiser
      - Illia Polosukhin
    date: \(date)
    published: 2017-06-12
    tags: [attention, translation]
    arxiv: "1706.03762"
    ---
    We propose a new simple network architecture, the Transformer, based solely on attention
    mechanisms, dispensing with recurrence and convolutions entirely.

    ## Notes

    This is an example. Everything below the first heading is yours to write.

    """
  }
}
