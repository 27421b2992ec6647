package import DigestCore
package import DigestFiles
package import DigestModel

/// The files of a search index: manifest, words, postings and cards.
package struct SearchFiles: Sendable {
  package let manifest: SafeJSON
  package let files: [OutputFile]

  package init(_ site: Site, _ index: SearchIndex, parallel: Parallel) {
    self.init(site, index, sizes: SearchSizes(papers: index.paperCount), parallel: parallel)
  }

  init(_ site: Site, _ index: SearchIndex, sizes: SearchSizes, parallel: Parallel) {
    let format = IndexFileFormat(
      gzip: site.configuration.search[.compressed] ? Gzip() : nil, hasTwins: sizes.isSmall)
    let lists = PostingsFiles(index, sizes, format, parallel)
    let lexicon = Lexicon(index, lists, sizes, format, parallel)
    let reversed = sizes.isSmall ? nil : ReversedLexicon(index, sizes, format, parallel)
    let cards = CardFiles(site, index, sizes, format, parallel)
    let votes = VotesList(site, index, format)
    manifest = SearchManifest(
      site, index, lexicon: lexicon.directory, reversed: reversed?.directory,
      isSmall: sizes.isSmall, cards: cards.directory, votes: votes?.hash, format
    ).json(site)
    files =
      [OutputFile(.searchManifest, phase: .assets, bytes: manifest.bytes + [0x0A])]
      + lists.files + lexicon.files + (reversed?.files ?? []) + cards.files + (votes?.files ?? [])
  }
}

extension SearchFiles {
  /// Whether an index may have a file at this path; hashes in names are known only once it is made.
  package static func mayOwn(_ path: SitePath) -> Bool {
    if path == .searchManifest { return true }
    guard path.text.hasPrefix(SitePath.searchFolder) else { return false }
    let name = path.text.dropFirst(SitePath.searchFolder.count)
    guard let ending = IndexFileFormat.endings.first(where: name.hasSuffix) else { return false }
    let parts = name.dropLast(ending.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard let kind = parts[0].utf8.first, ASCII.isLetter(kind) else { return false }
    let rest = parts[0].dropFirst()
    // Lists are named by their hash, as in `v0123456789ab`; shards also by number, as in `l0-…`.
    if parts.count == 1 { return isHash(rest) }
    return parts.count == 2 && !rest.isEmpty && rest.utf8.allSatisfy(ASCII.isDigit)
      && isHash(parts[1])
  }

  private static func isHash(_ text: Substring) -> Bool {
    [8, IndexFileFormat.hashLength].contains(text.utf8.count)
      && text.utf8.allSatisfy { ASCII.isDigit($0) || (UInt8(ascii: "a")...0x66).contains($0) }
  }
}

/// How the files of an index are written and named.
struct IndexFileFormat: Sendable {
  /// Files are gzipped, as not every host compresses JSON; `nil` if the site wants them plain.
  let gzip: Gzip?
  /// Whether each file is also a script, as pages opened from a disk may load nothing else.
  let hasTwins: Bool

  /// The hash of a file's content, for its name.
  static func hash(_ bytes: [UInt8]) -> String {
    String(ContentHash.text(of: bytes).prefix(hashLength))
  }

  static let hashLength = 12
  static let endings = [".json", ".json.gz", ".js"]

  var suffix: String { gzip == nil ? ".json" : ".json.gz" }

  /// The file with this JSON, and its twin if there is one.
  func files(_ name: String, _ bytes: [UInt8]) -> [OutputFile] {
    let content = gzip?.compress(bytes) ?? bytes
    let path = SitePath.search(file: name + suffix)
    let file = OutputFile(path, phase: .assets, bytes: content)
    return hasTwins ? [file, twin(name, bytes)] : [file]
  }

  /// Files of sorted words, named by their numbers and a hash of all; `begins` says with what each
  /// begins.
  func shards(
    _ kind: String, begins: [[UInt8]], _ contents: [[UInt8]], _ parallel: Parallel
  ) -> (directory: ShardDirectory, files: [OutputFile]) {
    let hash = IndexFileFormat.hash(Array(contents.joined()))
    let made = parallel.map(contents.count) { files("\(kind)\($0)-\(hash)", contents[$0]) }
    return (ShardDirectory(begins: begins, hash: hash), made.flatMap(\.self))
  }

  private func twin(_ name: String, _ bytes: [UInt8]) -> OutputFile {
    let path = SitePath.search(file: "\(name).js")
    let script = Array("digestSearchFile(\"\(name)\",".utf8) + bytes + Array(");\n".utf8)
    return OutputFile(path, phase: .assets, bytes: script)
  }
}
