import CCurl
import DigestCore
import DigestModel

/// An HTTP request with libcurl; this is the only file that uses it.
///
/// Redirects are not followed, and the answer is limited in size, even if it is compressed.
struct CurlTransfer {
  struct Answer {
    let status: Int
    let body: [UInt8]
    /// The headers that are used here, by name in lower case.
    let headers: [String: String]
    /// The target of a redirect, as an absolute URL.
    let redirect: String?
  }

  /// Limits on the duration and size of a request.
  struct Limits: Hashable, Sendable {
    var bytes = 20 << 20
    var milliseconds = 120_000
    var connectMilliseconds = 20_000
    /// A transfer that is slower for ``patience`` seconds fails.
    var bytesPerSecond = 50
    var patience = 20
  }

  struct Failure: Error, Equatable {
    let reason: String
    /// Whether another attempt would fail in the same way.
    var isPermanent = false
  }

  static func get(_ url: String, _ limits: Limits) throws(Failure) -> Answer {
    guard let handle = curl_easy_init() else { throw Failure(reason: "libcurl cannot start") }
    defer { curl_easy_cleanup(handle) }
    let receiver = Receiver(limit: limits.bytes)
    set(handle, url, limits, Unmanaged.passUnretained(receiver).toOpaque())
    let result = withExtendedLifetime(receiver) { curl_easy_perform(handle) }
    if receiver.isTooLarge {
      throw Failure(
        reason: "the answer is larger than \(limits.bytes >> 20) MB", isPermanent: true)
    }
    guard result == CURLE_OK else { throw Failure(reason: reason(for: result)) }
    return Answer(
      status: curl_get_status(handle), body: receiver.body, headers: receiver.headers,
      redirect: curl_get_redirect(handle).map { String(cString: $0) })
  }

  private static func set(
    _ handle: UnsafeMutableRawPointer, _ url: String, _ limits: Limits,
    _ receiver: UnsafeMutableRawPointer
  ) {
    _ = curl_set_text(handle, CURLOPT_URL, url)
    _ = curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = curl_set_text(handle, CURLOPT_USERAGENT, "digest/\(Version.current)")
    _ = curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "gzip")
    _ = curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = curl_set_long(handle, CURLOPT_TIMEOUT_MS, limits.milliseconds)
    _ = curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connectMilliseconds)
    _ = curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, limits.bytesPerSecond)
    _ = curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, limits.patience)
    _ = curl_set_pointer(handle, CURLOPT_WRITEDATA, receiver)
    _ = curl_set_pointer(handle, CURLOPT_HEADERDATA, receiver)
    _ = curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, target in
      guard let bytes, let target else { return 0 }
      let receiver = Unmanaged<Receiver>.fromOpaque(target).takeUnretainedValue()
      return receiver.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    _ = curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, target in
      guard let bytes, let target else { return 0 }
      let receiver = Unmanaged<Receiver>.fromOpaque(target).takeUnretainedValue()
      receiver.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
  }

  private static func reason(for result: CURLcode) -> String {
    switch result {
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
      "the connection ended in the middle of the answer"
    case CURLE_OPERATION_TIMEDOUT: "the answer did not come in time"
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR: "the answer's compression is damaged"
    case CURLE_COULDNT_RESOLVE_HOST: "there is no such host, or no network"
    case CURLE_COULDNT_CONNECT: "nothing answers there"
    default: String(cString: curl_easy_strerror(result))
    }
  }
}

/// Collects an answer as it arrives.
private final class Receiver {
  private let limit: Int
  private(set) var body: [UInt8] = []
  private(set) var headers: [String: String] = [:]
  private(set) var isTooLarge = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Returns the number of bytes taken; fewer than given make libcurl abort the transfer.
  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= limit else {
      isTooLarge = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  func takeHeader(_ bytes: UnsafeRawBufferPointer) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    guard name == "retry-after" else { return }
    let value = bytes[(colon + 1)...].filter { $0 >= 0x20 }
    headers[name] = FieldReader.tidied(String(decoding: value, as: UTF8.self))
  }
}
