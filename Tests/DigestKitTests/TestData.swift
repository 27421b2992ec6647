import Foundation
import Testing

/// Data from outside the repository, which some tests need.
///
/// It is in `$DIGEST_TEST_DATA` or else in `shared/data` next to the repository. If
/// `DIGEST_REQUIRE_TEST_DATA` is set, as in CI, missing data is a failure.
enum TestData {
  static let folder: URL = {
    let beside = URL(filePath: Sources.root).deletingLastPathComponent()
    guard let path = ProcessInfo.processInfo.environment["DIGEST_TEST_DATA"], !path.isEmpty else {
      return beside.appending(path: "shared/data")
    }
    return URL(filePath: path, relativeTo: URL(filePath: Sources.root + "/")).absoluteURL
  }()

  static func url(_ path: String) -> URL { folder.appending(path: path) }

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path)
  }

  static let isRequired = ProcessInfo.processInfo.environment["DIGEST_REQUIRE_TEST_DATA"] != nil
}

/// Real records in the repository, for tests that run everywhere.
enum Fixture {
  /// A hundred records of arXiv (CC0), one JSON object per line.
  static let records = url("arxiv-100.jsonl")
  /// The formulas of their titles and abstracts, each with its number of occurrences.
  static let formulas = url("math-spans.jsonl")

  private static func url(_ name: String) -> URL {
    URL(filePath: Sources.root).appending(path: "Tests/Fixtures/\(name)")
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and reports that, if one of `paths` in the outside data is missing.
  static func testData(_ paths: String...) -> ConditionTrait {
    .enabled(
      if: TestData.isRequired || paths.allSatisfy(TestData.has),
      "needs \(paths.joined(separator: ", ")) in $DIGEST_TEST_DATA")
  }
}
