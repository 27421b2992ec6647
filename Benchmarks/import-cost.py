#!/usr/bin/env python3
"""Measures the time and memory of `digest import` for each format, at n and 2n entries.

Usage: Benchmarks/import-cost.py [--digest .build/release/digest] [--count 100000] [FORMAT...]

All entries are generated from numbers, and the papers are written to a temporary folder.
An import must take linear time: twice the entries, about twice the processor time.
"""
import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

WORDS = (
    "learning graph neural bound sample model attention token sparse kernel random quantum field "
    "language image policy reward gradient loss metric prior noise signal tensor sparse deep long"
).split()


def paper(number):
    chance = random.Random(number)
    words = lambda count: " ".join(chance.choice(WORDS) for _ in range(count))
    return {
        "id": f"{15 + number // 90000 // 12}{1 + number // 90000 % 12:02d}.{10000 + number % 90000}",
        "title": f"{words(7).capitalize()} {number}",
        "abstract": ". ".join(words(14).capitalize() for _ in range(9)) + r" with $x_{i}^2$ and \emph{more}.",
        "authors": [(words(1).capitalize(), words(1).capitalize() + str(k)) for k in range(4)],
        "year": 1990 + number % 35, "month": 1 + number % 12, "day": 1 + number % 28,
    }


def names(paper, joined):
    return joined.join(f"{family}, {given}" for given, family in paper["authors"])


def day(paper):
    return f"{paper['year']}-{paper['month']:02d}-{paper['day']:02d}"


def bibtex(p):
    return (
        f"@article{{k{p['id']},\n  title = {{{p['title']}}},\n  author = {{{names(p, ' and ')}}},\n"
        f"  year = {p['year']}, month = {p['month']},\n  abstract = {{{p['abstract']}}},\n"
        f"  eprint = {{{p['id']}}}, archivePrefix = {{arXiv}}\n}}\n")


def ris(p):
    people = "".join(f"AU  - {family}, {given}\n" for given, family in p["authors"])
    return (
        f"TY  - JOUR\nTI  - {p['title']}\n{people}PY  - {p['year']}\nAB  - {p['abstract']}\n"
        f"DO  - 10.1000/{p['id']}\nER  - \n\n")


def csl(p):
    people = [{"given": given, "family": family} for given, family in p["authors"]]
    return json.dumps({
        "type": "article-journal", "title": p["title"], "author": people, "abstract": p["abstract"],
        "issued": {"date-parts": [[p["year"], p["month"], p["day"]]]}, "DOI": f"10.1000/{p['id']}"})


def own(p):
    return json.dumps({
        "title": p["title"], "authors": [" ".join(n) for n in p["authors"]],
        "abstract": p["abstract"], "date": day(p), "arxiv": p["id"]})


def csv(p):
    people = ";".join(" ".join(n) for n in p["authors"])
    return f"\"{p['title']}\",\"{people}\",\"{p['abstract']}\",{day(p)},\"{p['id']}\"\n"


def kaggle(p):
    return json.dumps({
        "id": p["id"], "title": p["title"], "abstract": p["abstract"], "categories": "cs.CL",
        "authors_parsed": [[family, given, ""] for given, family in p["authors"]],
        "versions": [{"version": "v1", "created": f"Mon, {p['day']} Apr {p['year']} 10:00:00 GMT"}],
        "update_date": day(p)})


def face(p):
    return json.dumps({
        "paper": {
            "id": p["id"], "title": p["title"], "summary": p["abstract"], "upvotes": 3,
            "authors": [{"name": " ".join(n)} for n in p["authors"]],
            "publishedAt": day(p) + "T00:00:00.000Z"}, "numComments": 2})


def atom(p):
    people = "".join(f"<author><name>{' '.join(n)}</name></author>\n" for n in p["authors"])
    return (
        f"<entry>\n<id>http://arxiv.org/abs/{p['id']}v1</id>\n<title>{p['title']}</title>\n"
        f"<published>{day(p)}T00:00:00Z</published>\n<summary>{p['abstract']}</summary>\n{people}"
        "<category term=\"cs.CL\"/></entry>\n")


def listing(p):
    return (
        f"<item><title>{p['title']}</title><link>https://arxiv.org/abs/{p['id']}</link>\n"
        f"<description>arXiv:{p['id']}v1 Announce Type: new \nAbstract: {p['abstract']}</description>\n"
        f"<guid isPermaLink=\"false\">oai:arXiv.org:{p['id']}v1</guid><category>cs.CL</category>\n"
        "<arxiv:announce_type>new</arxiv:announce_type>\n"
        f"<dc:creator>{', '.join(' '.join(n) for n in p['authors'])}</dc:creator></item>\n")


