import Foundation
import Testing

@testable import DigestCore
@testable import DigestServe

@Suite struct LiveScriptTests {
  @Test func `the script is inserted at the end of the head`() {
    let page = LiveScript.insert(into: Array("<head>a</head><p></head>".utf8), entityTag: "12")
    #expect(
      String(decoding: page, as: UTF8.self) == """
        <head>a<script src="/.digest/live.js" data-tag="12" defer></script>
        </head><p></head>
        """)
  }

  @Test func `a page without a head gets it at its end`() {
    let page = LiveScript.insert(into: Array("text".utf8), entityTag: "12")
    #expect(
      String(decoding: page, as: UTF8.self)
        == "text<script src=\"/.digest/live.js\" data-tag=\"12\" defer></script>\n")
  }

  /// Messages contain text from files, which must not reach any of these functions.
  @Test(arguments: ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("])
  func `the script never interprets text as HTML`(name: String) {
    #expect(String(decoding: LiveScript.bytes, as: UTF8.self).contains(name) == false)
  }

  @Test func `an entity tag depends on every byte and is the same in every run`() {
    #expect(ContentHash.text(of: []) != ContentHash.text(of: [0]))
    #expect(ContentHash.text(of: [1, 0]) != ContentHash.text(of: [1]))
    let long = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    let tags = Set(
      long.indices.map { index in
        var other = long
        other[index] ^= 1
        return ContentHash.text(of: other)
      })
    #expect(tags.count == 1000)
    #expect(ContentHash.text(of: Array("digest".utf8)) == "e880a8befaf0cedf")
  }

  @Test(arguments: [
    ("a.html", "text/html; charset=utf-8"), ("feed.xml", "application/xml"),
    ("assets/style.1f.css", "text/css; charset=utf-8"), ("a.PNG", "image/png"),
    ("search/papers.json", "application/json"), ("a.unknown", "application/octet-stream"),
    ("folder.html/name", "application/octet-stream"),
  ])
  func `the extension determines the media type`(path: String, type: String) {
    #expect(MediaType.of(path) == type)
  }
}
