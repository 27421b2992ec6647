"""Tests in Chromium what `digest serve` shows while files are edited.

Each check waits for what it expects, so a failure is a timeout that names it.
"""

import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAYLOAD = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def paper(title, body="", extra=""):
    return f"---\ntitle: '{title}'\ndate: 2025-03-01\n{extra}---\n{body}\n"


def make_site(folder):
    papers = folder / "Content/papers"
    papers.mkdir(parents=True)
    (folder / "Content/site.yml").write_text("title: Site\n")
    long = "\n\n".join(f"Paragraph {number}." for number in range(200))
    (papers / "long.md").write_text(paper("Long", long))
    (papers / "short.md").write_text(paper("Short", "Short."))
    shutil.copytree(ROOT / "Templates", folder / "Templates",
                    ignore=shutil.ignore_patterns("*.swift"))


class Check:
    """The browser and the site that it shows."""

    def __init__(self, folder, page, url):
        self.papers = folder / "Content/papers"
        self.templates = folder / "Templates"
        self.page = page
        self.url = url

    def shows(self, text):
        self.page.wait_for_function("text => document.body.textContent.includes(text)", arg=text)

    def no_overlay(self):
        self.page.wait_for_function("() => !document.querySelector('digest-problems')")

    def overlay(self):
        self.page.wait_for_function("() => document.querySelector('digest-problems')")
        return self.page.evaluate(
            "() => document.querySelector('digest-problems').shadowRoot.textContent")

    def an_edit_shows_with_the_scroll_position_kept(self):
        page = self.page
        page.goto(f"{self.url}papers/long.html")
        self.shows("Paragraph 199.")
        page.evaluate("() => { window.scrollTo(0, 2000); window.marked = true }")
        long = self.papers / "long.md"
        long.write_text(long.read_text().replace("Paragraph 120.", "Edited 120."))
        self.shows("Edited 120.")
        assert page.evaluate("() => window.scrollY") == 2000, "the page moved"
        assert page.evaluate("() => window.marked"), "the page was loaded anew"

    def a_broken_file_brings_an_overlay_that_goes_when_mended(self):
        short = self.papers / "short.md"
        before = short.read_text()
        short.write_text(paper("Short", "Text.", f"tilte: '{PAYLOAD}'\n"))
        text = self.overlay()
        for part in ["Content/papers/short.md:4:1", "unknown key 'tilte'", PAYLOAD,
                     "hint: did you mean 'title'?"]:
            assert part in text, f"{part} is not in the overlay: {text}"
        assert not self.page.evaluate("() => window.hacked"), "text from a file ran"
        self.shows("Edited 120.")
        short.write_text(before)
        self.no_overlay()

    def a_page_that_loads_while_a_file_is_broken_shows_the_overlay(self):
        short = self.papers / "short.md"
        before = short.read_text()
        short.write_text("no front matter\n")
        self.overlay()
        self.page.reload()
        assert "no front matter" in self.overlay()
        short.write_text(before)
        self.no_overlay()

    def a_style_is_swapped_without_a_reload(self):
        page = self.page
        page.evaluate("() => { window.marked = true }")
        style = self.templates / "assets/style.css"
        style.write_text(style.read_text() + "\nbody { outline: 3px solid rgb(1, 2, 3) }\n")
        page.wait_for_function(
            "() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
        page.wait_for_function(
            "() => document.querySelectorAll('link[rel=stylesheet]').length === 1")
        assert page.evaluate("() => window.marked"), "the page was loaded anew"

    def a_deleted_page_says_so_and_comes_back(self):
        page = self.page
        page.goto(f"{self.url}papers/short.html")
        short = self.papers / "short.md"
        before = short.read_text()
        short.unlink()
        self.shows("Page not found")
        short.write_text(before)
        self.shows("Short.")

    def a_new_paper_comes_onto_the_home_page(self):
        self.page.goto(self.url)
        (self.papers / "new.md").write_text(paper("Quite new", "New."))
        self.shows("Quite new")

    def an_edit_of_another_page_changes_nothing_here(self):
        page = self.page
        page.goto(f"{self.url}papers/short.html")
        self.shows("Short.")
        page.evaluate("() => { document.querySelector('h1').marked = true }")
        (self.papers / "new.md").write_text(paper("Quite new", "Newer."))
        (self.papers / "short.md").write_text(paper("Short", "Shorter."))
        self.shows("Shorter.")
        assert page.evaluate("() => document.querySelector('h1').marked"), "all was replaced"

    def the_preview_works_with_a_strict_policy(self):
        layout = self.templates / "layouts/layout.html"
        policy = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                  " img-src 'self'; base-uri 'none'; form-action 'none'")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        layout.write_text(layout.read_text().replace("<head>", f"<head>\n{meta}"))
        violations = []
        self.page.on("console", lambda message: violations.append(message.text)
                     if "Content Security Policy" in message.text else None)
        self.page.goto(f"{self.url}papers/short.html")
        assert "Content-Security-Policy" in self.page.content()
        short = self.papers / "short.md"
        before = short.read_text()
        short.write_text("broken\n")
        self.overlay()
        short.write_text(before.replace("Shorter.", "Mended."))
        self.no_overlay()
        self.shows("Mended.")
        assert not violations, violations

    def another_origin_can_neither_read_nor_listen(self, context):
        other = context.new_page()
        other.route("http://evil.example/", lambda route: route.fulfill(
            content_type="text/html", body="<p>evil</p>"))
        other.goto("http://evil.example/")
        read = other.evaluate(
            "url => fetch(url).then(() => 'read', () => 'refused')", self.url)
        assert read == "refused", "another site reads the preview"
        heard = other.evaluate(
            """url => new Promise(done => {
              const events = new EventSource(url + '.digest/events');
              events.onerror = () => done('refused');
              events.addEventListener('state', () => done('heard'));
            })""", self.url)
        assert heard == "refused", "another site hears of edits"
        other.close()


CHECKS = [
    Check.an_edit_shows_with_the_scroll_position_kept,
    Check.a_broken_file_brings_an_overlay_that_goes_when_mended,
    Check.a_page_that_loads_while_a_file_is_broken_shows_the_overlay,
    Check.a_style_is_swapped_without_a_reload,
    Check.a_deleted_page_says_so_and_comes_back,
    Check.a_new_paper_comes_onto_the_home_page,
    Check.an_edit_of_another_page_changes_nothing_here,
    Check.the_preview_works_with_a_strict_policy,
]


def check(browser, report):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_site(folder)
        server = subprocess.Popen(
            [ROOT / ".build/release/digest", "serve", "--site", folder, "--port", "0"],
            stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
        try:
            watch(browser, folder, server.stdout.readline().split()[1], report)
        finally:
            server.kill()
            server.wait()


def watch(browser, folder, url, report):
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    it = Check(folder, page, url)
    for step in CHECKS:
        report.run(f"serve: {step.__name__.replace('_', ' ')}", lambda: step(it))
    report.run("serve: another origin can neither read nor listen",
               lambda: it.another_origin_can_neither_read_nor_listen(context))
    context.close()
