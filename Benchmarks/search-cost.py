#!/usr/bin/env python3
"""What search costs: seconds and bytes to index, bytes and files to answer, beside Pagefind's.

    Benchmarks/search-cost.py --site DIR [--queries 40] [--pagefind]

Builds DIR (from generate-papers), then asks titles' words in Chromium, each on a fresh page: what a
first and a next query fetch, and how long an answer takes once its files are there. --pagefind
indexes the same pages with PyPI's pagefind and asks it the same.
"""

import argparse
import gzip
import json
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
from search import Handler, serve  # noqa: E402  (the path is set above)
from search_queries import queries  # noqa: E402

START = """async () => {
  const script = document.createElement("script");
  script.src = document.getElementById("search").dataset.engine;
  await new Promise((done) => { script.onload = done; document.head.append(script); });
  const manifest = JSON.parse(document.getElementById("search-manifest").textContent);
  window.engine = digestSearchEngine({ manifest, base: new URL("search/", location.href).href });
}"""
ASK = """async (text) => {
  await engine.answer(text);
  const start = performance.now();
  const { total } = await engine.answer(text);
  return [total, performance.now() - start];
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
    lines = subprocess.run(
        [digest, "build", "--site", site, "--output", public, "--timings", "--jobs", "1"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    return float(next(line for line in lines if line.startswith("search")).split()[1])


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
        seconds = build(options.digest, options.site, public)
        manifest = json.loads((public / "search/manifest.json").read_text())
        papers = manifest["papers"]
        total, files = size(it for it in (public / "search").iterdir()
                            if not it.name.startswith("papers"))
        print(f"digest:   {papers} papers indexed in {seconds:.2f} s of one core,"
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
