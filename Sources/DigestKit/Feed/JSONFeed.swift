import DigestCore
import DigestMarkup
import DigestModel

/// A feed of papers as JSON Feed 1.1 (jsonfeed.org/version/1.1).
struct JSONFeed {
  let site: Site
  let base: BaseURL
  let feed: PaperFeed

  /// Returns the feed's JSON.
  ///
  /// `contents` are the papers' abstracts with absolute links, or `nil` for those that are left
  /// out.
  func render(_ contents: [SafeHTML?]) -> [UInt8] {
    let configuration = site.configuration
    var json = JSONObjectWriter()
    json.add("version", "https://jsonfeed.org/version/1.1")
    json.add("title", feed.title)
    json.add("home_page_url", base.permalink(site.path(of: feed.page)))
    json.add("feed_url", base.permalink(feed.path))
    json.add("description", configuration.description)
    json.add("language", configuration.language)
    json.add("items", each: zip(feed.papers, contents)) { entry, object in
      item(entry.0, entry.1, &object)
    }
    return json.finished + [0x0A]
  }

  private func item(_ index: Int, _ content: SafeHTML?, _ item: inout JSONObjectWriter) {
    let paper = site.papers[index]
    let permalink = base.permalink(site.path(of: .paper(index)))
    item.add("id", permalink)
    item.add("url", permalink)
    item.add("external_url", paper.citedAddress)
    item.add("title", paper.title)
    if let content, !content.isEmpty {
      item.add("content_html", String(decoding: content.bytes, as: UTF8.self))
    } else {
      item.add("content_text", paper.summary ?? paper.excerpt)
    }
    item.add("summary", paper.summary)
    item.add("date_published", PaperFeed.moment(paper.date))
    item.add("date_modified", PaperFeed.moment(paper.lastChange))
    item.add("authors", each: feed.authors(of: paper, in: site)) { author, object in
      object.add("name", author.name)
      object.add("url", site.orcid(of: author)?.page)
    }
    if !paper.tags.isEmpty { item.add("tags", paper.tags) }
    item.add("attachments", each: [paper.pdf].compactMap { $0 }) { pdf, attachment in
      attachment.add("url", pdf)
      attachment.add("mime_type", "application/pdf")
    }
  }
}
