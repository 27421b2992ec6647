import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel

@Suite struct DeterminismTests {
  @Test func `the same input gives the same bytes, on any number of threads and in any order`()
    throws
  {
    let expected = try build(jobs: 1, files: files)
    #expect(expected.count > 300)
    for jobs in [1, 2, 8] {
      for _ in 0..<2 { #expect(try build(jobs: jobs, files: files.shuffled()) == expected) }
    }
  }

  private func build(
    jobs: Int, files: [(String, [UInt8])]
  ) throws -> [String: [UInt8]] {
    var options = Build.Options()
    options.parallel = Parallel(jobs: jobs)
    return try TestSite(files: Dictionary(uniqueKeysWithValues: files), options: options).files
  }

  private var files: [(String, [UInt8])] {
    (0..<120).map { number in
      let fields = """
        tags: [Tag \(number % 11), C++, 强化学习]
        authors: [José \(number % 13), Jose \((number + 1) % 13), 王小明]
        upvotes: \(number % 5)
        aliases: [old/\(number).html]
        """
      let body =
        "~~a~~ b@c.org [d](p\((number + 7) % 120).md) ![e](x.png) [f](javascript:x)[^1]\n\n[^1]: G."
      let day = "2025-0\(1 + number % 9)-1\(number % 10)"
      return (
        "Content/papers/p\(number).md", paper("T\(number % 3)", date: day, fields, body: body)
      )
    } + [("Content/papers/x.png", [1])]
  }
}
