"""Tests what readers see without scripts, from a folder on disk, in their colours, without storage."""

import json
import pathlib
import time

REFUSED = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("refused", "SecurityError"); } })"""


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("index.html"))
    assert page.locator(".card .save").count() == 0, "a script ran"
    assert page.locator("button:visible:not([type=submit])").count() == 0, "a dead button"
    page.locator(".card-title a").first.click()
    assert page.locator(".abstract").is_visible()
    page.get_by_role("link", name="Archive").first.click()
    page.locator(".calendar a").first.click()
    assert page.locator(".card").count() > 0
    page.goto(site.url("saved.html"))
    assert page.get_by_text("Saving papers needs JavaScript").is_visible()
    context.close()


def from_disk(site, browser):
    # Chromium logs a skipped transition if the next page is opened too soon.
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((site.folder / "index.html").as_uri())
    assert page.locator(".card .save").count() > 0, "the script does not run"
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/papers/*.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.abstract')).hyphens") == "auto"
    page.keyboard.press("s")
    page.goto((site.folder / "saved.html").as_uri())
    assert page.locator("#saved .card").count() == 1
    assert not problems, problems
    context.close()


PAINTED_AFTER_SCRIPT = """() => new Promise((done) => {
  const script = performance.getEntriesByType("resource").find((it) => it.name.includes("script."));
  new PerformanceObserver((list) => done(list.getEntries()[0].startTime >= script.responseEnd))
    .observe({ type: "paint", buffered: true });
})"""


def slowly(route):
    time.sleep(0.4)
    route.continue_()


def colours(site, browser):
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(site.url("index.html"))
    light = background(page)
    button = page.get_by_role("button", name="Colours: system")
    button.click()
    assert page.get_by_role("button", name="Colours: light").is_visible()
    page.emulate_media(color_scheme="dark")
    assert background(page) == light, "the reader's choice does not hold"
    page.get_by_role("button", name="Colours: light").click()
    page.emulate_media(color_scheme="light")
    dark = background(page)
    assert dark != light
    page.route("**/script.*.js", slowly)
    page.goto(site.url("archive.html"))
    assert background(page) == dark
    assert page.evaluate(PAINTED_AFTER_SCRIPT), "the system's colours flash"
    page.unroute("**/script.*.js")
    page.goto(site.url("archive.html"))
    page.get_by_role("button", name="Colours: dark").click()
    assert background(page) == light
    context.close()


def no_storage(site, browser):
    context = browser.new_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(site.url("index.html"))
    save = page.locator(".card .save").first
    save.click()
    assert save.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Colours: system").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert not problems, problems
    context.close()


SOUND = {"id": "sound", "title": "Sound", "authors": ["Ada"], "date": "2025-03-12"}
RECORDS = [
    None, 7, "text", [], [SOUND], {"id": None}, {"id": 7}, {"id": ["a"]}, {"id": {"id": "a"}}, {},
    {"title": "No identifier"}, {"id": "../../outside"}, {"id": "a/b"}, {"id": "%zz"}, {"id": ""},
    {"id": "\ud800"}, {"id": "__proto__"}, {"id": "javascript:alert(1)"},
]
FIELDS = [
    {"authors": "Ada Lovelace"}, {"authors": None}, {"authors": 7}, {"authors": {"0": "Ada"}},
    {"authors": [None, 7, ["Ada"], {"name": "Ada"}, "Ada"]}, {"authors": {"join": "x"}},
    {"title": None}, {"title": 7}, {"title": ["a"]}, {"title": {"toString": None}},
    {"date": 7}, {"date": ["2025-03-12"]}, {"date": {}}, {"date": "soon"}, {"date": None},
    {"title": "<img src=x onerror=alert(1)>"}, {"authors": [["a", ["b", ["c"]]]] * 3},
]
DEEP = "[" * 5000 + "]" * 5000
STORED = [
    "", "null", "7", "true", '"text"', "{}", '{"length": 3}', '{"x', "[[[]]]", DEEP, "[1, null, {}]",
    json.dumps({"0": SOUND, "length": 1}), json.dumps(RECORDS),
]


def fill(page, stored):
    """Replaces all data that the site stores with `stored`, as if it had been saved."""
    page.evaluate("""(text) => {
      const { pathname } = new URL(document.documentElement.dataset.root || "./", location.href);
      for (const name of ["saved", "read", "keys"]) {
        localStorage.setItem(`digest:1:${pathname}:${name}`, text);
      }
    }""", stored)


def broken_storage(site, browser):
    """Pages work whatever is stored, and show the valid parts of it."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(120_000)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    for stored in STORED:
        page.goto(site.url("index.html"))
        fill(page, stored)
        page.goto(site.url("saved.html"))
        assert page.get_by_text("Nothing yet").is_visible(), stored[:80]
        page.keyboard.press("?")
        assert page.get_by_role("dialog", name="Keys").is_visible(), stored[:80]
    for number, fields in enumerate(FIELDS):
        page.goto(site.url("index.html"))
        odd = {**SOUND, "id": f"odd{number}", **fields}
        fill(page, json.dumps([*RECORDS, odd, odd, SOUND]))
        page.goto(site.url("saved.html"))
        assert page.locator("#saved .card").count() == 2, fields
        assert page.locator("#saved .card .authors").last.text_content() == "Ada"
        with page.expect_download() as download:
            page.get_by_role("button", name="Export JSON").click()
        papers = json.loads(pathlib.Path(download.value.path()).read_text())["papers"]
        assert [paper["id"] for paper in papers] == [f"odd{number}", "sound"], papers
        for paper in papers:
            assert all(isinstance(author, str) for author in paper["authors"]), papers
        page.goto(site.url("search.html?saved=1"))
        page.get_by_role("status").first.wait_for()
        page.goto(site.url("index.html"))
        page.locator(".card .save").first.click()
        page.goto(site.url("saved.html"))
        assert page.locator("#saved .card").count() == 3, fields
    fill(page, json.dumps([{**SOUND, "authors": "Ada Lovelace"}]))
    page.reload()
    assert page.locator("#saved .card .authors").text_content() == "Ada Lovelace"
    assert not problems, problems
    context.close()


def policy(site, browser):
    """Every page with text has the policy, and it works: a foreign script is blocked."""
    context = browser.new_context()
    page = context.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(site.url("index.html"))
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.head.append(script);
    }""")
    assert page.title() != "taken"
    assert any("Content Security Policy" in text for text in refused), refused
    context.close()
    bare = [name for name in site.pages
            if "Content-Security-Policy" not in site.text(name) and not site.is_redirect(name)]
    assert not bare, bare[:5]


def printed(site, browser):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site.url(site.largest("papers")))
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)", background(page)
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator(".abstract").is_visible()
    context.close()


def check(site, browser, report):
    tests = {
        "without scripts, pages are read and linked": without_scripts,
        "the site works from a folder on disk": from_disk,
        "colours: as the system has it, light, dark; kept, and without a flash": colours,
        "all works where storage is refused": no_storage,
        "a spoilt store counts as empty": broken_storage,
        "the content security policy stands and works": policy,
        "printed pages are light and hold the text": printed,
    }
    for name, test in tests.items():
        report.run(f"{site.name}: {name}", lambda: test(site, browser))
