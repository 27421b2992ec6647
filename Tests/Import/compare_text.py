#!/usr/bin/env python3
"""Lists the records for which the text of the built page differs from the text of the source.

    compare_text.py [--digest .build/release/digest]

Imports each real file of the outside data ($DIGEST_TEST_DATA, default ../shared/data) to a new site,
builds it and compares titles and abstracts letter by letter. Formulas are removed from both sides
(Tests/Math compares those), and so are punctuation, case and accents, which TeX writes in many
ways. Exits with 1 if there are more than the known differences:
14 of 1,604 (12 formulas that this script's pattern delimits differently than TeX, `2$\\times$2`
among them, one `\\small` and one `\\footnote` without braces).
"""

import argparse
import collections
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ.get("DIGEST_TEST_DATA") or ROOT / "../shared/data")
FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|(?<!\\)\$(?!\s)[^$]*?(?<![\s\\])\$(?!\d)", re.S)
# Replacements for TeX, in order; of other commands, the names remain.
TEX = [
    (r"\\(?:cite[a-z]*|footnotemark|label)\s*(?:\[[^]]*\])?\{[^}]*\}", ""),
    (r"\\href\s*\{[^}]*\}", ""), (r"\\textcolor\s*\{[^}]*\}", ""),
    (r"\\(?:emph|text[a-z]+|underline|url|footnote|mbox|textsuperscript)(?=\s*\{)", ""),
    (r"\{\\(?:it|em|bf|tt|sc|rm)\b", ""),
    (r"\\ss(?![a-zA-Z])", "ß"), (r"\\o(?![a-zA-Z])", "ø"), (r"\\O(?![a-zA-Z])", "Ø"),
    (r"\\l(?![a-zA-Z])", "ł"), (r"\\ae(?![a-zA-Z])", "æ"), (r"\\aa(?![a-zA-Z])", "å"),
    (r"\\i(?![a-zA-Z])", "i"), (r"\\j(?![a-zA-Z])", "j"),
    (r"\\[uvHcdbkrt](?=\s*\{|\s+[a-zA-Z])", ""),
]


def letters(text):
    """Returns the letters and digits, without case and accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def from_tex(text):
    text = FORMULA.sub(" ", text)
    for pattern, meaning in TEX:
        text = re.sub(pattern, meaning, text)
    return letters(text)


class Page(html.parser.HTMLParser):
    """Collects the words of a page's title and abstract."""

    def __init__(self, text):
        super().__init__()
        self.found = {"h1": [], "abstract": []}
        self.into, self.depth, self.skipped = None, 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag in ("math", "h2"):
            self.skipped += 1
        elif tag == "h1" or tag == "section" and "abstract" in classes:
            self.into = "h1" if tag == "h1" else "abstract"

    def handle_endtag(self, tag):
        if tag in ("math", "h2"):
            self.skipped -= 1
        elif tag == "h1" and self.into == "h1" or tag == "section":
            self.into = None

    def handle_data(self, data):
        if self.into and not self.skipped:
            self.found[self.into].append(data)

    def text(self, part):
        return letters("".join(self.found[part]))


def xml_text(element):
    """Returns the words of an element without its formulas."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == "tex-math" else xml_text(child), child.tail or ""]
    return "".join(parts)


def arxiv_lines():
    for line in open(DATA / "arxiv-1000.jsonl", encoding="utf-8"):
        record = json.loads(line)
        yield record["title"], record["summary"]


def arxiv_api():
    names = {"a": "http://www.w3.org/2005/Atom"}
    tree = ElementTree.parse(DATA / "arxiv-api/search-100.xml")
    for entry in tree.iterfind("a:entry", names):
        yield entry.findtext("a:title", "", names), entry.findtext("a:summary", "", names)


def hugging_face():
    for record in json.load(open(DATA / "hf-daily-papers-1.json", encoding="utf-8")):
        paper = record["paper"]
        yield paper["title"], paper["summary"]


def anthology(name):
    for paper in ElementTree.parse(DATA / "acl-xml" / name).iter("paper"):
        yield xml_text(paper.find("title")), xml_text(paper.find("abstract"))


def sources():
    mapping = "import:\n  title: title\n  abstract: summary\n  arxiv: id\n"
    yield "arxiv-1000.jsonl", ["--format", "jsonl"], mapping, arxiv_lines()
    yield "arxiv-api/search-100.xml", [], "", arxiv_api()
    yield "hf-daily-papers-1.json", [], "", hugging_face()
    for path in sorted((DATA / "acl-xml").glob("*.xml")):
        yield f"acl-xml/{path.name}", [], "", anthology(path.name)


def pages(digest, name, options, settings):
    with tempfile.TemporaryDirectory() as folder:
        content = pathlib.Path(folder, "Content")
        (content / "papers").mkdir(parents=True)
        (content / "site.yml").write_text(f"title: Texts\n{settings}", encoding="utf-8")
        subprocess.run(
            [digest, "import", "--site", folder, *options, DATA / name],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        subprocess.run([digest, "build", "--quiet", "--site", folder], check=True,
                       stderr=subprocess.DEVNULL)
        for path in pathlib.Path(folder, "Public/papers").glob("*.html"):
            yield Page(path.read_text(encoding="utf-8"))


def compare(digest, name, options, settings, records):
    found = collections.defaultdict(list)
    for page in pages(digest, name, options, settings):
        found[page.text("h1")].append(page.text("abstract"))
    kinds = collections.Counter()
    for title, abstract in records:
        if not title.strip():
            continue
        texts = found.get(from_tex(title))
        wanted = from_tex(abstract)
        if texts is None:
            kinds["title"] += 1
            print(f"  title: {' '.join(title.split())[:110]}")
        elif wanted not in texts:
            kinds["abstract"] += 1
            print(f"  abstract of {' '.join(title.split())[:60]}: {difference(wanted, texts[0])}")
        else:
            kinds["same"] += 1
    print(f"{name}: {kinds['same']} the same, {kinds['title']} titles and "
          f"{kinds['abstract']} abstracts differ")
    return kinds


def difference(wanted, got):
    place = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    return f"…{wanted[max(0, place - 15):place + 25]}… is …{got[max(0, place - 15):place + 25]}…"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--digest", default=ROOT / ".build/release/digest")
    parser.add_argument("--known", type=int, default=14, help="how many may differ")
    options = parser.parse_args()
    if not DATA.exists() and not os.environ.get("DIGEST_REQUIRE_TEST_DATA"):
        print("skipped: the comparison of texts needs the outside data of $DIGEST_TEST_DATA")
        return
    total = collections.Counter()
    for source in sources():
        total += compare(options.digest, *source)
    differing = total["title"] + total["abstract"]
    print(f"{total['same']} the same, {differing} differ")
    sys.exit(1 if differing > options.known else 0)


if __name__ == "__main__":
    main()
