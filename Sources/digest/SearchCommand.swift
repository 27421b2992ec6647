import ArgumentParser
import DigestCore
import DigestModel
import DigestKit
import DigestSearch
import Glibc

/// Searches a built site with the same index and ranking as its search page.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Search a built site, with the ranking of its search page.")

  @Argument(help: "The query, as you would type it on the search page.")
  var query: [String] = []

  @OptionGroup var site: SiteOptions

  @Option(name: .shortAndLong, help: "The built site (default: Public in the site's folder).")
  var output: String?

  @Option(name: .shortAndLong, help: "The maximum number of results.")
  var limit = 10

  @Flag(help: "Print one JSON object per result and line.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Answer every query in a file with one {\"id\", \"text\"} object per line; print a TREC run.",
      valueName: "file"))
  var trec: String?

  func validate() throws {
    if query.isEmpty == (trec == nil) {
      throw ValidationError("Give either a query or '--trec'.")
    }
    if !(1...1000).contains(limit) {
      throw ValidationError("'--limit' must be a whole number from 1 to 1000.")
    }
  }

  func run() throws {
    let folder = output ?? "\(site.site)/Public"
    let reader = try SearchReader(site: folder)
    if let trec {
      for topic in try SearchTopics(file: trec).topics {
        printRun(topic.id, try reader.answer(topic.text, limit: limit))
      }
      return
    }
    let text = query.joined(separator: " ")
    let answer = try reader.answer(text, limit: limit)
    let printer = SearchPrinter(
      isColoured: !json && Terminal.showsColour(on: STDOUT_FILENO), folder: folder)
    Terminal.print(json ? printer.lines(answer) : printer.text(answer, for: text))
  }

  /// Prints results in TREC's run format: `qid Q0 docid rank score tag`.
  private func printRun(_ id: String, _ answer: SearchAnswer) {
    let lines = answer.results.enumerated().map { rank, result in
      "\(id) Q0 \(result.slug) \(rank + 1) \(Int(result.score)) digest"
    }
    if !lines.isEmpty { Terminal.print(lines.joined(separator: "\n")) }
  }
}

/// Formats the results of a search.
struct SearchPrinter {
  let isColoured: Bool
  let folder: String

  func text(_ answer: SearchAnswer, for query: String) -> String {
    var lines = notes(answer)
    for (index, result) in answer.results.enumerated() {
      let more = result.authorCount - result.authors.count
      let authors =
        result.authors.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      lines += [
        "\(dim("\(index + 1).")) \(bold(plain(result.title)))",
        "   \(plain(authors.isEmpty ? result.date : "\(authors) · \(result.date)"))",
        "   \(dim("\(folder)/papers/\(result.slug).html"))",
      ]
    }
    let noun = answer.total == 1 ? "paper" : "papers"
    let least = answer.isAtLeast ? "at least " : ""
    lines.append(answer.total == 0 ? "Nothing found." : "\(least)\(answer.total) \(noun)")
    return lines.joined(separator: "\n")
  }

  /// What was searched for instead of what was typed.
  private func notes(_ answer: SearchAnswer) -> [String] {
    var notes = answer.corrections.map { correction in
      "Showing \(correction.shown.joined(separator: ", ")) for \(plain(correction.typed))."
    }
    if answer.ignoresQuotes {
      notes.insert(
        "No paper has the quoted words side by side. These have some of them.", at: 0)
    }
    if !answer.missing.isEmpty {
      notes.append("No paper has \(plain(answer.missing.joined(separator: ", "))).")
    }
    return notes
  }

  func lines(_ answer: SearchAnswer) -> String {
    answer.results.map { result in
      JSONLine([
        ("id", .text(result.slug)), ("url", .text(SitePath.paper(result.slug).text)),
        ("title", .text(result.title)), ("authors", .texts(result.authors)),
        ("authorCount", .number(result.authorCount)), ("date", .text(result.date)),
        ("tags", .texts(result.tags)), ("score", .number(Int(result.score))),
      ]).text
    }.joined(separator: "\n")
  }

  /// Replaces control characters, because titles must not be able to control the terminal.
  private func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
  }

  private func bold(_ text: String) -> String { isColoured ? Colour.title.painting(text) : text }

  private func dim(_ text: String) -> String { isColoured ? Colour.aside.painting(text) : text }
}
