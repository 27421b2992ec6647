import Foundation
import Glibc
import Synchronization

/// A local server that replaces arXiv and Hugging Face for the documents, with made-up papers.
final class ExampleServices: Sendable {
  private let socket: Int32
  let url: String

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = socket
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(number, address, length) == 0 && listen(number, 16) == 0
          && getsockname(number, address, &length) == 0
      }
    }
    guard isBound else { throw CocoaError(.fileReadUnknown) }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread { ExampleServices.serve(number) }
  }

  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private static func serve(_ socket: Int32) {
    while case let connection = accept(socket, nil, nil), connection >= 0 {
      let file = FileHandle(fileDescriptor: connection, closeOnDealloc: true)
      var request = Data()
      while request.range(of: Data("\r\n\r\n".utf8)) == nil,
        case let more = file.availableData, !more.isEmpty
      {
        request += more
      }
      let target = String(decoding: request, as: UTF8.self).split(separator: " ").dropFirst().first
      let body = answer(String(target ?? ""))
      let head =
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
      try? file.write(contentsOf: Data((head + body).utf8))
    }
  }

  private static func answer(_ target: String) -> String {
    if target.hasPrefix("/api/daily_papers") { return dailyPapers }
    if target.hasPrefix("/rss/") { return listing }
    let ids = target.split(separator: "id_list=").last?.split(separator: "&").first ?? ""
    return target.contains("id_list=")
      ? atom(ids.replacing("%2C", with: ",").replacing("%2F", with: "/").split(separator: ","))
      : atom((1...120).map { "2601.\(10_000 + $0)" }, total: 120)
  }

  private static var dailyPapers: String {
    let papers = (1...31).map { number in
      """
      {"paper": {"id": "2603.\(20_000 + number)", "title": "Daily Paper \(number)",
      "authors": [{"name": "Ada Lovelace"}], "summary": "We show.", "upvotes": \(number),
      "publishedAt": "2026-03-05T00:00:00.000Z"}}
      """
    }
    return "[\(papers.joined(separator: ","))]"
  }

  private static var listing: String {
    let items = (1...100).map { number in
      """
      <item><title>Listed Paper \(number)</title><guid>oai:arXiv.org:2603.\(10_000 + number)v1</guid>
      <description>arXiv:2603.\(10_000 + number)v1 Announce Type: new \nAbstract: It works.</description>
      <arxiv:announce_type>new</arxiv:announce_type><dc:creator>Grace Hopper</dc:creator></item>
      """
    }
    return """
      <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><pubDate>Fri, 06 Mar 2026 00:00:00 -0500</pubDate>\(items.joined())</channel></rss>
      """
  }

  private static func atom(_ ids: [some StringProtocol], total: Int? = nil) -> String {
    let entries = ids.map { id in
      """
      <entry><id>http://arxiv.org/abs/\(id)v1</id><title>Paper \(id)</title>
      <published>2026-01-05T09:00:00Z</published><summary>We show.</summary>
      <author><name>Ada Lovelace</name></author><category term="cs.CL"/></entry>
      """
    }
    return """
      <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
      xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><id>http://arxiv.org/api/x</id>
      <opensearch:totalResults>\(total ?? ids.count)</opensearch:totalResults>
      \(entries.joined())</feed>
      """
  }
}