def oai(p):
    people = "".join(
        f"<author><keyname>{family}</keyname><forenames>{given}</forenames></author>"
        for given, family in p["authors"])
    return (
        f"<record><header><identifier>oai:arXiv.org:{p['id']}</identifier></header><metadata><arXiv>\n"
        f"<id>{p['id']}</id><created>{day(p)}</created><authors>{people}</authors>\n"
        f"<title>{p['title']}</title><categories>cs.CL</categories>\n"
        f"<abstract>{p['abstract']}</abstract></arXiv></metadata></record>\n")


def acl(p):
    people = "".join(
        f"<author><first>{given}</first><last>{family}</last></author>\n" for given, family in p["authors"])
    return (
        f"<paper id=\"{p['id'].replace('.', '')}\"><title>{p['title']}</title>\n{people}"
        f"<abstract>{p['abstract']}</abstract></paper>\n")


def page(p):
    return f"{p['title']}\n\n{p['abstract']}\n\n"


COLLECTION = (
    '<collection id="2020.big"><volume id="1"><meta><booktitle>B</booktitle><year>2020</year></meta>\n')
LISTING = (
    '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate>\n")
LINES = ("", "\n", "\n")
FORMATS = {
    "bibtex": (bibtex, "", "", ""), "ris": (ris, "", "", ""), "csl-json": (csl, "[", ",\n", "]"),
    "csv": (csv, "title,authors,abstract,date,arxiv\n", "", ""), "jsonl": (own, *LINES),
    "arxiv-jsonl": (kaggle, *LINES), "hugging-face": (face, "[", ",", "]"),
    "arxiv": (atom, '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:a="http://arxiv.org/schemas/atom">\n', "", "</feed>"),
    "arxiv-listing": (listing, LISTING, "", "</channel></rss>"),
    "arxiv-oai": (oai, "<OAI-PMH><ListRecords>\n", "", "</ListRecords></OAI-PMH>"),
    "acl": (acl, COLLECTION, "", "</volume></collection>"),
    "papers-page": (page, "Mar 12\n\n", "", ""),
    "empty-lines": (lambda p: "{}", *LINES), "empty-list": (lambda p: "{}", "[", ",", "]"),
    "empty-run": (lambda p: "{}", "", "", ""),
}


def write(path, name, count):
    make, head, between, tail = FORMATS[name]
    with open(path, "w") as file:
        file.write(head)
        for number in range(count):
            file.write((between if number else "") + make(paper(number) if "empty" not in name else None))
        file.write(tail)


def measure(digest, folder, path, name):
    site = os.path.join(folder, "site")
    os.makedirs(os.path.join(site, "Content"))
    form = "jsonl" if name.startswith("empty") else name
    command = [digest, "import", "--site", site, "--now", "2026-01-05", "--format", form, path]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, problems = process.communicate()
    seconds = time.monotonic() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(site)
    work = usage.ru_utime + usage.ru_stime
    return seconds, work, usage.ru_maxrss / 1024, (out + problems).splitlines()[0]


def one(options, name):
    """Measures one format in a separate process, so that the memory of its child is this format's."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = os.path.join(folder, "source")
        write(path, name, options.count)
        size = os.path.getsize(path) / 1e6
        print(json.dumps([size, *measure(options.digest, folder, path, name)]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--digest", default=".build/release/digest")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--folder", help="where papers are written to")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return one(options, options.formats[0])
    print(f"{'format':14} {'entries':>8} {'MB':>6} {'s':>7} {'CPU s':>7} {'2n / n':>6} {'MB of memory':>12}")
    for name in options.formats or FORMATS:
        before = None
        for count in (options.count // 2, options.count):
            factor = 70 if name.startswith("empty") else 1
            command = [sys.executable, __file__, "--one", name, "--digest", options.digest]
            command += ["--count", str(count * factor)] + (["--folder", options.folder] if options.folder else [])
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            size, seconds, work, memory, said = json.loads(done.stdout)
            growth = f"{work / before:.2f}" if before else ""
            print(
                f"{name:14} {count * factor:8} {size:6.0f} {seconds:7.1f} {work:7.1f} {growth:>6} "
                f"{memory:12.0f}  {said}", flush=True)
            before = work


if __name__ == "__main__":
    main()
