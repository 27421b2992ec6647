import DigestMarkup

/// The script that updates a page in the browser; it is never part of a built site.
enum LiveScript {
  /// Pages cannot have hidden names, so these paths are free on every site.
  static let path = "/.digest/live.js"
  static let events = "/.digest/events"

  static var bytes: [UInt8] { PackageResources.live_js }

  /// Inserts the script into a page's head, or at the end of a page without a head.
  ///
  /// The entity tag tells the script whether its page is current.
  static func insert(into page: [UInt8], entityTag: String) -> [UInt8] {
    let element = Array("<script src=\"\(path)\" data-tag=\"\(entityTag)\" defer></script>\n".utf8)
    let place = firstIndex(of: "</head>", in: page) ?? page.count
    return page[..<place] + element + page[place...]
  }

  private static func firstIndex(of text: String, in page: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    return page.indices.first { page[$0] == wanted[0] && page[$0...].starts(with: wanted) }
  }

  /// Returns the page that is shown while there is no site yet.
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
