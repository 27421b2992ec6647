import Foundation
import Testing

@testable import DigestTemplate

/// The public Mustache specification, all but lambdas, which are left out on purpose.
@Suite struct SpecificationTests {
  @Test(arguments: [
    ("comments", 12), ("delimiters", 14), ("interpolation", 42), ("inverted", 22),
    ("partials", 12), ("sections", 34), ("~inheritance", 27), ("~dynamic-names", 21),
  ])
  func `every case of the specification passes`(file: String, count: Int) throws {
    let cases = try SpecificationCase.load(file)
    #expect(cases.count == count)
    for specified in cases {
      #expect(try specified.rendered() == specified.expected, "\(file): \(specified.name)")
    }
  }
}

private struct SpecificationCase: Decodable {
  let name: String
  let data: UntypedData
  let template: String
  let partials: [String: String]?
  let expected: String

  static func load(_ file: String) throws -> [SpecificationCase] {
    struct File: Decodable { let tests: [SpecificationCase] }
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let data = try Data(
      contentsOf: root.appending(path: "../shared/data/mustache-spec/\(file).json"))
    return try JSONDecoder().decode(File.self, from: data).tests
  }

  func rendered() throws -> String {
    var sources = (partials ?? [:]).map { name, text in
      TemplateSource(path: name, name: name, bytes: Array(text.utf8))
    }
    sources.append(TemplateSource(path: "case", name: "the case", bytes: Array(template.utf8)))
    let templates = try TemplateSet(sources: sources)
    var output: [UInt8] = []
    try templates.compileUntyped("the case", allowsRawText: true)
      .render(untyped: data.value, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

/// Any JSON as the engine's untyped data; decimals as the text they are written as.
private struct UntypedData: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .missing
    } else if let flag = try? container.decode(Bool.self) {
      value = .flag(flag)
    } else if let number = try? container.decode(Int.self) {
      value = .number(number)
    } else if let decimal = try? container.decode(Double.self) {
      value = .text("\(decimal)")
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else if let list = try? container.decode([UntypedData].self) {
      value = .list(list.map(\.value))
    } else {
      value = .map(try container.decode([String: UntypedData].self).mapValues(\.value))
    }
  }
}
