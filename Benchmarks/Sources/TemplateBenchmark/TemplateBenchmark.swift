import DigestCore
import DigestMarkup
import DigestTemplate
import Mustache

/// Renders a paper's page with DigestKit and swift-mustache, and prints the median time of each.
@main
struct TemplateBenchmark {
  static func main() throws {
    let ours = try makeOurs()
    let theirs = try makeTheirs()
    let (page, expected) = (ours(), theirs())
    guard page == expected else {
      print("the outputs differ:\n--- ours\n\(page)\n--- theirs\n\(expected)")
      throw OutputsDiffer()
    }
    if CommandLine.arguments.contains("--ours-only") { return runOurs(ours) }
    report(compare(ours, theirs), bytes: page.utf8.count)
  }

  private static func makeOurs() throws -> () -> String {
    let sources = templates.sorted { $0.key < $1.key }.map { name, text in
      TemplateSource(path: "Templates/\(name).html", name: name, bytes: Array(text.utf8))
    }
    let template = try TemplateSet(sources: sources).compile("page", for: PaperView.self)
    let view = try PaperView(PlainPaper())
    var output: [UInt8] = []
    return {
      output.removeAll(keepingCapacity: true)
      template.render(view, into: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  private static func makeTheirs() throws -> () -> String {
    let library = MustacheLibrary(
      templates: try templates.mapValues { try MustacheTemplate(string: $0) })
    let paper = PlainPaper()
    return { library.render(paper, withTemplate: "page") ?? "" }
  }

  /// Alternates rounds, so that changes in the machine's speed affect both.
  private static func compare(
    _ ours: () -> String, _ theirs: () -> String
  ) -> (ours: [Double], theirs: [Double]) {
    var times: (ours: [Double], theirs: [Double]) = ([], [])
    for _ in 0..<31 {
      times.ours.append(microseconds(pages: 2000, ours))
      times.theirs.append(microseconds(pages: 20, theirs))
    }
    return times
  }

  private static func microseconds(pages: Int, _ render: () -> String) -> Double {
    var bytes = 0
    let time = ContinuousClock().measure {
      for _ in 0..<pages { bytes += render().utf8.count }
    }
    precondition(bytes > 0)
    return (time / pages) / .microseconds(1)
  }

  private static func report(_ times: (ours: [Double], theirs: [Double]), bytes: Int) {
    let ours = times.ours.sorted()[times.ours.count / 2]
    let theirs = times.theirs.sorted()[times.theirs.count / 2]
    print("page            \(bytes) bytes, the same from both")
    print("DigestKit       \(rounded(ours)) µs a page")
    print("swift-mustache  \(rounded(theirs)) µs a page")
    print("ratio           \(rounded(theirs / ours))")
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// Runs only digest's engine, for a profiler: `perf record template-benchmark --ours-only`.
  private static func runOurs(_ render: () -> String) {
    print("\(rounded(microseconds(pages: 200_000, render))) µs a page")
  }
}

struct OutputsDiffer: Error {}
