import DigestCore
import DigestModel

/// A web address taken apart, as far as it tells which paper it leads to.
struct PaperAddress {
  let text: String
  /// In lower case, without `www.`.
  let host: String
  /// The folders and the file.
  let path: [String]
  /// `forum?id=a&noteId=b` → id: a, noteId: b.
  let query: [String: String]

  /// `nil` where the text is no address of the web.
  init?(_ text: String) {
    guard FieldReader.webAddress(text) != nil, let start = text.firstRange(of: "://") else {
      return nil
    }
    self.text = text
    let rest = text[start.upperBound...].prefix { $0 != "#" }
    let parts = rest.split(separator: "?", maxSplits: 1)
    let folders = (parts.first ?? "").split(separator: "/").map(String.init)
    let name = folders.first?.lowercased() ?? ""
    host = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
    path = Array(folders.dropFirst())
    let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
      pair.split(separator: "=", maxSplits: 1).map(String.init)
    }
    query = Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The last part of the path without `.pdf` and other endings of files.
  private var name: String? {
    path.last.map { last in
      let endings = [".pdf", ".bib", ".html", ".xml", ".ris"]
      return endings.first { last.hasSuffix($0) }.map { String(last.dropLast($0.count)) } ?? last
    }
  }

  var isPDF: Bool {
    path.last?.lowercased().hasSuffix(".pdf") == true
      || (host == "openreview.net" && path == ["pdf"])
  }

  var arxiv: ArxivID? {
    switch host {
    case "arxiv.org", "export.arxiv.org", "browse.arxiv.org", "ar5iv.org", "ar5iv.labs.arxiv.org",
      "alphaxiv.org", "arxiv-vanity.com":
      return ArxivID.found(in: path.dropFirst().joined(separator: "/"))
    case "huggingface.co", "hf.co":
      return path.count == 2 && path[0] == "papers" ? ArxivID(path[1]) : nil
    default: return nil
    }
  }

  var doi: DOI? {
    switch host {
    case "doi.org", "dx.doi.org": return DOI.found(in: path.joined(separator: "/"))
    case "link.springer.com", "dl.acm.org", "onlinelibrary.wiley.com", "tandfonline.com",
      "pubs.acs.org", "science.org", "journals.sagepub.com", "journals.aps.org", "pnas.org":
      guard let start = path.firstIndex(where: { $0.hasPrefix("10.") }) else { return nil }
      let text = path[start...].joined(separator: "/")
      return DOI.found(in: text.hasSuffix(".pdf") ? String(text.dropLast(4)) : text)
    default: return nil
    }
  }

  var acl: ACLID? {
    let hosts = [
      "aclanthology.org", "aclweb.org", "aclanthology.info", "aclanthology.coli.uni-saarland.de",
    ]
    guard hosts.contains(host), let name else { return nil }
    return ACLID(name) ?? ACLID(name.uppercased())
  }

  var openReview: OpenReviewID? {
    guard host == "openreview.net", ["forum", "pdf", "attachment"].contains(path.first) else {
      return nil
    }
    return query["id"].flatMap { OpenReviewID($0) }
  }
}

extension PaperRecord {
  /// An address says which paper this is, or leads to its page, its file or its code.
  mutating func setAddress(_ text: String?) {
    guard let text, let address = PaperAddress(text) else { return }
    if let id = address.arxiv { return paper.arxiv = paper.arxiv ?? id }
    if let id = address.acl { return paper.acl = paper.acl ?? id }
    if let id = address.openReview { return paper.openReview = paper.openReview ?? id }
    if let id = address.doi {
      if paper.doi == nil { setDOI(id.id) }
    } else if address.isPDF {
      links[.pdf] = links[.pdf] ?? text
    } else if let kind = PaperLinks.kind(of: text).flatMap({ PaperLink.Kind(rawValue: $0.rawValue) }
    ) {
      links[kind] = links[kind] ?? text
    } else {
      links[.url] = links[.url] ?? text
    }
  }
}
