"""Checks citations, feeds and metadata with the parsers of other programs.

Both pybtex and bibtexparser must read every paper from the .bib files with the title, authors, year
and identifiers of its front matter.
"""

import json
import pathlib
import re
import subprocess

import bibtexparser
import feedparser
import jsonschema
import yaml
from pybtex.database import parse_file

SIGNS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\%": "%", r"\&": "&", r"\#": "#", r"\_": "_", r"\$": "$",
}
SIGN = re.compile("|".join(re.escape(sign) for sign in SIGNS) + r"|\$[^$]*[^$\\]\$|[{}]")


def plain(text):
    """Returns the text that the author wrote: unescaped, without case-protecting braces, with formulas."""
    def replace(match):
        found = match[0]
        return SIGNS.get(found, "" if found in "{}" else found)
    return SIGN.sub(replace, text)


def papers(content):
    """Returns the front matter by slug, with all scalars as text."""
    found = {}
    for path in sorted((content / "papers").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        fields = yaml.load(text.split("\n---\n", 1)[0][4:], Loader=yaml.BaseLoader)
        if fields.get("draft") not in ("yes", "true"):
            found[fields.get("slug") or path.stem] = fields
    return found


def names(fields):
    return [author if isinstance(author, str) else author["name"]
            for author in fields.get("authors") or []]


def in_order(name):
    """Puts the given name of `Vaswani, Ashish` or `King, Jr., Martin` first."""
    parts = [part.strip() for part in name.split(",")]
    return " ".join([parts[-1], parts[0], *parts[1:-1]]) if len(parts) > 1 else name


def from_pybtex(path):
    entries = {}
    for key, entry in parse_file(str(path), "bibtex").entries.items():
        people = entry.persons.get("author", [])
        authors = [plain(" ".join(person.first_names + person.middle_names + person.prelast_names
                                  + person.last_names + person.lineage_names)) for person in people]
        entries[key] = (entry.type, dict(entry.fields.items()), authors)
    return entries


def from_bibtexparser(path):
    library = bibtexparser.parse_file(str(path), encoding="utf-8")
    if library.failed_blocks:
        raise ValueError(f"{path}: {library.failed_blocks[0]}")
    entries = {}
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        authors = [plain(in_order(name)) for name in split_authors(fields.pop("author", ""))]
        entries[entry.key] = (entry.entry_type, fields, authors)
    return entries


def split_authors(text):
    """Splits authors at ` and ` outside braces."""
    parts, depth, start = [], 0, 0
    for index, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and text.startswith(" and ", index):
            parts.append(text[start:index])
            start = index + 5
    return parts + [text[start:]] if text else []


FORMULA = re.compile(r"\$[^$]+\$")


def comparable(text):
    """Removes formulas, which are written as TeX, whatever characters they were typed with."""
    return " ".join(FORMULA.sub("$", text).split())


def check_paper(slug, fields, entry):
    kind, found, authors = entry
    wanted = {"title": fields["title"], "eprint": re.sub(r"v\d+$", "", fields.get("arxiv", "")),
              "doi": fields.get("doi", "")}
    for name, value in wanted.items():
        text = found.get(name, "")
        got = plain(text) if name == "title" else text
        if comparable(value) != comparable(got):
            yield f"{slug}: {name} is {got!r}, not {value!r}"
    if [in_order(name) for name in names(fields)] != authors:
        yield f"{slug}: authors are {authors}, not {names(fields)}"
    if "published" in fields and found.get("year") != fields["published"][:4]:
        yield f"{slug}: year is {found.get('year')}, not that of {fields['published']}"
    if kind not in ("article", "inproceedings", "misc"):
        yield f"{slug}: of the unknown type {kind}"


def check_bibtex(public, content):
    sources = papers(content)
    for read in (from_pybtex, from_bibtexparser):
        whole = {}
        for part in sorted(public.glob("papers*.bib")):
            if part.stat().st_size > 5_000_000:
                yield f"{part} has more than 5 MB"
            whole.update(read(part))
        if len(whole) != len(sources):
            yield f"{read.__name__}: {len(whole)} entries of {len(sources)} papers"
        for slug, fields in sources.items():
            path = public / "papers" / f"{slug}.bib"
            entries = read(path) if path.exists() else {}
            if len(entries) != 1:
                yield f"{slug}.bib holds {len(entries)} entries"
                continue
            (key, entry), = entries.items()
            if not key.isascii() or whole.get(key) != entry:
                yield f"{slug}: {key} differs in papers.bib"
            yield from check_paper(slug, fields, entry)
        for path in sorted(public.glob("*/*.bib")):
            if path.parent.name != "papers" and not set(read(path)) <= set(whole):
                yield f"{path}: a key that papers.bib lacks"


def check_feeds(public):
    for path in sorted(public.rglob("*.xml")):
        lint = subprocess.run(["xmllint", "--noout", path], capture_output=True, text=True)
        if lint.returncode:
            yield f"{path}: not well formed: {lint.stderr.splitlines()[0]}"
        if path.name.startswith("sitemap"):
            continue
        feed = feedparser.parse(str(path))
        if feed.bozo:
            yield f"{path}: {feed.bozo_exception}"
        for entry in feed.entries:
            content = entry.content[0].value if "content" in entry else ""
            for link in re.findall(r'(?:href|src)="([^"]*)"', content):
                if not re.match("[a-z]+:", link):
                    yield f"{path}: relative link {link}"
    path = public / "feed.json"
    if path.exists():
        yield from check_json_feed(json.loads(path.read_text(encoding="utf-8")))


TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {"type": "array", "minItems": 1, "items": {
    "type": "object", "minProperties": 1, "additionalProperties": False,
    "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS}}}
ATTACHMENT = {
    "type": "object", "required": ["url", "mime_type"], "additionalProperties": False,
    "properties": {"url": ADDRESS, "mime_type": TEXT, "title": TEXT}}
# https://www.jsonfeed.org/version/1.1/, without members that it does not define.
JSON_FEED = {
    "type": "object", "required": ["version", "title", "items"], "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT,
        "home_page_url": ADDRESS, "feed_url": ADDRESS, "next_url": ADDRESS, "icon": ADDRESS,
        "favicon": ADDRESS, "description": TEXT, "language": TEXT, "authors": AUTHORS,
        "items": {"type": "array", "items": {
            "type": "object", "required": ["id"], "additionalProperties": False,
            "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            "properties": {
                "id": TEXT, "url": ADDRESS, "external_url": ADDRESS, "title": TEXT,
                "content_html": TEXT, "content_text": TEXT, "summary": TEXT, "image": ADDRESS,
                "date_published": MOMENT, "date_modified": MOMENT, "language": TEXT,
                "authors": AUTHORS, "tags": {"type": "array", "items": TEXT},
                "attachments": {"type": "array", "items": ATTACHMENT}}}}}}


def check_json_feed(feed):
    for error in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(feed):
        yield f"feed.json: {error.json_path}: {error.message[:200]}"


def check_pages(public):
    """Checks what Google Scholar requires, and that JSON-LD can be parsed."""
    for path in sorted(public.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            if json.loads(data)["@context"] != "https://schema.org":
                yield f"{path}: JSON-LD in other words"
        if path.parent == public / "papers" and 'http-equiv="refresh"' not in text:
            for tag in ("citation_title", "citation_publication_date"):
                if f'name="{tag}"' not in text:
                    yield f"{path}: no {tag}"


def check(site, content, report):
    report.check(f"{site.name}: pybtex and bibtexparser read every paper back",
                 list(check_bibtex(site.folder, pathlib.Path(content))))
    report.check(f"{site.name}: feedparser, xmllint and JSON Feed's schema accept every feed",
                 list(check_feeds(site.folder)))
    report.check(f"{site.name}: JSON-LD parses, and what Scholar asks for is there",
                 list(check_pages(site.folder)))
