import DigestCore
public import DigestModel

/// Papers to fetch from a service.
public enum ImportRequest: Hashable, Sendable {
  case arxiv([ArxivID])
  case search(ArxivSearch)
  case huggingFace(HuggingFaceDays)
  /// The URL of a service whose answers have a known format.
  case address(String)

  /// Parses an argument of the command line, or returns `nil` if it is not a request.
  ///
  /// Examples are `2310.18660`, `arxiv:cs/0112017`, `https://arxiv.org/abs/…`, `hf:today`, and URLs
  /// of listings.
  public init?(_ text: String, today: Day) {
    if let id = ArxivID.found(in: text) {
      self = .arxiv([id])
    } else if text.lowercased().hasPrefix("hf:") {
      guard let days = HuggingFaceDays(String(text.dropFirst(3)), today: today) else { return nil }
      self = .huggingFace(days)
    } else if let doi = ImportRequest.doi(text) {
      self = .address("https://api.crossref.org/works/\(ImportServices().encoded(doi.id))")
    } else if let host = WebClient.host(of: text), ImportServices.hosts.contains(host),
      text.hasPrefix("https://")
    {
      self = .address(text)
    } else {
      return nil
    }
  }
}

extension ImportRequest {
  /// `doi:10.1000/x` and its address.
  private static func doi(_ text: String) -> DOI? {
    let lowered = text.lowercased()
    let isDOI = ["doi:", "https://doi.org/", "https://dx.doi.org/"].contains {
      lowered.hasPrefix($0)
    }
    return isDOI ? DOI.found(in: text) : nil
  }
}

/// A search of arXiv's API, newest papers first.
public struct ArxivSearch: Hashable, Sendable {
  public var query: String
  public var first: Day?
  public var last: Day?
  public var limit: Int

  /// Creates a search in arXiv's query syntax; the dates are those of submission, inclusive.
  public init(_ query: String, first: Day? = nil, last: Day? = nil, limit: Int = 100) {
    self.query = query
    self.first = first
    self.last = last
    self.limit = limit
  }

  /// The query in the API's syntax, with dates as `submittedDate:[202501010000 TO 202501312359]`.
  package var text: String {
    guard first != nil || last != nil else { return query }
    let digits = { (day: Day) in day.description.replacing("-", with: "") }
    let from = first.map(digits) ?? "19910101"
    let to = last.map(digits) ?? "99991231"
    let span = "submittedDate:[\(from)0000 TO \(to)2359]"
    return query.isEmpty ? span : "(\(query)) AND \(span)"
  }
}

/// A day, week or month of Hugging Face's daily papers.
public struct HuggingFaceDays: Hashable, Sendable {
  /// The API's parameter: `date`, `week` or `month`.
  let name: String
  /// The parameter's value: `2025-03-12`, `2025-W11` or `2025-03`.
  let value: String
  let day: Day?

  /// Parses `today`, `yesterday`, `2025-03-12`, `2025-W11` or `2025-03`.
  public init?(_ text: String, today: Day) {
    let text = text.uppercased()
    let days = ["TODAY": today, "YESTERDAY": Day(ordinal: today.ordinal - 1)]
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if let day = days[text] ?? Day(text) {
      (name, value, self.day) = ("date", day.description, day)
    } else if parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3,
      parts[1].hasPrefix("W"), Int(parts[0]) != nil,
      let week = Int(parts[1].dropFirst()), (1...53).contains(week)
    {
      (name, value, day) = ("week", text, nil)
    } else if let first = Day("\(text)-01") {
      (name, value, day) = ("month", String(first.description.prefix(7)), nil)
    } else {
      return nil
    }
  }
}

/// The base URLs of the services.
public struct ImportServices: Hashable, Sendable {
  public var arxiv = "https://export.arxiv.org"
  public var huggingFace = "https://huggingface.co"
  /// Replaces the scheme and host of all services, for tests and mirrors.
  public var base: String?

  public init() {}

  /// Hosts whose URLs can be given as a source.
  static let hosts: Set<String> = [
    "export.arxiv.org", "arxiv.org", "rss.arxiv.org", "oaipmh.arxiv.org", "huggingface.co",
    "api.crossref.org", "api2.openreview.net", "api.openreview.net", "inspirehep.net", "dblp.org",
    "api.openalex.org", "api.semanticscholar.org",
  ]

  /// Returns the URL for papers by identifier (info.arxiv.org/help/api/user-manual.html).
  func query(ids: [ArxivID]) -> String {
    let list = ids.map(\.id).joined(separator: ",")
    return "\(base ?? arxiv)/api/query?id_list=\(encoded(list))&max_results=\(ids.count)"
  }

  /// Returns the URL for a page of search results, newest first.
  func query(_ search: ArxivSearch, from start: Int, count: Int) -> String {
    "\(base ?? arxiv)/api/query?search_query=\(encoded(search.text))&start=\(start)"
      + "&max_results=\(count)&sortBy=submittedDate&sortOrder=descending"
  }

  /// Returns the URL for a page of Hugging Face's daily papers; `page` starts at 0.
  func dailyPapers(_ days: HuggingFaceDays, page: Int, count: Int) -> String {
    "\(base ?? huggingFace)/api/daily_papers?\(days.name)=\(days.value)&p=\(page)&limit=\(count)"
  }

  /// Returns a URL with its host replaced by ``base``, if that is set.
  package func address(_ url: String) -> String {
    guard let base else { return url }
    let rest = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).dropFirst(
      3)
    return "\(base)/\(rest.first ?? "")"
  }

  /// Percent-encodes text for a component of a URL.
  package func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    Escape.urlComponent(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
