import ArgumentParser
import DigestMarkup
import Foundation

/// Converts the formulas of a JSON Lines file with objects `{"tex": …, "display": …, "count": …}`.
@main struct MathBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "math-benchmark",
    abstract: "Time the conversion of formulas, or print what they become.")

  @Argument(help: "A file of formulas, one JSON object a line.")
  var spans: String

  @Option(help: "How often to convert them all; the best pass counts.")
  var passes = 10

  @Flag(help: "Print every formula's four forms as JSON lines instead.")
  var print = false

  func run() throws {
    let text = try String(contentsOfFile: spans, encoding: .utf8)
    let spans = try text.split(separator: "\n").map { line in
      try JSONDecoder().decode(Span.self, from: Data(line.utf8))
    }
    if print { try write(spans) } else { time(spans) }
  }

  private func write(_ spans: [Span]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for span in spans {
      let data = try encoder.encode(ConvertedSpan(span))
      FileHandle.standardOutput.write(data + Data([0x0A]))
    }
  }

  private func time(_ spans: [Span]) {
    let sources = spans.map { (tex: Array($0.tex.utf8), display: $0.display) }
    var best = Duration.seconds(1 << 20)
    var bytes = 0
    for _ in 0..<passes {
      bytes = 0
      best = min(
        best,
        ContinuousClock().measure {
          for source in sources {
            bytes += Math.parse(source.tex[...]).mathML(display: source.display).bytes.count
          }
        })
    }
    let milliseconds = best / .milliseconds(1)
    let rate = Int(Double(spans.count) / milliseconds)
    Swift.print(
      "\(spans.count) formulas, \(bytes) bytes of MathML in \(milliseconds) ms: \(rate) a millisecond"
    )
  }
}

struct Span: Decodable {
  let tex: String
  let display: Bool
  let count: Int
}

/// A formula and its renderings.
struct ConvertedSpan: Encodable {
  let tex: String
  let display: Bool
  let count: Int
  let mathML: String
  let html: String
  let text: String
  let plainTeX: String
  let warnings: [String]

  init(_ span: Span) {
    tex = span.tex
    display = span.display
    count = span.count
    let formula = Math.parse(Array(span.tex.utf8)[...])
    mathML = String(decoding: formula.mathML(display: span.display).bytes, as: UTF8.self)
    html = String(decoding: formula.html().bytes, as: UTF8.self)
    text = formula.text
    plainTeX = formula.tex
    warnings = formula.warnings.map(\.message)
  }
}
