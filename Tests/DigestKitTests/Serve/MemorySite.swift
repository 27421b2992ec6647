import Synchronization

@testable import DigestCore
@testable import DigestFiles

/// Files in memory that a test edits while a live build uses them.
final class MemoryFolder: Sendable {
  let name: String
  private let files: Mutex<[String: [UInt8]]>

  init(_ name: String, _ files: [String: String]) {
    self.name = name
    self.files = Mutex(files.mapValues { Array($0.utf8) })
  }

  /// Writes or, with `nil`, removes a file; returns whether a file was added or removed.
  @discardableResult
  func write(_ path: String, _ text: String?) -> Bool {
    files.withLock { files in
      let before = files.updateValue([], forKey: path) != nil
      files[path] = text.map { Array($0.utf8) }
      return before != (text != nil)
    }
  }

  var paths: [String] { files.withLock { $0.keys.sorted() } }

  var folder: SourceFolder {
    let name = name
    return SourceFolder(
      name: name,
      listing: { _ in self.paths },
      reading: { path, limit throws(SystemError) in
        guard let bytes = self.files.withLock({ $0[path] }) else {
          throw SystemError("read", path: "\(name)/\(path)", reason: "No such file or directory")
        }
        return bytes.count > limit ? .tooLarge(bytes.count) : .bytes(bytes)
      })
  }
}

/// A theme that compiles fast and shows all fields that link pages.
let smallTheme: [String: String] = {
  let head = """
    <!doctype html>
    <head><title>{{page.title}}</title>
    {{#page.stylesheet}}<link rel="stylesheet" href="{{.}}">{{/page.stylesheet}}</head>
    {{#page.navigation}}<a href="{{href}}">{{name}}</a>{{/page.navigation}}
    {{#page.previous}}<a rel="prev" href="{{href}}">{{name}}</a>{{/page.previous}}
    {{#page.next}}<a rel="next" href="{{href}}">{{name}}</a>{{/page.next}}
    """
  let list = """
    <h1>{{heading}} {{count}}</h1>
    {{#groups}}{{#day}}<h2>{{name}}</h2>{{/day}}{{#cards}}{{{.}}}{{/cards}}{{/groups}}
    {{#pager}}{{number}} of {{count}} {{#next}}<a href="{{.}}">next</a>{{/next}}{{/pager}}
    """
  let terms = """
    {{count}}{{#groups}}{{letter}}{{#terms}}<a href="{{href}}">{{name}} {{count}}</a>{{/terms}}{{/groups}}
    """
  let paper = """
    {{#paper}}<h1>{{title}}</h1>{{#authors}}<a href="{{href}}">{{name}}</a>{{/authors}}
    {{#tags}}<a href="{{href}}">{{name}}</a>{{/tags}}{{{abstract}}}{{#notes}}{{{.}}}{{/notes}}
    {{#similar}}<a href="{{href}}">{{name}}</a>{{/similar}}{{#image}}<img src="{{src}}" alt="{{alt}}">{{/image}}{{bibtex}}{{/paper}}
    """
  let card = """
    <p><a href="{{href}}">{{title}}</a> {{date}} {{excerpt}} {{upvotes}}
    {{#authors}}<a href="{{href}}">{{name}}</a>{{/authors}}
    {{#tags}}<a href="{{href}}">{{name}}</a>{{/tags}}</p>
    """
  let archive = """
    {{count}}{{#years}}{{year}}{{#months}}{{#month}}{{name}} {{count}}{{/month}}
    {{#weeks}}{{#days}}<a href="{{href}}">{{number}} {{countInWords}}</a>{{/days}}{{/weeks}}
    {{/months}}{{/years}}
    """
  let mailIssue = """
    {{#groups}}{{#papers}}<a href="{{href}}">{{title}}</a> {{byline}} {{excerpt}}{{/papers}}{{/groups}}
    """
  let plain = "<h1>{{heading}}</h1>{{{body}}}"
  let pages = [
    "home": list, "issue": list, "tag": list, "author": list, "tags": terms, "authors": terms,
    "venues": terms, "venue": list, "trending": list, "paper": paper, "archive": archive,
    "page": plain, "saved": plain, "not-found": plain,
    "search": """
    <h1>{{heading}}</h1>
    {{#manifest}}<script type="application/json">{{{.}}}</script>{{/manifest}}
    """,
    "redirect": "<a href=\"{{target}}\">moved</a>",
  ]
  var files = pages.map { ("pages/\($0).html", $0 == "redirect" ? $1 : head + $1) }
  files += [
    ("partials/card.html", card), ("assets/style.css", "body { color: black }"),
    ("mail/mail.html", "{{title}}{{{issue}}}"), ("mail/mail-issue.html", mailIssue),
  ]
  return Dictionary(uniqueKeysWithValues: files)
}()
