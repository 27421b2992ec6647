extension BadInput {
  private static let aliasHint =
    "write the value in full, or put it in quotes if '*' or '&' is part of it"

  /// Front matter that is invalid YAML or uses features of YAML that are not supported.
  static let yaml: [BadInput] = [
    .line("venue: *x", "4:8", "aliases ('*name') are not allowed", hint: aliasHint),
    .line("venue: &x ACL", "4:8", "anchors ('&name') are not allowed", hint: aliasHint),
    .line("tags: &x [a]", "4:7", "anchors ('&name') are not allowed", hint: aliasHint),
    .line("extra: &x {a: b}", "4:8", "anchors ('&name') are not allowed", hint: aliasHint),
    .line("<<: *x", "4:5", "aliases ('*name') are not allowed", hint: aliasHint),
    .line(
      "<<: {venue: ACL}", "4:1", "unknown key '<<'",
      hint: "put fields of your own below 'extra:'"),
    .line(
      "venue: !!str ACL", "4:8", "tags ('!name') are not allowed",
      hint: "remove it, or put the value in quotes if '!' is part of it"),
    .line(
      "tags: !x [a]", "4:7", "tags ('!name') are not allowed",
      hint: "remove it, or put the value in quotes if '!' is part of it"),
    .line(
      "...\n--- \nvenue: ACL", "5:1", "a second YAML document begins here", hint: "remove it"),
    .line(
      "venue: A\nvenue: B", "5:1", "key 'venue' appears twice (first on line 4)",
      hint: "keep one of the two"),
    .line(
      "extra: {a: b, a: c}", "4:15", "key 'a' appears twice (first on line 4)",
      hint: "keep one of the two"),
    .line(
      "[a]: b", "4:1", "a key must be a word",
      hint: "put text that begins with '[' or '{' in quotes"),
    .line(
      "extra: {a: " + String(repeating: "[", count: 40), "4:43",
      "nested more than 32 levels deep", hint: "front matter is a flat list of fields"),
    .line(
      "venue: a: b", "4:9", "invalid YAML: mapping values are not allowed in this context",
      hint: "put a value that contains ': ' in quotes"),
    .line(
      "venue: @acl", "4:8", "invalid YAML: found character that cannot start any token",
      hint:
        "put a value that begins with '@', '`' or '%' in quotes, and indent with spaces, not tabs"),
    .line(
      "extra:\n\ta: b", "5:1", "invalid YAML: found character that cannot start any token",
      hint:
        "put a value that begins with '@', '`' or '%' in quotes, and indent with spaces, not tabs"),
    .line(
      #"venue: "\alpha \q""#, "4:16", "invalid YAML: found unknown escape character",
      hint: #"write '\\' for a backslash in double quotes, or use single quotes"#),
    .line(
      "venue: 'ACL", "5:1", "invalid YAML: found unexpected end of stream",
      hint: "a quotation mark is never closed"),
    .line(
      "venue ACL\npages: 1", "5:1", "invalid YAML: could not find expected ':'",
      hint: "each line is 'key: value'; put a value that contains quotes or ': ' in quotes"),
    .line(
      "venue: \"a\" b", "4:12", "invalid YAML: did not find expected key",
      hint: "each line is 'key: value'; put a value that contains quotes or ': ' in quotes"),
    .line(
      "tags: [a, b", "5:1", "invalid YAML: did not find expected ',' or ']'",
      hint: "close the bracket, or put a value that begins with '[' or '{' in quotes"),
    .line(
      "extra: {a: b", "5:1", "invalid YAML: did not find expected ',' or '}'",
      hint: "close the bracket, or put a value that begins with '[' or '{' in quotes"),
    .line(
      "venue: 'a\n...\nb'", "5:1", "invalid YAML: found unexpected document indicator",
      hint: "a quotation mark is never closed"),
    .line(
      #"venue: "a\0b""#, "4:8", "control character U+0000", hint: "remove its escape"),
    .line(
      #"extra: {"\e[2J": b}"#, "4:9", "control character U+001B", hint: "remove its escape"),
    .line(
      #"venue: "\u009B2J""#, "4:8", "control character U+009B", hint: "remove its escape"),
    .line(
      #"venue: "\uFFFF""#, "4:8", "control character U+FFFF", hint: "remove its escape"),
    .file(
      "---\n- title\n---\n", "2:1", "'front matter' must be a map of fields, not a list",
      hint: "write lines 'name: value'"),
    .file(
      "---\ntitle\n---\n", "2:1", "'front matter' must be a map of fields, not text",
      hint: "write lines 'name: value'"),
    .settings(
      "- title: A", "1:1", "'site.yml' must be a map of fields, not a list",
      hint: "write lines 'name: value'"),
    .settings("a: [", "2:1", "invalid YAML: did not find expected node content"),
  ]
}
