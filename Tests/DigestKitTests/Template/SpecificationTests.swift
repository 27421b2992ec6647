import Foundation
import Testing

@testable import DigestTemplate

/// Tests the public Mustache specification except lambdas, which are intentionally not supported.
@Suite struct SpecificationTests {
  @Test(
    .testData("mustache-spec"),
    arguments: [
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

/// Tests the same rules without the files of the specification, which can be missing.
@Suite struct MustacheTests {
  @Test(arguments: [
    (#"{"name": "<b>"}"#, "Hi {{name}}.", "Hi &lt;b&gt;."),
    (#"{"name": "<b>"}"#, "Hi {{{name}}} {{&name}}.", "Hi <b> <b>."),
    (#"{}"#, "a{{! a comment }}b", "ab"),
    (#"{}"#, "a\n  {{! alone on its line }}\nb\n", "a\nb\n"),
    (#"{"list": [1, 2, 3]}"#, "{{#list}}{{.}},{{/list}}", "1,2,3,"),
    (#"{"list": []}"#, "{{#list}}x{{/list}}{{^list}}none{{/list}}", "none"),
    (#"{"a": {"b": {"c": "deep"}}}"#, "{{a.b.c}} {{#a}}{{b.c}}{{/a}}", "deep deep"),
    (#"{"name": "outer", "list": [{"x": 1}]}"#, "{{#list}}{{name}}{{x}}{{/list}}", "outer1"),
    (#"{"x": 1}"#, "{{=<% %>=}}<% x %>{{x}}", "1{{x}}"),
    (#"{"on": true}"#, "{{#on}}\nyes\n{{/on}}\n", "yes\n"),
    (#"{"on": false}"#, "{{#on}}yes{{/on}}{{^on}}no{{/on}}", "no"),
    (#"{"n": 1.50}"#, "{{n}}", "1.5"),
  ])
  func `tags are rendered`(data: String, template: String, expected: String) throws {
    #expect(try SpecificationCase.of(template, data: data).rendered() == expected)
  }

  @Test func `partials are indented like their tag`() throws {
    let specified = try SpecificationCase.of(
      "-\n  {{> part}}\n", data: #"{"x": "1"}"#, partials: ["part": "a\nb{{x}}\n"])
    #expect(try specified.rendered() == "-\n  a\n  b1\n")
  }

  @Test func `blocks of a parent are replaced`() throws {
    let specified = try SpecificationCase.of(
      "{{<page}}{{$title}}own{{/title}}{{/page}}", data: "{}",
      partials: ["page": "<{{$title}}default{{/title}}|{{$foot}}foot{{/foot}}>"])
    #expect(try specified.rendered() == "<own|foot>")
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
    let data = try Data(contentsOf: TestData.url("mustache-spec/\(file).json"))
    return try JSONDecoder().decode(File.self, from: data).tests
  }

  static func of(
    _ template: String, data: String, partials: [String: String] = [:]
  ) throws -> SpecificationCase {
    struct Source: Encodable {
      let template: String
      let partials: [String: String]
    }
    let text = try String(
      decoding: JSONEncoder().encode(Source(template: template, partials: partials)), as: UTF8.self)
    let object = text.dropLast() + #","name":"own","expected":"","data":"# + data + "}"
    return try JSONDecoder().decode(SpecificationCase.self, from: Data(object.utf8))
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

/// Any JSON as untyped data of the engine, with decimals as text.
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
