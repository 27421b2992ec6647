import DigestMarkup
import DigestModel
import DigestTemplate

/// A list of papers: the home page, a period, a tag, an author, a venue or trending papers.
package struct ListPageView: View {
  static let name = "ListPageView"

  let site: SiteView
  var page: PageView
  let heading: String
  let count: Int
  let groups: [GroupView]
  let pager: PagerView?
  /// The index that the list belongs to.
  var up: LinkView?
  var periods: [NavigationView] = []
  var tags: [TermView] = []
  var recentDays: [TermView] = []
  /// The feeds and citation files of the list.
  var downloads: [LinkView] = []
  var person: PersonView?
  var subscribe: SubscribeView?

  static let fields: [Field] = [
    .view("site", "The site.") { (v: ListPageView) in v.site },
    .view("page", "This page.") { (v: ListPageView) in v.page },
    .text("heading", "What the list shows.") { (v: ListPageView) in v.heading },
    .number("count", "Papers in the whole list.") { (v: ListPageView) in v.count },
    .text("countInWords", "The same as 1,024 papers.") { (v: ListPageView) in
      Noun.paper.counted(v.count)
    },
    .views("groups", "The papers of this page, by day where days matter.") {
      (v: ListPageView) in v.groups
    },
    .flag("hasGroups", "Whether there are several groups.") { (v: ListPageView) in
      v.groups.count > 1
    },
    .views("periods", "The day, week and month around the list.") { (v: ListPageView) in
      v.periods
    },
    .flag("hasPeriods", "Whether the list has such issues.") { (v: ListPageView) in
      !v.periods.isEmpty
    },
    .views("recentDays", "The newest days; on the home page only.") { (v: ListPageView) in
      v.recentDays
    },
    .flag("hasRecentDays", "Whether there are any.") { (v: ListPageView) in
      !v.recentDays.isEmpty
    },
    .views("tags", "The tags that the papers of this page share most.") { (v: ListPageView) in
      v.tags
    },
    .flag("hasTags", "Whether they share any.") { (v: ListPageView) in !v.tags.isEmpty },
    .view("pager", "The pagination of the list; absent if there is only one page.") {
      (v: ListPageView) in v.pager
    },
    .view("up", "The index that the list belongs to.") { (v: ListPageView) in v.up },
    .views("downloads", "Feeds and citations of the list as files.") { (v: ListPageView) in
      v.downloads
    },
    .flag("hasDownloads", "Whether there is any.") { (v: ListPageView) in
      !v.downloads.isEmpty
    },
    .view("person", "What authors.yml says of the author.") { (v: ListPageView) in v.person },
    .view("subscribe", "Ways to subscribe; on the first page only.") {
      (v: ListPageView) in v.subscribe
    },
  ]
}

/// Papers under one heading.
struct GroupView: View {
  static let name = "GroupView"

  let day: LinkView?
  /// The date that all papers of the group share.
  var date: Day?
  let count: Int
  let cards: [SafeHTML]

  static let fields: [Field] = [
    .view("day", "The day of these papers.") { (v: GroupView) in v.day },
    .text("date", "The date of all of them, as 2025-03-12.") { (v: GroupView) in
      v.date?.description
    },
    .number("count", "Papers in the group, on this page.") { (v: GroupView) in v.count },
    .text("countInWords", "The same as 12 papers.") { (v: GroupView) in
      Noun.paper.counted(v.count)
    },
    .htmls("cards", "The papers, each rendered by partials/card.html.") { (v: GroupView) in
      v.cards
    },
  ]
}

/// The pagination of a list.
struct PagerView: View {
  static let name = "PagerView"

  let number: Int
  let count: Int
  let previous: SafeURL?
  let next: SafeURL?

  static let fields: [Field] = [
    .number("number", "This page, from 1.") { (v: PagerView) in v.number },
    .number("count", "How many there are.") { (v: PagerView) in v.count },
    .url("previous", "The page before.") { (v: PagerView) in v.previous },
    .url("next", "The page after.") { (v: PagerView) in v.next },
  ]
}

/// An index of tags, authors or venues.
struct TermsPageView: View {
  static let name = "TermsPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  let noun: Noun
  let count: Int
  let groups: [TermGroupView]
  let pager: PagerView?
  /// All initials in the index, on this page and others.
  let letters: [LinkView]

  static let fields: [Field] = [
    .view("site", "The site.") { (v: TermsPageView) in v.site },
    .view("page", "This page.") { (v: TermsPageView) in v.page },
    .text("heading", "What the index lists.") { (v: TermsPageView) in v.heading },
    .number("count", "Terms in the whole index.") { (v: TermsPageView) in v.count },
    .text("countInWords", "The same as 1,024 authors.") { (v: TermsPageView) in
      v.noun.counted(v.count)
    },
    .views("groups", "The terms by initial letter.") { (v: TermsPageView) in v.groups },
    .views("letters", "The letters that names begin with, each with its place.") {
      (v: TermsPageView) in v.letters
    },
    .view("pager", "The pagination of the index; absent if there is only one page.") {
      (v: TermsPageView) in v.pager
    },
  ]
}

/// The terms of an index that share an initial.
struct TermGroupView: View {
  static let name = "TermGroupView"

  let letter: String
  let terms: [TermView]

  static let fields: [Field] = [
    .text("letter", "The initial that the names share, or #.") { (v: TermGroupView) in v.letter },
    .text("anchor", "The id of the group, for links to the letter.") { (v: TermGroupView) in
      Letter.anchor(v.letter)
    },
    .views("terms", "The terms.") { (v: TermGroupView) in v.terms },
  ]
}

/// A link with a number of papers: a tag, an author, a venue or a period.
struct TermView: View {
  static let name = "TermView"

  let name: String
  let href: SafeURL?
  let count: Int

  static let fields: [Field] = [
    .text("name", "The name of the tag, author, venue or period.") { (v: TermView) in v.name },
    .url("href", "Its page; missing if such pages are switched off.") { (v: TermView) in v.href },
    .number("count", "Its papers.") { (v: TermView) in v.count },
    .text("countInWords", "The same as 12 papers.") { (v: TermView) in
      Noun.paper.counted(v.count)
    },
  ]
}
