#!/usr/bin/env python3
"""Measures how well search finds a paper that a reader has in mind: MRR@10 of words of titles.

    Benchmarks/search-relevance.py [--records FILE] [--digest PATH]

Builds a site of the records and runs 'digest search --trec' for each paper: three or four words of
its title, the same with one typing error (in first letters too), two words, two with an error, the
last word cut in half, and an author's last name with one word of the title.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "Tests/Browser"))
from search_queries import queries  # noqa: E402  (the path is set above)
from real_records import records as default_records  # noqa: E402


def slug(paper):
    return re.sub(r"[^a-z0-9.-]", "-", paper.lower())


def measure(digest, public, asked, folder):
    topics = folder / "topics.jsonl"
    topics.write_text("".join(
        json.dumps({"id": str(number), "text": text}) + "\n"
        for number, (_, text) in enumerate(asked)))
    run = subprocess.run([digest, "search", "--output", public, "--trec", topics],
                         check=True, capture_output=True, text=True).stdout
    ranks = {}
    for line in run.splitlines():
        number, _, paper, rank, _, _ = line.split()
        if paper == slug(asked[int(number)][0]):
            ranks[int(number)] = int(rank)
    answered = {line.split()[0] for line in run.splitlines()}
    return (sum(1 / rank for rank in ranks.values()) / len(asked),
            1 - len(answered) / len(asked), ranks)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", default=default_records())
    parser.add_argument("--digest", default=ROOT / ".build/release/digest")
    parser.add_argument("--failures", action="store_true", help="print what was not found first")
    options = parser.parse_args()
    records = [json.loads(line) for line in open(options.records, encoding="utf-8")]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        site, public = folder / "site", folder / "public"
        subprocess.run([sys.executable, ROOT / "Tests/Browser/arxiv_site.py", options.records, site,
                        str(len(records))], check=True)
        subprocess.run([options.digest, "build", "--quiet", "--site", site, "--output", public],
                       check=True)
        print("kind      queries  MRR@10  empty")
        for kind, asked in queries(records, random.Random(7)).items():
            mrr, empty, ranks = measure(options.digest, public, asked, folder)
            print(f"{kind:9} {len(asked):7}  {mrr:.3f}  {empty:6.1%}")
            if options.failures:
                for number, (paper, text) in enumerate(asked):
                    if ranks.get(number, 11) > 3:
                        print(f"    {ranks.get(number, '-')}  {paper}  {text}")


if __name__ == "__main__":
    main()
