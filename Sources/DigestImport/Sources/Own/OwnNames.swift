import DigestCore
import DigestModel

/// Names that people and services use for the data of papers.
///
/// Names are compared by letters and digits only, so `journal-ref`, `Journal Ref` and `journal_ref`
/// are equal.
enum OwnNames {
  /// Maps keys to paths of their values, best first; dots lead into objects.
  static let paths: [(key: String, paths: [String])] = [
    ("title", ["title", "displayname", "articletitle", "documenttitle", "papertitle"]),
    (
      "abstract",
      ["abstract", "abstractnote", "abstracttext", "abstractinvertedindex", "papersabstract"]
    ),
    (
      "authors",
      [
        "authors", "author", "authorships", "authorsparsed", "creators", "authornames",
        "authorfullnames",
      ]
    ),
    ("date", ["date"]),
    (
      "published",
      [
        "published", "publicationdate", "publishedat", "datepublished", "publisheddate",
        "submitteddate", "submissiondate", "year", "publicationyear", "pubyear",
      ]
    ),
    ("updated", ["updated", "updatedat", "updateddate"]),
    (
      "tags",
      [
        "tags", "manualtags", "keywords", "authorkeywords", "categories", "primarycategory",
        "topics", "subjects", "fieldsofstudy", "concepts",
      ]
    ),
    (
      "arxiv",
      [
        "arxiv", "arxivid", "externalids.arxiv", "ids.arxiv", "eprint", "entryid", "id", "abs",
        "absurl", "arxivurl", "pdf", "pdfurl", "url", "link",
      ]
    ),
    ("doi", ["doi", "externalids.doi", "ids.doi"]),
    ("acl", ["acl", "aclid", "externalids.acl"]),
    ("url", ["url", "link", "paperurl", "href", "abs", "absurl"]),
    ("openreview", ["openreview", "openreviewid", "forum"]),
    (
      "venue",
      [
        "venue", "journal", "journal.name", "publicationvenue.name", "containertitle",
        "booktitle", "conference", "publicationtitle", "sourcetitle",
        "primarylocation.source.displayname", "hostvenue.displayname",
      ]
    ),
    ("volume", ["volume", "journal.volume", "biblio.volume"]),
    ("number", ["issue", "journalnumber", "biblio.issue"]),
    ("series", ["series", "seriestitle"]),
    ("publisher", ["publisher"]),
    ("issn", ["issn"]),
    ("isbn", ["isbn"]),
    ("pages", ["pages", "journal.pages", "pagerange"]),
    ("license", ["license", "primarylocation.license"]),
    ("language", ["language", "lang"]),
    (
      "pdf",
      [
        "pdf", "pdfurl", "pdflink", "openaccesspdf.url", "bestoalocation.pdfurl",
        "primarylocation.pdfurl",
      ]
    ),
    (
      "code",
      ["code", "codeurl", "github", "githuburl", "githubrepo", "repo", "repository"]
    ),
    ("project", ["project", "projectpage", "projecturl", "homepage", "website"]),
    ("data", ["data", "dataset", "dataseturl"]),
    ("model", ["model", "modelurl"]),
    ("video", ["video", "videourl"]),
    ("slides", ["slides", "slidesurl"]),
    ("upvotes", ["upvotes"]),
    ("comments", ["comments", "numcomments"]),
    ("stars", ["stars", "githubstars"]),
    ("submitter", ["submitter"]),
    ("summary", ["summary", "tldr.text", "tldr"]),
    ("summary_by", ["summaryby", "tldr.model"]),
    ("withdrawn", ["withdrawn"]),
    ("retracted", ["retracted", "isretracted"]),
    ("award", ["award", "awards"]),
    ("comment", ["comment", "comments"]),
    ("journal_ref", ["journalref"]),
  ]

  /// Folds a name: `Journal Ref` → `journalref`; dots are kept.
  static func folded(_ name: String) -> String {
    String(
      decoding: name.utf8.lazy
        .filter { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 >= 0x80 }
        .map(ASCII.lowercased), as: UTF8.self)
  }

  /// Returns the keys that a column with this name is used for.
  static func keys(of column: String, _ mapping: ImportMapping) -> [String] {
    let named = mapping.names.keys.filter { mapping.names(column, for: $0) }
    return named.isEmpty ? (keys[folded(column)] ?? []).filter { mapping.names[$0] == nil } : named
  }

  /// Maps the first part of each path to the keys that it is used for.
  private static let keys: [String: [String]] = {
    var keys: [String: [String]] = [:]
    for (key, paths) in paths {
      for path in paths {
        let column = String(path.prefix { $0 != "." })
        if keys[column]?.contains(key) != true { keys[column, default: []].append(key) }
      }
    }
    return keys
  }()
}
