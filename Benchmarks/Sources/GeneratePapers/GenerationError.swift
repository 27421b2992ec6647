import Glibc

/// The reason why no site could be generated.
enum GenerationError: Error, Equatable, CustomStringConvertible {
  case unreadableCorpus(path: String)
  case emptyCorpus(path: String)
  case brokenCorpus(path: String, line: Int)
  case poorCorpus(missing: String)
  case monthIsFull(month: String)
  case siteExists(path: String)
  case cannotWrite(path: String, code: Int32)

  var description: String {
    switch self {
    case .unreadableCorpus(let path):
      "cannot read the corpus \(path); say where it is with --corpus"
    case .emptyCorpus(let path):
      "the corpus \(path) is empty"
    case .brokenCorpus(let path, let line):
      "\(path):\(line): expected a JSON object with title, authors and summary"
    case .poorCorpus(let missing):
      "the corpus has no \(missing) that can be used; take a larger one"
    case .monthIsFull(let month):
      "more than 99999 papers fall in \(month), but arXiv ids end in five digits; raise --years"
    case .siteExists(let path):
      "\(path) exists already; remove it or choose another --site"
    case .cannotWrite(let path, let code):
      "cannot write \(path): \(String(cString: strerror(code)))"
    }
  }
}
