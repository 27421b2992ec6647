import DigestKit

/// Shows on a terminal which step a long build has come to, and how far it is with it.
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

  /// Steps that cannot count show the seconds of the build, so that it is seen to be alive.
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
