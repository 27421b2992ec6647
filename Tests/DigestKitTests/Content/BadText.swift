extension BadInput {
  private static let bytes2 = Array("---\ntitle: A\ndate: 2025-03-12\n---\né ".utf8)

  private static func invalid(_ bytes: [UInt8]) -> BadInput {
    .bytes(
      bytes2 + bytes, "5:3", "byte 38 of the file is not valid UTF-8",
      hint: "save the file as UTF-8")
  }

  /// Files that are not text or not papers.
  static let text: [BadInput] = [
    .bytes([], "1:1", "the file is empty", hint: "add content, or remove the file"),
    .bytes([0xFF, 0xFE, 0x2D, 0], "1:1", "the file is UTF-16", hint: "save it as UTF-8"),
    .bytes([0xFE, 0xFF, 0, 0x2D], "1:1", "the file is UTF-16", hint: "save it as UTF-8"),
    invalid([0xC0, 0xAF]), invalid([0xE0, 0x80, 0xAF]), invalid([0xF0, 0x80, 0x80, 0xAF]),
    invalid([0xED, 0xA0, 0x80]), invalid([0xF4, 0x90, 0x80, 0x80]), invalid([0xE2, 0x82]),
    invalid([0xE2, 0x82, 0x20]), invalid([0x80]), invalid([0xFF, 0x20]),
    .line("venue: a\u{0}b", "4:9", "control character U+0000", hint: "remove it"),
    .line("venue: é\u{1B}[2J", "4:9", "control character U+001B", hint: "remove it"),
    .line("venue: a\u{80}b", "4:9", "control character U+0080", hint: "remove it"),
    .body("\u{A0}é\u{9F}", "5:3", "control character U+009F", hint: "remove it"),
    .body("\u{FFFD}\u{FFFE}", "5:2", "control character U+FFFE", hint: "remove it"),
    .body("a\u{7F}", "5:2", "control character U+007F", hint: "remove it"),
    .bytes(
      paper("A", body: String(repeating: "abcd efg\n", count: 340_000)), "1:1",
      "the file has 3060035 bytes; the limit is 2097152",
      hint: "a digest holds abstracts and notes; link to longer texts"),
    .file(
      " \n\n", "1:1", "no front matter",
      hint: "begin the file with '---', fields such as 'title: …', and '---' again"),
    .file(
      "# Title\n", "1:1", "no front matter",
      hint: "begin the file with '---', fields such as 'title: …', and '---' again"),
    .file(
      "\n---\ntitle: A\n---\n", "1:1", "no front matter",
      hint: "begin the file with '---', fields such as 'title: …', and '---' again"),
    .file(
      "---js\nprocess.exit()\n---\n", "1:1", "no front matter",
      hint: "the first line must be exactly '---'"),
    .file(
      "--- \ntitle: A\n---\n", "1:1", "no front matter",
      hint: "the first line must be exactly '---'"),
    .file(
      "+++\ntitle = \"A\"\n+++\n", "1:1", "no front matter",
      hint: "this is TOML; digest reads YAML between two lines that are exactly '---'"),
    .file(
      "{\"title\": \"A\"}\n", "1:1", "no front matter",
      hint: "this looks like JSON; digest reads YAML between two lines that are exactly '---'"),
    .file(
      "---\ntitle: A\n", "1:1", "the front matter is never closed",
      hint: "close it with a line that is exactly '---'"),
    .file(
      "---\ntitle: A\n --- \nText.\n", "1:1", "the front matter is never closed",
      hint: "close it with a line that is exactly '---'"),
    // Conflict markers, as `git merge` writes them.
    .body(
      "One.\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> their-branch", "6:1",
      "git conflict markers on lines 6 and 10",
      hint: "keep one side and remove the lines '<<<<<<<', '=======' and '>>>>>>>'"),
    .file(
      "---\n<<<<<<< HEAD\r\ntitle: A\n||||||| 1f\n=======\ntitle: B\n>>>>>>> b\n---\n", "2:1",
      "git conflict markers on lines 2 and 7",
      hint: "keep one side and remove the lines '<<<<<<<', '=======' and '>>>>>>>'"),
    .body(
      "````\n```\n````\n<<<<<<< HEAD\n=======\n>>>>>>> b", "8:1",
      "git conflict markers on lines 8 and 10",
      hint: "keep one side and remove the lines '<<<<<<<', '=======' and '>>>>>>>'"),
    .settings("", "1:1", "the file is empty", hint: "add content, or remove the file"),
    .settings("title: \u{1}", "1:8", "control character U+0001", hint: "remove it"),
    .settings(
      "title: A\n#" + String(repeating: "x", count: 2 << 20), "1:1", "the file is larger than 2 MB",
      hint: "settings take a few lines"),
  ]
}
