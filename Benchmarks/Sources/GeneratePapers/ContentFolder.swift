import Glibc

/// The `Content/` folder of a new site, which only this type writes to.
struct ContentFolder: ~Copyable {
  private let papers: Int32

  /// Creates `site/Content/` with everything but the papers.
  init(site: String) throws {
    let papersPath = "\(site)/Content/papers"
    try Self.makeFolder(site, mayExist: true)
    try Self.makeFolder("\(site)/Content", mayExist: false)
    try Self.makeFolder(papersPath, mayExist: false)
    try Self.makeFolder("\(site)/Content/pages", mayExist: false)
    try Self.write(Self.settings, name: "\(site)/Content/site.yml", in: AT_FDCWD)
    try Self.write(Self.about, name: "\(site)/Content/pages/about.md", in: AT_FDCWD)
    let folder = open(papersPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw GenerationError.cannotWrite(path: papersPath, code: errno) }
    papers = folder
  }

  deinit {
    close(papers)
  }

  func add(_ paper: GeneratedPaper) throws {
    try Self.write(paper.markdown, name: paper.fileName, in: papers)
  }

  private static func makeFolder(_ path: String, mayExist: Bool) throws {
    guard mkdir(path, 0o755) != 0 else { return }
    guard errno == EEXIST else {
      throw GenerationError.cannotWrite(path: path, code: errno)
    }
    if !mayExist { throw GenerationError.siteExists(path: path) }
  }

  private static func write(_ text: String, name: String, in folder: Int32) throws {
    let file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw GenerationError.cannotWrite(path: name, code: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let result = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard result > 0 else { throw GenerationError.cannotWrite(path: name, code: errno) }
      written += result
    }
  }

  private static let settings = """
    title: Generated papers
    description: Papers put together from real abstracts, to measure with.
    language: en
    base_url: https://example.org/

    """

  private static let about = """
    ---
    title: About
    ---

    These papers do not exist. Their sentences, titles and names were resampled from real ones.

    """
}
