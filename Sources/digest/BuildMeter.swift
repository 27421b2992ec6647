import DigestKit

/// Shows the current step of a long build, and its progress, on a terminal.
struct BuildMeter: BuildProgress {
  private let meter: ProgressMeter

  init(isWanted: Bool) {
    meter = ProgressMeter(isWanted: isWanted)
  }

  func report(_ step: BuildStep, done: Int, of total: Int) {
    meter.show { BuildMeter.line(step, done, of: total, seconds: $0) }
  }

  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    try meter.during(work)
  }

  /// Steps of unknown length show the elapsed seconds instead of a bar.
  static func line(_ step: BuildStep, _ done: Int, of total: Int, seconds: Double) -> String {
    total > 0
      ? ProgressMeter.bar(step.activity, done, of: total)
      : "\(step.activity) (\(Int(seconds)) s)"
  }
}

extension BuildStep {
  fileprivate var activity: String {
    switch self {
    case .load: "reading files"
    case .model: "arranging papers"
    case .search: "reading papers for search"
    case .index: "making the search index"
    case .cards: "rendering cards"
    case .render: "rendering pages"
    case .publish: "publishing"
    }
  }
}
