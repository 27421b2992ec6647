/// A list of papers: the home page, an issue, a tag or an author.
struct ListPageView: View {
  static let name = "ListPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  let count: Int
  let groups: [GroupView]
  let pager: PagerView?
  /// The index that the list belongs to.
  var up: LinkView?

  static let fields: [Field] = [
    .view("site", "The site.") { (v: ListPageView) in v.site },
    .view("page", "This page.") { (v: ListPageView) in v.page },
    .text("heading", "What the list shows.") { (v: ListPageView) in v.heading },
    .number("count", "Papers in the whole list.") { (v: ListPageView) in v.count },
    .views("groups", "The papers of this page, by day where days matter.") {
      (v: ListPageView) in v.groups
    },
    .view("pager", "The other pages of the list; missing if there is one.") {
      (v: ListPageView) in v.pager
    },
    .view("up", "The index that the list belongs to.") { (v: ListPageView) in v.up },
  ]
}

/// Papers under one heading.
struct GroupView: View {
  static let name = "GroupView"

  let day: LinkView?
  let count: Int
  let cards: [SafeHTML]

  static let fields: [Field] = [
    .view("day", "The issue these papers stand in.") { (v: GroupView) in v.day },
    .number("count", "Papers in the group, on this page.") { (v: GroupView) in v.count },
    .htmls("cards", "The papers, each rendered by partials/card.html.") { (v: GroupView) in
      v.cards
    },
  ]
}

/// The pages of a list that is cut into several.
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

/// An index of tags or authors.
struct TermsPageView: View {
  static let name = "TermsPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  let count: Int
  let groups: [TermGroupView]
  let pager: PagerView?

  static let fields: [Field] = [
    .view("site", "The site.") { (v: TermsPageView) in v.site },
    .view("page", "This page.") { (v: TermsPageView) in v.page },
    .text("heading", "What the index lists.") { (v: TermsPageView) in v.heading },
    .number("count", "Terms in the whole index.") { (v: TermsPageView) in v.count },
    .views("groups", "The terms by initial letter.") { (v: TermsPageView) in v.groups },
    .view("pager", "The other pages of the index; missing if there is one.") {
      (v: TermsPageView) in v.pager
    },
  ]
}

struct TermGroupView: View {
  static let name = "TermGroupView"

  let letter: String
  let terms: [TermView]

  static let fields: [Field] = [
    .text("letter", "The initial that the names share, or #.") { (v: TermGroupView) in v.letter },
    .views("terms", "The terms.") { (v: TermGroupView) in v.terms },
  ]
}

struct TermView: View {
  static let name = "TermView"

  let name: String
  let href: SafeURL
  let count: Int

  static let fields: [Field] = [
    .text("name", "The tag or author.") { (v: TermView) in v.name },
    .url("href", "Its page.") { (v: TermView) in v.href },
    .number("count", "Its papers.") { (v: TermView) in v.count },
  ]
}
