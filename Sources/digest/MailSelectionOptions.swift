import DigestModel
import DigestTemplate
import ArgumentParser
import DigestKit

/// Options that select the papers of a mail.
struct MailSelectionOptions: ParsableArguments {
  @Option(help: "The papers of a day, such as 2025-03-12.")
  var day: DayArgument?

  @Option(help: "The papers of a week, such as 2025-W11.")
  var week: WeekArgument?

  @Option(help: "The papers of a month, such as 2025-03.")
  var month: MonthArgument?

  @Flag(help: "The papers that readers vote for now.")
  var trending = false

  @Option(help: ArgumentHelp("The papers of a day and of all later ones.", valueName: "day"))
  var since: DayArgument?

  @Option(help: ArgumentHelp("At most so many papers, those with the most votes.", valueName: "n"))
  var top: Int?

  @Option(help: "Papers with this tag only; given several times, with any of them.")
  var tag: [String] = []

  func validate() throws {
    let chosen = [day != nil, week != nil, month != nil, trending, since != nil]
    if chosen.count(where: { $0 }) > 1 {
      throw ValidationError("Give one of '--day', '--week', '--month', '--trending', '--since'.")
    }
    if let top, !(1...10_000).contains(top) {
      throw ValidationError("'--top' must be a whole number from 1 to 10000.")
    }
  }

  /// Whether no period was given, so that the newest day is used.
  var isOpen: Bool { if case .newest = scope { true } else { false } }

  var selection: MailSelection { MailSelection(scope, top: top, tags: tag) }

  private var scope: MailSelection.Scope {
    if let day { return .day(day.day) }
    if let week { return .week(week.week) }
    if let month { return .month(month.month) }
    if let since { return .since(since.day) }
    return trending ? .trending : .newest
  }

  /// The selection in words, such as `on 2025-03-12 with the tag 'gpt'`.
  var scopeInWords: String {
    let dated: String? =
      switch scope {
      case .newest: nil
      case .day(let day): "on \(day)"
      case .week(let week): "in \(week)"
      case .month(let month): "in \(month)"
      case .since(let day): "since \(day)"
      case .trending: "with votes"
      }
    let tags = tag.isEmpty ? nil : "with the tag \(tag.map { "'\($0)'" }.joined(separator: " or "))"
    let words = [dated, tags].compactMap { $0 }.joined(separator: " ")
    return words.isEmpty ? "yet" : words
  }
}

struct WeekArgument: ExpressibleByArgument {
  let week: Week

  init?(argument: String) {
    guard let week = Week(argument) else { return nil }
    self.week = week
  }
}

struct MonthArgument: ExpressibleByArgument {
  let month: Month

  init?(argument: String) {
    guard let month = Month(argument) else { return nil }
    self.month = month
  }
}
