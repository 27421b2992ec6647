#!/usr/bin/env python3
"""Measures what search costs to index and to answer, compared with Pagefind.

    Benchmarks/search-cost.py --site DIR [--queries 40] [--pagefind]

Builds DIR (from generate-papers), then searches for words of titles in Chromium, each on a new page.
It measures what a first and a next query fetch, and how long an answer takes once its files are
loaded. --pagefind indexes the same pages with PyPI's pagefind and runs the same queries.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "Tests/Browser"))
from search import START, Handler, serve  # noqa: E402  (the path is set above)
from search_queries import queries  # noqa: E402

ASK = """async (text) => {
  const { total } = await ask("answer", text, { limit: 10, sort: "" });
  const times = [];
  for (let i = 0; i < 3; i += 1) {
    const start = performance.now();
    await ask("answer", text, { limit: 10, sort: "" });
    times.push(performance.now() - start);
  }
  return [total, times.sort((a, b) => a - b)[1]];
}"""
PAGEFIND = """async ([text, base]) => {
  window.pagefind ??= await import(base + "pagefind/pagefind.js");
  const { results } = await pagefind.search(text);
  await Promise.all(results.slice(0, 10).map((it) => it.data()));
  const start = performance.now();
  await pagefind.search(text);
  return [results.length, performance.now() - start];
}"""


def run(command):
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - start


def build(digest, site, public):
    """Returns the seconds on one core of the whole build and of its search step."""
    process = subprocess.Popen(
        [digest, "build", "--site", site, "--output", public, "--timings", "--jobs", "1"],
        stdout=subprocess.PIPE, text=True)
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"digest build failed: {status}")
    step = next((line for line in lines if line.startswith("search")), "search 0")
    return usage.ru_utime, float(step.split()[1])


def build_without_search(digest, site, folder):
    """Returns the seconds on one core for the same site without search page and similar papers."""
    shutil.copytree(site / "Content", folder / "plain/Content")
    with open(folder / "plain/Content/site.yml", "a", encoding="utf-8") as settings:
        settings.write("\nsearch: {page: no, similar: no}\n")
    seconds, _ = build(digest, folder / "plain", folder / "plain-public")
    for name in ("plain", "plain-public"):
        shutil.rmtree(folder / name)
    return seconds


def size(files):
    files = [it for it in files if it.is_file()]
    return sum(it.stat().st_size for it in files), len(files)


def fetched():
    sizes = [size for name, size in Handler.log
             if not name.startswith(("style.", "script.", "icon.", "search"))]
    Handler.log.clear()
    return sum(sizes), len(sizes)


def ask(browser, url, asked, start, question, argument):
    cold, following, times = [], [], []
    for first, second in zip(asked[::2], asked[1::2]):
        page = browser.new_page()
        page.goto(url + "search.html")
        page.wait_for_load_state("networkidle")
        Handler.log.clear()
        if start:
            page.evaluate(start)
        times.append(page.evaluate(question, argument(first))[1])
        cold.append(fetched())
        times.append(page.evaluate(question, argument(second))[1])
        following.append(fetched())
        page.close()
    return cold, following, times


def row(name, cold, following, times):
    def both(pairs):
        sizes, counts = zip(*pairs)
        return (f"{statistics.median(sizes) / 1000:7.1f} {max(sizes) / 1000:7.1f}"
                f" {statistics.median(counts):5.0f} {max(counts):4d}")
    times.sort()
    print(f"{name:10} {both(cold)}  {both(following)}  {statistics.median(times):6.1f}"
          f" {times[int(len(times) * 0.95)]:6.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", required=True, type=pathlib.Path)
    parser.add_argument("--digest", default=ROOT / ".build/release/digest")
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--pagefind", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder, sync_playwright() as play:
        public = pathlib.Path(folder, "public")
        plain = build_without_search(options.digest, options.site, pathlib.Path(folder))
        whole, seconds = build(options.digest, options.site, public)
        manifest = json.loads((public / "search/manifest.json").read_text())
        papers = manifest["papers"]
        total, files = size(it for it in (public / "search").iterdir()
                            if not it.name.startswith("papers"))
        print(f"digest:   {papers} papers indexed in {seconds:.2f} s of one core, with similar"
              f" papers {whole - plain:.2f} s more than a build without (it takes {plain:.2f} s),"
              f" {total / 1e6:.1f} MB in {files} files, {total / papers:.0f} bytes a paper")
        records = []
        for file in sorted((public / "search").glob("papers*.json"))[:3]:
            records += json.loads(file.read_text()).get("papers", [])
        records = [it for it in records if it["authors"]]
        chance = random.Random(5)
        kinds = queries(chance.sample(records, min(len(records), options.queries)), chance)
        asked = [text for kind in ("known", "typo", "known2") for _, text in kinds[kind]]
        asked = chance.sample(asked, min(len(asked), options.queries))
        print("            cold kB    max files  max  next kB    max files  max  median ms    p95")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with serve(public) as url:
            scripts = sum(len(gzip.compress(it.read_bytes(), 6))
                          for it in (public / "assets").glob("search*"))
            cold, following, times = ask(browser, url, asked, START, ASK, lambda text: text)
            row("digest", [(bytes + scripts, count + 1) for bytes, count in cold], following, times)
        if options.pagefind:
            seconds = run([sys.executable, "-m", "pagefind", "--site", public])
            total, files = size((public / "pagefind").rglob("*"))
            print(f"Pagefind: indexed in {seconds:.1f} s, {total / 1e6:.1f} MB in {files} files")
            with serve(public) as url:
                row("Pagefind", *ask(browser, url, asked, None, PAGEFIND, lambda text: [text, url]))
        browser.close()


if __name__ == "__main__":
    main()
