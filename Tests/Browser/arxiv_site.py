"""Creates a site's content from a file of arXiv records with one JSON object per line.

arxiv_site.py RECORDS FOLDER [COUNT]: COUNT papers, 60 of them on the newest day, and some with
all fields that a paper can have. Papers beyond the number of records are composed of several records
and some unique words. If the file is missing, the repository's hundred records are used.
"""

import datetime
import json
import pathlib
import random
import re
import sys

OWN_RECORDS = pathlib.Path(__file__).parents[1] / "Fixtures/arxiv-100.jsonl"
NEWEST = datetime.date(2025, 3, 12)
ON_NEWEST_DAY = 60
A_DAY = 5

SITE = """title: Test Digest
description: Papers of arXiv, for tests of the theme.
base_url: https://papers.example.org/some/path/
page_size: 50
"""
ABOUT = """---
title: About
---

A page of the owner's own, with a [link](https://example.org/), `code`, $E = mc^2$ and a list:

- one
- two

## A heading

| a | b |
|---|---|
| 1 | 2 |

> Quoted.

```
a long line of code that needs more room than a phone has, and so must scroll in its own box
```

```math
\\sum_{i=1}^{n} x_i = x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + \\dots + x_{n-1} + x_n
```

A sum $x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + x_{10} + x_{11} + x_{12} + x_{13}$.
"""
NOTES = """
## Notes

Our group liked it, but for *Table 2*:

- the seeds are few;
- the baseline is `old`.
"""
# Each tenth paper has one of these, so that all parts of cards and pages are shown.
EXTRAS = [
    'summary: "In short: it works, it is faster, and the proof fits on one page."\nsummary_by: A. Reader',
    'award: Best paper',
    'withdrawn: The authors found a fault in the proof of Theorem 2.',
    'retracted: Withdrawn by the journal.',
    'note: Discussed on Thursday.\ncode: https://code.example.org/x\nproject: https://project.example.org/',
    'venue: "Proceedings of Somewhere 2025"\npages: 1-12\nlicense: CC BY 4.0\nlanguage: en',
    'aliases: [old/NUMBER.html]\npinned: yes\nupvotes: 0\ncomments: 3\nstars: 1200',
    'submitter: {name: Someone, url: "https://someone.example.org/"}\ndoi: 10.1000/182',
]


def quoted(text):
    """Returns a double-quoted YAML scalar, whose escapes include those of JSON."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False)


def day(index):
    if index < ON_NEWEST_DAY:
        return NEWEST
    return NEWEST - datetime.timedelta(days=1 + (index - ON_NEWEST_DAY) // A_DAY)


def escaped(abstract):
    """Escapes Markdown outside formulas, because arXiv's abstracts are TeX."""
    parts = re.split(r"(\$[^$]+\$)", " ".join(abstract.split()))
    return "".join(
        part if index % 2 else re.sub(r"([\\`*_<>#\[\]|~&])", r"\\\1", part)
        for index, part in enumerate(parts))


def paper(index, record):
    lines = ["---", f"title: {quoted(record['title'])}", f"date: {day(index)}"]
    lines += ["authors:"] + [f"  - {quoted(name)}" for name in record["authors"]]
    tags = ", ".join(quoted(name) for name in record["categories"])
    lines += [f"tags: [{tags}]", f"arxiv: {quoted(record['id'])}"]
    if index % 3:
        lines.append(f"upvotes: {1 + (index * 37) % 211}" if index % 10 else "")
    if index % 10 == 0:
        lines.append(EXTRAS[index // 10 % len(EXTRAS)].replace("NUMBER", str(index)))
    notes = NOTES if index % 25 == 1 else ""
    return "\n".join(line for line in lines if line) + f"\n---\n\n{escaped(record['summary'])}\n{notes}"


def records(source):
    file = source if pathlib.Path(source).exists() else OWN_RECORDS
    return [json.loads(line) for line in open(file, encoding="utf-8")]


def mixed(known, number):
    """Composes a paper of sentences and names of others, and some unique words."""
    chance = random.Random(number)
    some = chance.sample(known, 4)
    words = [record["title"].split() for record in some[:2]]
    title = words[0][: (len(words[0]) + 1) // 2] + words[1][len(words[1]) // 2:]
    sentences = [chance.choice(re.split(r"(?<=[.?!]) ", record["summary"])) for record in some * 2]
    letters = re.findall(r"[a-z]{5,}", " ".join(sentences).lower()) or ["words"]
    coined = [chance.choice(letters)[:4] + chance.choice(letters)[2:] for _ in range(5)]
    names = [record["authors"][0].split() for record in some]
    return {
        "id": f"19{number % 12 + 1:02}.{number:05}", "title": " ".join(title),
        "authors": [f"{a[0]} {b[-1]}" for a, b in zip(names, names[1:])],
        "categories": some[0]["categories"], "summary": " ".join(sentences + coined) + ".",
    }


def enough(known, count):
    return known[:count] + [mixed(known, number) for number in range(len(known), count)]


def main(source, folder, count="1000"):
    papers = pathlib.Path(folder, "Content", "papers")
    pages = pathlib.Path(folder, "Content", "pages")
    papers.mkdir(parents=True)
    pages.mkdir()
    (papers.parent / "site.yml").write_text(SITE, encoding="utf-8")
    (pages / "about.md").write_text(ABOUT, encoding="utf-8")
    for index, record in enumerate(enough(records(source), int(count))):
        name = re.sub(r"[^a-z0-9.-]", "-", record["id"].lower())
        (papers / f"{name}.md").write_text(paper(index, record), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
