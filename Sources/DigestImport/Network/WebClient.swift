import DigestCore
import DigestModel
import Glibc

/// Sends requests politely: one connection, three seconds between requests, and retries after the
/// delay that a service asks for.
final class WebClient {
  /// The number of retries after an error that may be temporary.
  static let retries = 4
  /// The longest wait in seconds; if a service asks for more, the next run continues.
  static let longestWait = 300.0

  let pace: Double
  private let limits: CurlTransfer.Limits
  private let pause: (Double) -> Void
  private let say: (Notice) -> Void
  private var hasAsked = false
  private var hasAnswer = false

  enum Notice {
    case asking(host: String)
    /// An attempt failed, and another one follows.
    case waiting(String)
  }

  init(
    pace: Double = 3, limits: CurlTransfer.Limits, pause: @escaping (Double) -> Void,
    say: @escaping (Notice) -> Void = { _ in }
  ) {
    self.pace = pace
    self.limits = limits
    self.pause = pause
    self.say = say
  }

  /// The reason that an answer is unusable, and whether to retry.
  private struct Trouble: Error {
    let reason: String
    var isPassing = true
    var wait: Double?
  }

  /// Fetches a URL and returns the body; `problem` returns the reason that it is unusable, if any.
  ///
  /// Throws a ``SystemError`` with the operation `fetch` if all attempts fail.
  func fetch(
    _ url: String, problem: ([UInt8]) -> String? = { _ in nil }
  ) throws(SystemError) -> [UInt8] {
    var last = ""
    for attempt in 0...WebClient.retries {
      if hasAsked { pause(pace) }
      hasAsked = true
      say(.asking(host: host(url)))
      do throws(Trouble) {
        let body = try get(url, redirects: 3)
        guard let problem = problem(body) else { return body }
        throw Trouble(reason: problem)
      } catch {
        last = error.reason
        let wait = error.wait ?? pace * Double(1 << attempt)
        if !error.isPassing { throw failure(url, last) }
        if wait > WebClient.longestWait {
          let seconds = Int(min(wait, 1e9))
          throw failure(url, "\(last), and asks to wait \(seconds) seconds; run this again then")
        }
        if attempt == WebClient.retries { break }
        say(.waiting(message(url, last, wait: wait + pace, attempt: attempt + 2)))
        pause(wait)
      }
    }
    throw failure(url, "\(last) (asked \(WebClient.retries + 1) times); run this again later")
  }

  /// Returns a message such as `export.arxiv.org: the server says 503; asking again in 6 s (try 2
  /// of 5)`.
  private func message(_ url: String, _ reason: String, wait: Double, attempt: Int) -> String {
    let seconds = Int(wait.rounded(.up))
    let tries = "try \(attempt) of \(WebClient.retries + 1)"
    return "\(host(url)): \(reason); asking again in \(seconds) s (\(tries))".escapedForTerminal
  }

  private func host(_ url: String) -> String { WebClient.host(of: url) ?? url }

  /// Until a service has answered once, nobody should wait long to hear that it cannot be reached.
  var currentLimits: CurlTransfer.Limits {
    var limits = limits
    if !hasAnswer { limits.connectMilliseconds = min(limits.connectMilliseconds, 4_000) }
    return limits
  }

  private func failure(_ url: String, _ reason: String) -> SystemError {
    let shown = url.prefix { $0 != "?" }
    return SystemError("fetch", path: String(shown), reason: reason, isRemote: true)
  }

  private func get(_ url: String, redirects: Int) throws(Trouble) -> [UInt8] {
    let answer: CurlTransfer.Answer
    do throws(CurlTransfer.Failure) {
      answer = try CurlTransfer.get(url, currentLimits)
      hasAnswer = true
    } catch {
      // An answer that is too large would be too large again.
      throw Trouble(reason: error.reason, isPassing: !error.isPermanent)
    }
    switch answer.status {
    case 200: return answer.body
    case 300..<400:
      guard let target = answer.redirect, redirects > 0 else {
        throw Trouble(reason: "it redirects again and again", isPassing: false)
      }
      guard WebClient.isSameHost(url, target) else {
        let host = WebClient.host(of: target) ?? "an address that is none"
        throw Trouble(reason: "it redirects to \(host), another host", isPassing: false)
      }
      return try get(target, redirects: redirects - 1)
    // arXiv's API responds with 406 when it is busy.
    case 406, 408, 425, 429, 500, 502, 503, 504:
      throw Trouble(
        reason: "the server says \(answer.status)",
        wait: answer.headers["retry-after"].flatMap(WebClient.seconds))
    // The body of arXiv's 400 describes the error.
    case 400 where !answer.body.isEmpty: return answer.body
    default: throw Trouble(reason: "the server says \(answer.status)", isPassing: false)
    }
  }

  /// Parses `Retry-After`: seconds such as `120`, or a date (RFC 9110, 10.2.3); returns seconds.
  static func seconds(_ text: String) -> Double? {
    if let seconds = Int(text) { return seconds >= 0 ? Double(seconds) : nil }
    guard let day = Day(mailDate: text) else { return nil }
    let clock = text.split(separator: " ").lazy.map {
      $0.split(separator: ":").compactMap { Int($0) }
    }
    .first { $0.count == 3 && $0.allSatisfy { (0..<61).contains($0) } }
    guard let clock else { return nil }
    let days = day.ordinal - Day(secondsSince1970: 0).ordinal
    let moment = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    return max(0, Double(moment - time(nil)))
  }

  /// Returns the host and port of a URL in lower case, or `nil` if there is none.
  static func host(of url: String) -> String? {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[1].isEmpty else { return nil }
    let host = parts[2].prefix { !"?#".contains($0) }.lowercased()
    // A user name before `@` only disguises the host.
    return host.isEmpty || host.contains("@") ? nil : host
  }

  private static func isSameHost(_ url: String, _ target: String) -> Bool {
    guard let host = host(of: target), host == self.host(of: url) else { return false }
    return target.hasPrefix("https://") || (url.hasPrefix("http://") && target.hasPrefix("http://"))
  }
}
