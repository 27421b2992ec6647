import DigestCore
import FlyingFox
import Foundation

/// Answers requests from pages of this computer for files of the site; it is read-only.
///
/// FlyingFox 0.27.1 accepts headers of any length and parses them in quadratic time: 16 KB take
/// 0.14 s, 64 KB 3 s, 256 KB 53 s. It has no setting for a limit, so a few such requests block the
/// preview.
struct PreviewHandler: HTTPHandler {
  let files: any PreviewFiles
  let hosts: AllowedHosts
  /// The stream of updates; `nil` when serving a folder.
  let events: EventStream?

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let headers = request.headers
    guard hosts.allow(host: headers[.host]) else {
      return text(
        .forbidden, "This preview answers only to localhost; see 'digest serve --host'.\n")
    }
    guard request.method == .GET || request.method == .HEAD else {
      var response = text(.methodNotAllowed, "The preview is read-only.\n")
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    let target = request.target.path()
    if let events, target == LiveScript.events { return stream(events, request) }
    if events != nil, target == LiveScript.path {
      return respond(.ok, "text/javascript; charset=utf-8", LiveScript.bytes, request)
    }
    guard let path = RequestTarget.path(of: target) else {
      return text(.notFound, "There is no such file.\n")
    }
    return await answer(path, request)
  }

  private func answer(_ path: SitePath, _ request: HTTPRequest) async -> HTTPResponse {
    switch await files.answer(path) {
    case .file(let bytes):
      return respond(.ok, MediaType.of(path.text), bytes, request)
    case .notFound(let page?):
      return respond(.notFound, MediaType.html, page, request)
    case .notFound(nil):
      return text(.notFound, "There is no such file.\n")
    case .folder:
      var response = text(.found, "The page of this folder has a slash at its end.\n")
      response.headers[.location] = request.target.path() + "/"
      return response
    case .unavailable(let reason):
      return respond(.serviceUnavailable, MediaType.html, LiveScript.emptyPage(reason), request)
    }
  }

  /// Connects a page to the updates.
  ///
  /// Pages of other sites are refused, because messages can contain titles of drafts.
  private func stream(_ events: EventStream, _ request: HTTPRequest) -> HTTPResponse {
    let headers = request.headers
    let isOwn = hosts.allow(
      origin: headers[HTTPHeader("Origin")], host: headers[.host],
      site: headers[HTTPHeader("Sec-Fetch-Site")])
    guard isOwn else { return text(.forbidden, "Only pages of this preview may listen.\n") }
    guard request.method == .GET else { return respond(.ok, "text/event-stream", [], request) }
    guard let bytes = events.subscribe() else {
      return text(.serviceUnavailable, "Too many pages are listening already.\n")
    }
    return HTTPResponse(
      statusCode: .ok, headers: PreviewHandler.headers("text/event-stream"),
      body: HTTPBodySequence(from: bytes))
  }

  private func respond(
    _ status: HTTPStatusCode, _ type: String, _ bytes: [UInt8], _ request: HTTPRequest
  ) -> HTTPResponse {
    let tag = ContentHash.text(of: bytes)
    let isPage = type == MediaType.html && events != nil
    let body = isPage ? LiveScript.insert(into: bytes, entityTag: tag) : bytes
    var headers = PreviewHandler.headers(type)
    headers[.eTag] = "\"\(tag)\""
    headers[.contentLength] = String(body.count)
    if status == .ok, PreviewHandler.matches(request.headers[.ifNoneMatch], tag) {
      return HTTPResponse(statusCode: .notModified, headers: headers)
    }
    if request.method == .HEAD { return HTTPResponse(statusCode: status, headers: headers) }
    let data = HTTPBodySequence(data: Data(body), suggestedBufferSize: 256 << 10)
    return HTTPResponse(statusCode: status, headers: headers, body: data)
  }

  private func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: PreviewHandler.headers("text/plain; charset=utf-8"),
      body: Data(text.utf8))
  }

  private static func headers(_ type: String) -> HTTPHeaders {
    HTTPHeaders([
      .contentType: type, .cacheControl: "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("X-Frame-Options"): "SAMEORIGIN",
    ])
  }

  private static func matches(_ header: String?, _ tag: String) -> Bool {
    (header ?? "").split(separator: ",").contains { candidate in
      let trimmed = candidate.trimmingPrefix { $0 == " " }.trimmingPrefix("W/")
      return trimmed == "\"\(tag)\"" || trimmed == "*"
    }
  }
}
