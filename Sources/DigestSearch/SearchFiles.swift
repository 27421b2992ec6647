package import DigestCore
package import DigestFiles
package import DigestModel

/// The files of a search index: manifest, words, postings and cards.
package struct SearchFiles: Sendable {
  package static let folder = "search/"
  package static let manifestPath = SitePath(made: "search/manifest.json")
  /// Up to so many papers, all words are one file and all cards another.
  static let smallLimit = 300

  package let manifest: SafeJSON
  package let files: [OutputFile]

  package init(_ site: Site, _ index: SearchIndex, parallel: Parallel) {
    let isSmall = index.paperCount <= SearchFiles.smallLimit
    let sizes = SearchSizes(papers: index.paperCount)
    let form = SearchFileForm(
      gzip: site.configuration.search.compressed ? Gzip() : nil, hasTwins: isSmall)
    let lists = SearchLists(index, sizes, form, parallel)
    let lexicon = Lexicon(index, lists, sizes, form, parallel)
    let reversed = isSmall ? nil : ReversedLexicon(index, sizes, form, parallel)
    let cards = SearchCards(site, index, sizes, form, parallel)
    let votes = VotesList(site, index, form)
    manifest =
      SearchManifest(
        site: site, index: index, isSmall: isSmall, lexicon: lexicon.directory,
        reversed: reversed?.directory, cards: cards, votes: votes?.hash, form
      ).json
    files =
      [OutputFile(SearchFiles.manifestPath, phase: .assets, bytes: manifest.bytes + [0x0A])]
      + lists.files + lexicon.files + (reversed?.files ?? []) + cards.files + (votes?.files ?? [])
  }
}

/// How search files are written and named.
struct SearchFileForm: Sendable {
  /// Files are gzipped, as not every host compresses JSON; `nil` if the site wants them plain.
  let gzip: Gzip?
  /// Whether each file is also a script, as pages opened from a disk may load nothing else.
  let hasTwins: Bool

  /// The hash of a file's content, for its name.
  static func hash(_ bytes: [UInt8]) -> String {
    String(ContentHash.text(of: bytes).prefix(12))
  }

  var suffix: String { gzip == nil ? ".json" : ".json.gz" }

  /// The file with this JSON, and its twin if there is one.
  func files(_ name: String, _ bytes: [UInt8]) -> [OutputFile] {
    let content = gzip?.compress(bytes) ?? bytes
    let path = SitePath(made: SearchFiles.folder + name + suffix)
    let file = OutputFile(path, phase: .assets, bytes: content)
    return hasTwins ? [file, twin(name, bytes)] : [file]
  }

  /// Files that share the hash of all, with their numbers in front.
  func shelf(
    _ kind: String, _ contents: [[UInt8]], _ parallel: Parallel
  ) -> (hash: String, files: [OutputFile]) {
    let hash = SearchFileForm.hash(Array(contents.joined()))
    let made = parallel.map(contents.count) { files("\(kind)\($0)-\(hash)", contents[$0]) }
    return (hash, made.flatMap(\.self))
  }

  private func twin(_ name: String, _ bytes: [UInt8]) -> OutputFile {
    let path = SitePath(made: "\(SearchFiles.folder)\(name).js")
    let script = Array("digestSearchFile(\"\(name)\",".utf8) + bytes + Array(");\n".utf8)
    return OutputFile(path, phase: .assets, bytes: script)
  }
}

/// Sorted words in files: where each file begins and its name.
struct LexiconDirectory: Sendable {
  /// The beginnings of the files' first words, enough to tell them from the words before.
  var begins: [String] = []
  /// Of all of them, as nearly all change when a few papers come: a manifest with a hash of each would
  /// be twice as large.
  var hash = ""
}
