#!/usr/bin/env python3
"""Tests the search page in Chromium: what is typed, found, shown and fetched.

    search.py [--digest .build/release/digest]

Builds a site of arXiv's records and serves it from a server that counts requests and can be slow,
send files uncompressed, or stop. The last line is "N passed, M failed".
"""

import argparse
import contextlib
import functools
import gzip
import http.server
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading

from playwright.sync_api import expect, sync_playwright

from accessibility import WIDER, violations
from arxiv_site import OWN_RECORDS, main as make_site
from search_queries import sample
from sites import Report

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ.get("DIGEST_TEST_DATA") or ROOT / "../shared/data")
RECORDS = DATA / "arxiv-1000.jsonl"
HOSTILE = DATA / "hostile/xss"
PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\"><b onmouseover=alert(1)>x", "javascript:alert(1)", "</script><script>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}", "'-alert(1)-'", "&lt;script&gt;\u2028alert(1)",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>", "tag:<img/src/onerror=alert(1)>",
]
SCRIPT_LIMIT = 14_000
# By number of papers, the median and maximum of the bytes and files of a few queries, two of which have
# typing errors, one in the first letter.
COLD_LIMITS = {1000: ((36_000, 45_000), (16, 20)), 10_000: ((45_000, 50_000), (18, 20))}
NEXT_LIMITS = {1000: ((25_000, 30_000), (14, 14)), 10_000: ((30_000, 39_600), (15, 17))}
# In milliseconds, so that no check fails on a busy machine.
PATIENCE = 120_000
QUERIES = ["graph neural networks", "difusion models", "large language model reasoning",
           "reinforcement lear", "quantum error correction", "ttention efficient transformers"]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Compresses text as hosts do, and counts what it sends."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    # Requests that wait for `release` while a check counts round trips.
    held = None
    compresses = True
    is_gone = False
    log = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        if Handler.held is not None:
            Handler.held.append((self.path, go := threading.Event()))
            go.wait()
        if Handler.is_gone:
            self.send_error(503)
            return
        path = pathlib.Path(self.translate_path(self.path.split("?")[0]))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packs = Handler.compresses and path.suffix in (".html", ".js", ".css", ".json")
        if packs:
            body = gzip.compress(body, 6)
        Handler.log.append((path.name, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        if path.parent.name in ("assets", "search"):
            self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self):
        with contextlib.suppress(ConnectionError):
            super().handle()

    def finish(self):
        with contextlib.suppress(ConnectionError):
            super().finish()


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128


@contextlib.contextmanager
def serve(folder):
    handler = functools.partial(Handler, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextlib.contextmanager
def held_requests():
    """Within it, requests wait until they are released."""
    Handler.held = []
    try:
        yield
    finally:
        waiting, Handler.held = Handler.held, None
        for _, go in waiting:
            go.set()


def release():
    waiting, Handler.held = Handler.held, []
    for _, go in waiting:
        go.set()


def trips(page):
    """Lets held requests go, trip by trip, until the page has its answer."""
    is_asked = False
    while not is_asked or page.locator("#search-place").get_attribute("aria-busy") != "false":
        known = len(Handler.held)
        page.wait_for_timeout(200)
        if known and known == len(Handler.held):
            is_asked = True
            release()
            yield


def run_of(digest, folder, texts, limit=10):
    """Returns the first papers of each query by 'digest search': [(slug, score)]."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as topics:
        for number, text in enumerate(texts):
            topics.write(json.dumps({"id": str(number), "text": text}) + "\n")
        topics.flush()
        lines = subprocess.run(
            [digest, "search", "--output", folder, "--trec", topics.name,
             "--limit", str(limit)], check=True,
            capture_output=True, text=True).stdout.splitlines()
    found = [[] for _ in texts]
    for line in lines:
        number, _, slug, _, score, _ = line.split()
        found[int(number)].append((slug, int(score)))
    return found


# A worker like that of the page, to run many queries at once.
START = """async () => {
  const worker = new Worker(document.querySelector("script[src*='/search.']").src);
  const manifest = JSON.parse(document.getElementById("search-manifest").textContent);
  let last = 0;
  window.ask = (...call) => new Promise((done) => {
    const id = last += 1;
    worker.addEventListener("message", ({ data }) => { if (data[0] === id) done(data[1]); });
    worker.postMessage([id, ...call]);
  });
  await ask("start", manifest, new URL("search/", location.href).href);
}"""
ASK = """async (texts) => {
  const found = [];
  for (const text of texts) {
    const { results } = await ask("answer", text, { limit: 10, sort: "" });
    found.push(results.map((it) => [it.slug, Math.trunc(it.score)]));
  }
  return found;
}"""


def told(status):
    """Returns the number of papers in the status line."""
    return int(re.sub(r"\D", "", status.text_content()))


class Checks:
    def __init__(self, digest, site, url, browser, papers):
        self.digest, self.site, self.url, self.browser = digest, site, url, browser
        self.papers = papers
        self.problems = []

    @contextlib.contextmanager
    def page(self, address="search.html", **options):
        context = self.browser.new_context(reduced_motion="reduce", **options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda it: self.problems.append(it.text)
                if it.type == "error" and "503" not in it.text else None)
        page.on("pageerror", lambda it: self.problems.append(str(it)))
        page.goto(self.url + address if "://" not in address else address)
        yield page
        context.close()

    def the_browser_ranks_as_the_program_does(self):
        texts = sample([json.loads(line) for line in open(RECORDS if RECORDS.exists() else OWN_RECORDS, encoding="utf-8")], 500)
        expected = run_of(self.digest, self.site, texts)
        with self.page() as page:
            page.evaluate(START)
            found = page.evaluate(ASK, texts)
        wrong = [f"{text!r}: {a[:3]} / {b[:3]}" for text, a, b in zip(texts, expected, found)
                 if a != [tuple(it) for it in b]]
        assert not wrong, f"{len(wrong)} of {len(texts)} differ: " + "; ".join(wrong[:4])

    def typing_finds_and_tells(self):
        with self.page() as page:
            box = page.locator("#q")
            box.press_sequentially("graph neural netw", delay=20)
            expect(page.locator(".results .card").first).to_be_visible()
            expect(page.get_by_role("status").filter(has_text="papers")).to_be_visible()
            assert page.evaluate("document.activeElement.id") == "q", "the focus moved"
            page.wait_for_url(re.compile(r"q=graph\+neural\+netw"))
            expect(page.locator(".results mark").first).to_be_visible()
            assert page.locator("#search-place").get_attribute("aria-busy") == "false"

    def arrows_choose_a_suggestion(self):
        with self.page() as page:
            box = page.locator("#q")
            box.press_sequentially("quant", delay=20)
            expect(page.locator("#search-options li").first).to_be_visible()
            assert box.get_attribute("role") == "combobox"
            assert box.get_attribute("aria-expanded") == "true"
            box.press("ArrowDown")
            first = page.locator("#search-options li").first
            assert first.get_attribute("aria-selected") == "true"
            assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
            text = first.text_content()
            box.press("Enter")
            expect(box).to_have_value(text)
            expect(page.get_by_role("listbox")).to_be_hidden()
            box.press("ArrowUp")
            box.press("Escape")
            expect(page.get_by_role("listbox")).to_be_hidden()

    def keys_of_an_input_method_choose_nothing(self):
        with self.page() as page:
            box = page.locator("#q")
            box.press_sequentially("quant", delay=20)
            expect(page.locator("#search-options li").first).to_be_visible()
            page.evaluate("""() => document.getElementById("q").dispatchEvent(
              new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true }))""")
            assert page.locator("[aria-selected=true]").count() == 0
            box.press("ArrowUp")
            assert page.locator("#search-options li").last.get_attribute("aria-selected") == "true"
            box.press("Home")
            assert page.locator("[aria-selected=true]").count() == 0
            assert box.evaluate("it => it.selectionStart") == 0

    def a_click_takes_a_suggestion(self):
        with self.page() as page:
            page.locator("#q").press_sequentially("quant", delay=20)
            option = page.locator("#search-options li").nth(1)
            text = option.text_content()
            option.click()
            expect(page.locator("#q")).to_have_value(text)
            assert page.evaluate("document.activeElement.id") == "q"

    def filters_order_and_the_back_button(self):
        with self.page("search.html?q=learning") as page:
            status = page.get_by_role("status").first
            expect(status).to_contain_text("papers")
            before = status.text_content()
            page.get_by_text("Filters").click()
            tag = page.get_by_label("Tag")
            tag.select_option("cs.CV")
            expect(status).not_to_have_text(before)
            assert "tag=cs.CV" in page.url
            for facts in page.locator(".results .facts").all_text_contents():
                assert "cs.CV" in facts or facts.count(",") == 2, facts
            page.get_by_label("Order").select_option("date")
            page.wait_for_function("() => new URL(location.href).searchParams.get('sort') === 'date'")
            expect(page.locator("#search-place")).to_have_attribute("aria-busy", "false")
            days = page.locator(".results time").all_text_contents()
            assert days == sorted(days, reverse=True), days
            page.go_back()
            page.go_back()
            expect(status).to_have_text(before)
            expect(tag).to_have_value("")
            page.go_forward()
            expect(tag).to_have_value("cs.CV")

    def every_filter_of_an_address_holds(self):
        kinds = {"tag": "tag:cs.LG", "author": "author:Wang", "from": "year:2025..", "to": "year:..2024"}
        values = {"tag": "cs.LG", "author": "Wang", "from": "2025", "to": "2024"}
        for name, query in kinds.items():
            expected = [slug for slug, _ in run_of(self.digest, self.site, [f"model {query}"])[0]]
            with self.page(f"search.html?q=model&{name}={values[name]}") as page:
                expect(page.locator(".results .card").first).to_be_visible()
                assert page.locator("details.filters").get_attribute("open") is not None
                found = page.locator(".results h2 a").evaluate_all("all => all.map((it) => it.href)")
                assert [it.rsplit("/", 1)[1][:-5] for it in found] == expected, (name, found, expected)

    def counts_follow_the_query(self):
        with self.page("search.html?q=segmentation") as page:
            status = page.get_by_role("status").first
            expect(status).to_contain_text("papers")
            before = told(status)
            Handler.log.clear()
            page.get_by_text("Filters").click()
            tags = page.get_by_label("Tag")
            expect(tags.locator("option", has_text="cs.CV (")).to_have_count(1)
            page.wait_for_function("""() => [...document.querySelectorAll("[name=tag] option")]
              .some((it) => it.text.endsWith(" (0)") && !it.disabled)""")
            years = page.get_by_label("From").locator("option").all_text_contents()[1:]
            assert sum(int(it.split("(")[1][:-1]) for it in years) == before, (years, before)
            none = tags.locator("option", has_text=" (0)").first.get_attribute("value")
            count = int(tags.locator("option", has_text="cs.CV (").text_content().split("(")[1][:-1])
            tags.select_option("cs.CV")
            page.wait_for_function(f"() => document.querySelector('#search-status').textContent.startsWith('{count} ')")
            assert 0 < count < before
            tags.select_option(none)
            expect(status).to_contain_text("Nothing found")

    def saved_papers_alone(self):
        with self.page("search.html?q=graph") as page:
            expect(page.locator(".results .save")).to_have_count(10)
            titles = page.locator(".results h2").all_text_contents()
            for index in (1, 4):
                page.locator(".results .save").nth(index).click()
            page.get_by_text("Filters").click()
            page.get_by_label("Saved papers only").check()
            expect(page.locator(".results .card")).to_have_count(2)
            assert page.locator(".results h2").all_text_contents() == [titles[1], titles[4]]
            assert "saved=1" in page.url and told(page.get_by_role("status").first) == 2
            page.locator("#q").fill("")
            expect(page.locator(".results .card")).to_have_count(2)
            page.locator("#q").fill("zzzzqqq")
            expect(page.get_by_role("status").first).to_contain_text("Nothing found")
            page.goto(self.url + "search.html?saved=1")
            expect(page.locator(".results .card")).to_have_count(2)

    def most_votes_first(self):
        votes = {}
        for file in (self.site.parent / "site/Content/papers").glob("*.md"):
            found = re.search(r"^upvotes: (\d+)", file.read_text(encoding="utf-8"), re.M)
            votes[file.stem] = int(found.group(1)) if found else 0
        with self.page("search.html?q=learning&sort=votes") as page:
            expect(page.locator(".results .card")).to_have_count(10)
            page.get_by_role("button", name="More results").click()
            expect(page.locator(".results .card")).to_have_count(20)
            found = page.locator(".results h2 a").evaluate_all("all => all.map((it) => it.href)")
            counts = [votes[it.rsplit("/", 1)[1][:-5]] for it in found]
            assert counts == sorted(counts, reverse=True) and counts[0] > 150, counts

    def phrases_stand_in_order(self):
        with self.page('search.html?q="neural+networks"') as page:
            expect(page.locator(".results .card").first).to_be_visible()
            slugs = page.locator(".results h2 a").evaluate_all("all => all.map((it) => it.href)")
            for slug in slugs:
                html = (self.site / "papers" / slug.rsplit("/", 1)[1]).read_text(encoding="utf-8")
                text = re.sub(r"<[^>]*>", "", html).lower().replace("-", " ")
                assert "neural networks" in text, slug
            assert told(page.get_by_role("status").first) >= len(slugs) > 0
        with self.page('search.html?q="networks+neural"') as page:
            expect(page.locator(".search-notes")).to_contain_text("side by side")
            expect(page.locator(".results .card").first).to_be_visible()

    def what_is_missing_or_excluded_is_told(self):
        with self.page("search.html?q=graph+zzzzqqq+") as page:
            expect(page.locator(".search-notes")).to_contain_text("No paper has zzzzqqq.")
            all_of_them = told(page.get_by_role("status").first)
        with self.page("search.html?q=graph+-neural") as page:
            expect(page.locator(".results .card").first).to_be_visible()
            assert told(page.get_by_role("status").first) < all_of_them

    def an_old_or_damaged_manifest_is_told(self):
        html = (self.site / "search.html").read_text(encoding="utf-8")
        for old, new in (('"version":3', '"version":2'), ('"version":3', '"version":3,,'),
                         ('"begin":', '"begin":9999999999999,"x":')):
            (self.site / "damaged.html").write_text(html.replace(old, new, 1), encoding="utf-8")
            with self.page("damaged.html?q=graph") as page:
                expect(page.get_by_role("status").first).to_contain_text("does not fit this page")
        (self.site / "damaged.html").unlink()

    def a_slip_of_the_finger_is_shown_and_can_be_refused(self):
        with self.page("search.html?q=difusion") as page:
            expect(page.locator(".search-notes")).to_contain_text("Showing diffusion")
            page.get_by_role("link", name="instead").click()
            expect(page.locator(".search-status")).to_contain_text("Nothing found")

    def more_results_follow(self):
        with self.page("search.html?q=model") as page:
            expect(page.locator(".results .card")).to_have_count(10)
            page.get_by_role("button", name="More results").click()
            expect(page.locator(".results .card")).to_have_count(20)

    def the_newest_answer_stands(self):
        with self.page("search.html?q=graph") as page:
            newest = page.locator(".results .card-title").first.text_content()
        with self.page("search.html?q=diffusion+model") as page:
            card = page.locator(".results .card-title").first
            expect(card).to_be_visible()
            page.wait_for_load_state("networkidle")
            given_up, titles = [], []
            page.on("requestfailed", lambda it: given_up.append(it.url))
            with held_requests():
                for text in ("robot", "learning", "graph"):
                    page.locator("#q").fill(text)
                    page.wait_for_timeout(300)
                    # Lets the index come, so that the next word finds the cards' pages on their way.
                    while text != "graph" and not any("/papers/" in path for path, _ in Handler.held):
                        release()
                        page.wait_for_timeout(300)
                for _ in trips(page):
                    titles.append(card.text_content() if card.count() else "")
            expect(card).to_have_text(newest)
            page.wait_for_load_state("networkidle")
            titles.append(card.text_content())
            assert set(titles[titles.index(newest):]) == {newest}, titles
            assert given_up, "no fetch was given up"

    def typing_costs_no_pages(self):
        with self.page() as page:
            page.wait_for_load_state("networkidle")
            Handler.log.clear()
            page.locator("#q").press_sequentially("graph neural networks", delay=140)
            assert not [name for name, _ in Handler.log if name.endswith(".html")], Handler.log
            expect(page.locator(".results mark").first).to_be_visible()
            page.wait_for_load_state("networkidle")
            pages = [name for name, _ in Handler.log if name.endswith(".html")]
            assert 1 <= len(pages) <= 6, pages

    def where_workers_fail_the_page_answers(self):
        with self.page("index.html") as page:
            page.add_init_script("""window.Worker = class {
              constructor() { setTimeout(() => this.onerror(new Event("error"))); }
              postMessage() {}
            };""")
            page.goto(self.url + "search.html?q=graph+neural")
            expect(page.locator(".results .card")).to_have_count(10)

    def first_results_take_four_trips(self):
        """At 150 ms a trip, four trips are 0.6 s: a reader takes up to 0.8 s as an answer at once."""
        with self.page() as page:
            page.wait_for_load_state("networkidle")
            with held_requests():
                page.locator("#q").fill("graph neural networks")
                count = sum(1 for _ in trips(page))
            assert page.locator(".results .card").count() == 10
            assert count <= 4, f"{count} trips"

    def hosts_that_do_not_compress(self):
        Handler.compresses = False
        Handler.log.clear()
        with self.page("search.html?q=graph+neural+networks") as page:
            expect(page.locator(".results .card")).to_have_count(10)
        Handler.compresses = True
        size = sum(size for name, size in Handler.log if name.endswith(".json.gz"))
        assert size <= 40_000, f"{size} bytes of search data"

    def offline_says_so_and_recovers(self):
        with self.page() as page:
            page.wait_for_load_state("networkidle")
            Handler.is_gone = True
            box = page.locator("#q")
            box.fill("graph neural networks")
            expect(page.locator(".search-status")).to_contain_text("could not be loaded")
            Handler.is_gone = False
            box.fill("graph neural network")
            expect(page.locator(".results .card").first).to_be_visible()

    def hostile_queries_stay_text(self):
        lines = [line for file in sorted(HOSTILE.rglob("*")) if file.is_file()
                 for line in file.read_text(encoding="utf-8", errors="replace").splitlines()][::7]
        with self.page() as page:
            page.evaluate("() => { window.alert = () => { window.hacked = 1 } }")
            for text in PAYLOADS + lines[:120]:
                page.evaluate("""async (text) => {
                  const box = document.getElementById("q");
                  box.value = text;
                  box.dispatchEvent(new Event("input"));
                  await new Promise((done) => setTimeout(done, 125));
                }""", text[:300])
            expect(page.locator("#search-place")).to_have_attribute("aria-busy", "false")
            assert page.evaluate("() => window.hacked") is None
            assert page.locator("#search-place script, #search-place img, #search-place iframe, #search-results svg:not(.save svg)").count() == 0

    def the_reader_of_the_docs_reads(self):
        text = (ROOT / "docs/search.md").read_text(encoding="utf-8")
        program = text.split("```python\n")[1].split("```")[0]
        result = subprocess.run([sys.executable, "-c", program, self.url.rstrip("/"), "networks"],
                                check=True, capture_output=True, text=True).stdout
        answer = run_of(self.digest, self.site, ["title:networks"], 1000)[0]
        assert result.count("in the title") == len(answer) > 10, (len(answer), result[:200])

    def the_home_page_leads_here(self):
        with self.page("index.html") as page:
            page.keyboard.press("/")
            page.keyboard.type("diffusion models")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search.html?q=diffusion+models")
            expect(page.locator(".results .card").first).to_be_visible()
            expect(page.locator(".results .save")).to_have_count(10)

    def without_scripts_there_are_links(self):
        with self.page("search.html?q=x", java_script_enabled=False) as page:
            assert page.get_by_text("Searching needs JavaScript").is_visible()
            page.locator("#search-place a", has_text="Archive").click()
            assert page.locator("h1").text_content() == "Archive"

    def axe_finds_nothing_in_results_filters_and_suggestions(self):
        for width, scheme in ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")):
            with self.page("search.html?q=difusion&tag=cs.CV", color_scheme=scheme,
                           viewport={"width": width, "height": 800}) as page:
                expect(page.locator(".results mark").first).to_be_visible()
                page.locator("#q").focus()
                page.locator("#q").press("End")
                page.locator("#q").press_sequentially(" mo", delay=20)
                expect(page.locator("#search-options li").first).to_be_visible()
                page.locator("#q").press("ArrowDown")
                assert not violations(page) + page.evaluate(WIDER), violations(page) + page.evaluate(WIDER)

    def the_script_is_small(self):
        sizes = [len(gzip.compress(it.read_bytes(), 9)) for it in (self.site / "assets").glob("search*")]
        print(f"        {sizes} bytes")
        assert len(sizes) == 1 and sizes[0] <= SCRIPT_LIMIT, sizes

    def few_bytes_and_requests(self):
        costs = {"cold": [], "next": []}
        for index, text in enumerate(QUERIES):
            Handler.log.clear()
            with self.page() as page:
                page.wait_for_load_state("networkidle")
                for kind, words in (("cold", text), ("next", QUERIES[index - 1])):
                    page.evaluate("() => document.querySelector('.results').replaceChildren()")
                    page.locator("#q").fill(words)
                    page.locator(".results .card").first.wait_for()
                    page.wait_for_load_state("networkidle")
                    sizes = [size for name, size in Handler.log
                             if name.endswith(".json.gz") or name.startswith("search.") and name.endswith(".js")]
                    costs[kind].append((sum(sizes), len(sizes)))
                    Handler.log.clear()
        for kind, limits in (("cold", COLD_LIMITS), ("next", NEXT_LIMITS)):
            both = [(statistics.median(it), max(it)) for it in zip(*costs[kind])]
            print(f"        {kind}: {both[0]} bytes, {both[1]} files (median, worst)")
            for reached, limit in zip(both, limits[self.papers]):
                assert reached[0] <= limit[0] and reached[1] <= limit[1], (kind, both)

    def nothing_was_said_on_the_console(self):
        assert not self.problems, self.problems[:5]


class SmallChecks(Checks):
    def a_small_site_searches_from_a_disk(self):
        with self.page((self.site / "search.html").as_uri() + "?q=modle") as page:
            expect(page.locator(".results .card").first).to_be_visible()
            expect(page.locator(".search-notes")).to_contain_text("model")
            page.locator("#q").fill("learning tag:cs.LG")
            expect(page.locator(".results .card")).to_have_count(10)

    def a_small_site_takes_two_requests(self):
        Handler.log.clear()
        with self.page("search.html?q=model") as page:
            expect(page.locator(".results .card").first).to_be_visible()
        names = [name for name, _ in Handler.log if name.endswith(".json.gz")]
        assert len(names) == 2, names

    def the_small_site_ranks_the_same(self):
        self.the_browser_ranks_as_the_program_does()

    def it_says_nothing_on_the_console(self):
        self.nothing_was_said_on_the_console()


class LargeChecks(Checks):
    def a_large_site_ranks_the_same(self):
        self.the_browser_ranks_as_the_program_does()

    def a_large_site_costs_little_more(self):
        self.few_bytes_and_requests()


def names_of(kind, base=object):
    return [name for name, it in vars(kind).items() if callable(it) and name[0] != "_" and name != "page"]


def run(kind, digest, folder, papers, browser, report):
    make_site(str(RECORDS), str(folder / "site"), str(papers))
    subprocess.run([digest, "build", "--quiet", "--site", folder / "site", "--output",
                    folder / "public"], check=True)
    with serve(folder / "public") as url:
        checks = kind(digest, folder / "public", url, browser, papers)
        for name in names_of(kind):
            Handler.delay, Handler.compresses, Handler.is_gone = 0.0, True, False
            report.run(f"search ({papers} papers): {name.replace('_', ' ')}", getattr(checks, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--digest", default=ROOT / ".build/release/digest")
    options = parser.parse_args()
    report = Report()
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for kind, papers in ((Checks, 1000), (SmallChecks, 200), (LargeChecks, 10_000)):
            place = pathlib.Path(folder, kind.__name__)
            place.mkdir()
            run(kind, options.digest, place, papers, browser, report)
        browser.close()
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
