import DigestCore
import DigestModel

/// What tells papers of one title and family name apart: there are journals with an "Editorial" by
/// the same person each year.
struct PaperEdition: Hashable, Sendable {
  var year: Int?
  /// In folded words; none for a preprint.
  var venue: String?
  var volume: String?
  var firstPage: String?
  /// The first author's given names in folded words.
  var given: String?

  init() {}

  init(_ record: PaperRecord) {
    year = record.published?.year
    venue = record.venue.map { PaperName.identity(ofTitle: $0) }
    volume = record.volume
    firstPage = record.pages.flatMap { pages in
      pages.utf8.split { !ASCII.isAlphanumeric($0) }.first.map { String(Substring($0)) }
    }
    given = record.authors.first.map { $0.personName.given }
      .flatMap { $0.isEmpty ? nil : PaperName.identity(ofTitle: $0) }
  }

  /// Whether the given names differ; an initial may stand for any name that begins with it.
  func isOfAnotherPerson(than other: PaperEdition) -> Bool {
    guard let given, let theirs = other.given else { return false }
    for (mine, their) in zip(given.split(separator: " "), theirs.split(separator: " ")) {
      let isInitial = mine.count == 1 || their.count == 1
      if isInitial ? mine.first != their.first : !isSameName(mine, their) { return true }
    }
    return false
  }

  /// `Alex` and `Alexander`.
  private func isSameName(_ one: Substring, _ other: Substring) -> Bool {
    one.hasPrefix(other) || other.hasPrefix(one)
  }

  /// Whether it cannot be the same paper: another year at another venue, or another volume or page
  /// at the same one; a preprint comes out years before.
  func isOther(than other: PaperEdition, isTelling: Bool) -> Bool {
    let isOtherYear = year != nil && other.year != nil && year != other.year
    if !isTelling && isOtherYear { return true }
    guard let venue, let theirs = other.venue else {
      let hasNoVenue = venue == nil && other.venue == nil
      return hasNoVenue && (isOtherVolume(than: other) || distance(to: other) > 1)
    }
    if venue != theirs { return isOtherYear || !isTelling }
    return isOtherVolume(than: other) || distance(to: other) > 1
      || (!isOtherYear && isOtherPage(than: other))
  }

  private func distance(to other: PaperEdition) -> Int {
    guard let year, let theirs = other.year else { return 0 }
    return abs(year - theirs)
  }

  private func isOtherVolume(than other: PaperEdition) -> Bool {
    volume != nil && other.volume != nil && volume != other.volume
  }

  private func isOtherPage(than other: PaperEdition) -> Bool {
    firstPage != nil && other.firstPage != nil && firstPage != other.firstPage
  }

  mutating func add(_ other: PaperEdition) {
    (year, venue) = (year ?? other.year, venue ?? other.venue)
    (volume, firstPage) = (volume ?? other.volume, firstPage ?? other.firstPage)
    given = given ?? other.given
  }

  /// As it stands in the file of what imports wrote: `2019|j of tests|1|1|jane`.
  var text: String? {
    let parts = [year.map { String($0) }, venue, volume, firstPage, given].map { $0 ?? "" }
    return parts.allSatisfy(\.isEmpty) ? nil : parts.joined(separator: "|")
  }

  init(text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let part = { (index: Int) in
      index < parts.count && !parts[index].isEmpty ? parts[index] : nil
    }
    year = part(0).flatMap { Int($0) }
    (venue, volume, firstPage, given) = (part(1), part(2), part(3), part(4))
  }
}
