import DigestCore
import DigestMarkup

/// The type of a front matter value, which reads it into a ``Paper`` and writes it from one.
package struct PaperFieldValue: Sendable {
  /// The notation of a value in files.
  package enum Style: Sendable {
    /// Without quotes.
    case bare
    /// Quoted if YAML requires it, with lists and maps on one line.
    case inline
    /// One line per entry of the list or map.
    case block
  }

  /// The type's name in the documentation.
  package let type: String
  package let style: Style
  let read: Schema<Paper>.Read
  private let write: @Sendable (Paper) -> FieldValue?
  /// Sets the value from a cell of a table; `nil` if the type does not allow that.
  package let parse: (@Sendable (String, inout Paper) -> Void)?

  init(
    _ type: String, style: Style = .inline, read: @escaping Schema<Paper>.Read,
    write: @escaping @Sendable (Paper) -> FieldValue?,
    parse: (@Sendable (String, inout Paper) -> Void)? = nil
  ) {
    self.type = type
    self.style = style
    self.read = read
    self.write = write
    self.parse = parse
  }

  /// Returns the paper's value as front matter, or `nil` if it has none.
  package func of(_ paper: Paper) -> FieldValue? {
    guard let value = write(paper), !value.isEmpty else { return nil }
    return value
  }
}

/// A property of a paper whose value is optional.
typealias PaperProperty<Value> = any WritableKeyPath<Paper, Value?> & Sendable

/// Types that are used for several properties.
extension PaperFieldValue {
  static func text(_ path: PaperProperty<String>) -> Self {
    Self(
      "text", read: { paper, node, reader in paper[keyPath: path] = reader.text(node) },
      write: { $0[keyPath: path].map { .text($0) } },
      parse: { text, paper in paper[keyPath: path] = text })
  }

  /// Text for contexts without markup; formulas become Unicode text.
  static func plainText(_ path: PaperProperty<String>) -> Self {
    Self(
      "text", read: { paper, node, reader in paper[keyPath: path] = reader.plainText(node) },
      write: { $0[keyPath: path].map { .text($0) } },
      parse: { text, paper in paper[keyPath: path] = text })
  }

  static func language(_ path: PaperProperty<String>) -> Self {
    Self(
      FieldReader.languageForm,
      read: { paper, node, reader in paper[keyPath: path] = reader.languageTag(node) },
      write: { $0[keyPath: path].map { .text($0) } },
      parse: { text, paper in paper[keyPath: path] = FieldReader.languageTag(text) })
  }

  static func day(_ path: PaperProperty<Day>) -> Self {
    Self(
      "a day", style: .bare,
      read: { paper, node, reader in paper[keyPath: path] = reader.day(node) },
      write: { $0[keyPath: path].map { .text($0.description) } })
  }

  static func partialDate(_ path: PaperProperty<PartialDate>) -> Self {
    Self(
      "a day, a month or a year", style: .bare,
      read: { paper, node, reader in paper[keyPath: path] = reader.partialDate(node) },
      write: { $0[keyPath: path].map { .text($0.description) } })
  }

  static func count(_ path: PaperProperty<Int>) -> Self {
    Self(
      "a whole number", style: .bare,
      read: { paper, node, reader in paper[keyPath: path] = reader.wholeNumber(node) },
      write: { $0[keyPath: path].map { .text(String($0)) } },
      parse: { text, paper in paper[keyPath: path] = Int(text) })
  }

  static func flag(_ path: any WritableKeyPath<Paper, Bool> & Sendable) -> Self {
    Self(
      "yes or no", style: .bare,
      read: { paper, node, reader in paper[keyPath: path] = reader.flag(node) },
      write: { $0[keyPath: path] ? .text("yes") : nil })
  }

  /// An identifier; `form` describes it in messages and in the documentation.
  static func identifier<ID: PaperIdentifier>(
    _ path: PaperProperty<ID>, _ form: String
  ) -> Self {
    Self(
      form,
      read: { paper, node, reader in
        paper[keyPath: path] = reader.parsed(node, as: form, ID.init)
      },
      write: { $0[keyPath: path].map { .text($0.written) } },
      parse: { text, paper in paper[keyPath: path] = ID(text) })
  }

  static func people(_ path: any WritableKeyPath<Paper, [Author]> & Sendable) -> Self {
    Self(
      "a list of names, or of `{name, orcid, affiliation}` or `{given, family, suffix}`",
      style: .block,
      read: { paper, node, reader in paper[keyPath: path] = reader.authors(node) },
      write: { .list($0[keyPath: path].map(\.fieldValue)) })
  }

  static func link(_ kind: PaperLink.Kind) -> Self {
    Self(
      "a web address",
      read: { paper, node, reader in
        guard let url = reader.webAddress(node) else { return }
        paper.links.append(PaperLink(kind: kind, url: url))
      },
      write: { paper in
        paper.links.first { $0.kind == kind }.map { .text($0.url.text) }
      })
  }
}

/// An identifier that is written as one word in front matter.
protocol PaperIdentifier: Sendable {
  init?(_ text: String)
  var written: String { get }
}

extension ArxivID: PaperIdentifier {
  var written: String { version.map { "\(id)v\($0)" } ?? id }
}

extension DOI: PaperIdentifier {
  var written: String { id }
}

extension ACLID: PaperIdentifier {
  var written: String { id }
}

extension OpenReviewID: PaperIdentifier {
  var written: String { id }
}
