extension PaperField {
  /// The front matter keys of a paper, in the order of the documentation and of written files.
  package static let all: [PaperField] = [
    PaperField("title", .title, required: "…"),
    PaperField(
      "authors", .authors, "a last entry `et al.` says that there are more", draft: "[]"),
    PaperField(
      "date", .date, "the day of the digest that the paper belongs to", required: "2025-03-12"),
    PaperField("published", .partialDate(\.published), "when the paper was first published"),
    PaperField("updated", .day(\.updated), "when it was last revised", setBy: .newestSource),
    PaperField("tags", .tags, draft: "[]"),
    PaperField(
      "arxiv", .identifier(\.arxiv, "an arXiv identifier such as 2310.18660 or cs/0112017"),
      "`2310.18660v2` keeps its version"),
    PaperField("doi", .identifier(\.doi, "a DOI such as 10.18653/v1/P18-1001")),
    PaperField(
      "acl", .identifier(\.acl, "an ACL Anthology identifier such as P18-1001 or 2022.computel-1.3")
    ),
    PaperField(
      "openreview", .identifier(\.openReview, "an OpenReview identifier such as rJzIBfZAb")),
    PaperField("type", .publicationType, "for citations; without it, the venue's name decides"),
    PaperField("venue", .text(\.venue), "where it appeared: a conference or a journal"),
    PaperField("volume", .text(\.volume)),
    PaperField("number", .text(\.number)),
    PaperField("series", .text(\.series)),
    PaperField("editor", .people(\.editors)),
    PaperField("publisher", .text(\.publisher)),
    PaperField("issn", .text(\.issn)),
    PaperField("isbn", .text(\.isbn)),
    PaperField("pages", .text(\.pages), "its pages there"),
    PaperField("license", .text(\.license)),
    PaperField("language", .language(\.language)),
    PaperField("pdf", .link(.pdf), setBy: .newestSource),
    PaperField(
      "url", .link(.url), "the paper's page, if no identifier leads to it", setBy: .newestSource),
    PaperField("code", .link(.code), setBy: .newestSource),
    PaperField("project", .link(.project), setBy: .newestSource),
    PaperField("data", .link(.data), setBy: .newestSource),
    PaperField("model", .link(.model), setBy: .newestSource),
    PaperField("video", .link(.video), setBy: .newestSource),
    PaperField("slides", .link(.slides), setBy: .newestSource),
    PaperField("upvotes", .count(\.upvotes), setBy: .newestSource),
    PaperField("comments", .count(\.comments), setBy: .newestSource),
    PaperField("stars", .count(\.stars), setBy: .newestSource),
    PaperField("submitter", .submitter, "who submitted the paper to the digest"),
    PaperField("summary", .summary, "one or two sentences"),
    PaperField("summary_by", .text(\.summaryBy), "who wrote them"),
    PaperField("image", .image, setBy: .owner),
    PaperField(
      "image_alt", .imageText, "a description of the image; required with `image`", setBy: .owner),
    PaperField(
      "draft", .flag(\.isDraft), "a draft is built only with `--drafts`", setBy: .owner,
      draft: "yes"),
    PaperField("pinned", .flag(\.isPinned), setBy: .owner),
    PaperField("withdrawn", .plainText(\.withdrawn), "shown as a banner", setBy: .newestSource),
    PaperField("retracted", .plainText(\.retracted), "shown as a banner", setBy: .newestSource),
    PaperField("award", .plainText(\.award), "shown as a badge", setBy: .newestSource),
    PaperField("note", .plainText(\.note), "a remark of yours", setBy: .owner),
    PaperField("aliases", .aliases, "former addresses, which redirect to this page", setBy: .owner),
    PaperField("slug", .slug, "replaces the file name in the address", setBy: .owner),
    PaperField("extra", .extra, "your own fields, available in templates as `paper.extra.x`"),
  ]
}
