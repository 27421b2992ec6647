import DigestMarkup

/// The program that keeps a page in the browser up to date; no built site ever holds it.
enum LiveScript {
  /// Hidden names can't be those of pages, so these are free on every site.
  static let path = "/.digest/live.js"
  static let events = "/.digest/events"

  static var bytes: [UInt8] { PackageResources.live_js }

  /// A page with the program in its head, or at its end if it has none.
  ///
  /// The entity tag tells the program whether the page it stands in is the latest.
  static func insert(into page: [UInt8], entityTag: String) -> [UInt8] {
    let element = Array("<script src=\"\(path)\" data-tag=\"\(entityTag)\" defer></script>\n".utf8)
    let place = firstIndex(of: "</head>", in: page) ?? page.count
    return page[..<place] + element + page[place...]
  }

  private static func firstIndex(of text: String, in page: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    return page.indices.first { page[$0] == wanted[0] && page[$0...].starts(with: wanted) }
  }

  /// The page before there is a site.
  static func emptyPage(_ text: String) -> [UInt8] {
    var page = Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>digest</title>
      </head>
      <body>
      <p>
      """.utf8)
    page += SafeHTML(escaping: text).bytes
    return page + Array("</p>\n</body>\n</html>\n".utf8)
  }
}
