import DigestMarkup
import DigestModel
import DigestTemplate

/// Ways to subscribe to new papers: a mail form, if configured, and feeds.
package struct SubscribeView: View {
  static let name = "SubscribeView"

  let form: SubscribeFormView?
  let feeds: [LinkView]

  static let fields: [Field] = [
    .view("form", "The form of the mail provider; absent unless site.yml has one.") {
      (v: SubscribeView) in v.form
    },
    .views("feeds", "The feeds of the site.") { (v: SubscribeView) in v.feeds },
    .flag("hasFeeds", "Whether there are any.") { (v: SubscribeView) in !v.feeds.isEmpty },
  ]
}

/// The sign-up form of a mail provider.
struct SubscribeFormView: View {
  static let name = "SubscribeFormView"

  let form: SubscribeForm

  static let fields: [Field] = [
    .url("action", "The address that the form submits to, with POST.") { (v: SubscribeFormView) in
      v.form.action
    },
    .text("field", "The name of the field for the address.") { (v: SubscribeFormView) in
      v.form.field
    },
    .views("hidden", "Additional hidden fields.") { (v: SubscribeFormView) in
      v.form.hidden.map { MetaView(key: $0.name, content: $0.value) }
    },
  ]
}

/// Facts from `authors.yml` about the author whose papers a list shows.
struct PersonView: View {
  static let name = "PersonView"

  let orcid: SafeURL?
  let aliases: [String]

  static let fields: [Field] = [
    .url("orcid", "The person's ORCID page.") { (v: PersonView) in v.orcid },
    .texts("aliases", "Other names on papers, from authors.yml.") { (v: PersonView) in v.aliases },
    .flag("hasAliases", "Whether there are other names.") { (v: PersonView) in !v.aliases.isEmpty },
  ]
}
