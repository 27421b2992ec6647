"""Tests what a reader sees: Chromium, the Nu HTML checker, links, sizes, and hostile payloads."""

import os
import pathlib
import re
import subprocess
import tempfile
from html.parser import HTMLParser

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import markup
from mailsite import DATA, ROOT, MailSite, paper, quoted

ABSTRACT = "We show that papers can be read in the morning. " * 12


def full_site(folder=None):
    """Returns a site with a day that has everything a mail can show."""
    fields = ("authors: [Ada Lovelace, Alan Turing, Grace Hopper, Edsger Dijkstra, Barbara Liskov,"
              " Donald Knuth]\nupvotes: 41\naward: Best Paper\narxiv: \"1706.03762\"\n"
              "code: https://example.com/code\nproject: https://example.com/\n"
              "summary: 'In $\\mathbb{R}^{n}$ we find $\\alpha_1 \\leq 2$.'\n"
              "image: net.png\nimage_alt: A net\n")
    papers = {"a.md": paper("A $n^2$ title", fields=fields),
              "b.md": paper("عنوان بالعربية", fields="language: ar\n", body=ABSTRACT),
              "c.md": paper("C", fields="retracted: Wrong data.\n", body=ABSTRACT)}
    papers |= {f"p{n}.md": paper(f"Paper {n} has a title of some length", fields="upvotes: 3\n",
                                 body=ABSTRACT) for n in range(8)}
    png = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
                        "0000000049454e44ae426082")
    settings = ("  thumbnails: yes\n  intro: |\n    Good morning, *reader* of $x^2$.\n\n"
                "    - a list\n    - of [links](https://example.org/)\n  outro: Until tomorrow.\n"
                "description: Papers worth reading\n")
    return MailSite(papers, settings=settings, files={"net.png": png}, folder=folder)


class Elements(HTMLParser):
    ALLOWED = set("html head meta title style body div table tbody tr td p a h1 h2 h3 ol ul li br "
                  "img em strong i b sub sup span code blockquote".split())

    def __init__(self):
        super().__init__()
        self.problems, self.links = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in self.ALLOWED:
            self.problems.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in ("srcset", "background", "action"):
                self.problems.append(f"<{tag} {name}>")
            if name in ("href", "src"):
                self.links.append(value)
                if not re.match(r"(https?://|mailto:)", value):
                    self.problems.append(f"{name}={value}")
            if name == "style" and ("url(" in value or "var(" in value or "flex" in value):
                self.problems.append(f"style={value}")


def safe(html):
    elements = Elements()
    elements.feed(html)
    assert not elements.problems, elements.problems[:5]
    assert html.count("<style>") == 1
    style = html[html.index("<style>"):html.index("</style>")]
    assert len(style) < 16_000 and "url(" not in style and "@import" not in style
    return elements.links


def example():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.environ["DIGEST"], "mail", "--output", folder], cwd=ROOT, check=True,
                       capture_output=True)
        html = pathlib.Path(folder, "2025-03-12.html").read_bytes()
    assert 60_000 < len(html) <= 80_000, len(html)
    links = safe(html.decode())
    papers = {link for link in links if "/papers/" in link}
    assert len(papers) == 106, len(papers)


def crowded(count):
    papers = {f"p{n}.md": paper(f"Paper {n}: {'words of a title ' * 4}", body=ABSTRACT,
                                fields="authors: [Ada Lovelace, Alan Turing]\n"
                                       f"arxiv: \"2503.{10000 + n}\"\n") for n in range(count)}
    with MailSite(papers) as site:
        site.mail()
        html = site.read("html")
        assert 60_000 < len(html) <= 80_000, len(html)
        links = safe(html.decode())
        papers = {link for link in links if "/papers/" in link}
        print(f"        {count} papers: {len(html)} bytes, {len(papers)} named")
        if count <= 400:
            assert len(papers) == count, "papers were dropped while others have abstracts"
        assert sum("u?t=" in link for link in links) == 2


def page(browser, html, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    view = context.new_page()
    requests, messages = [], []
    view.on("request", lambda request: requests.append(request.url))
    view.on("console", lambda message: messages.append(message.text))
    view.on("dialog", lambda dialog: (messages.append("dialog"), dialog.dismiss()))
    view.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:")
               else route.fulfill(status=204))
    view.goto(f"file://{html}")
    return view, requests, messages


def shown(browser, html, width, scheme):
    view, requests, messages = page(browser, html, width, scheme)
    try:
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, wide
        table = view.evaluate("document.querySelector('td.sheet').getBoundingClientRect().width")
        assert table <= 600, table
        hidden = view.evaluate("getComputedStyle(document.querySelector('div')).display")
        assert hidden == "none", "the preheader is seen"
        found = Axe().run(view).response["violations"]
        # A mail has no landmarks, because programs show it inside their own pages.
        found = [it for it in found if it["id"] not in ("region", "landmark-one-main")]
        assert not found, [(it["id"], it["nodes"][0]["html"][:80]) for it in found]
        assert all(url.startswith(("file:", "https://papers.example.org/")) for url in requests)
        assert not [text for text in messages if "ERR_" not in text], messages
        background = view.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(20, 22, 26)") == (scheme == "dark"), background
        if folder := os.environ.get("MAIL_PICTURES"):
            view.screenshot(path=f"{folder}/mail-{width}-{scheme}.png", full_page=True)
    finally:
        view.context.close()


def payloads():
    for file in sorted((DATA / "hostile/xss").iterdir()):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            text = "".join(c for c in line if c >= " " and not "\x7f" <= c <= "\x9f"
                           and ord(c) & 0xFFFE != 0xFFFE).strip()
            if text:
                yield text


def hostile(browser):
    """Tests every payload of the public lists in every field, 25 papers per mail."""
    # A title has at most 2,000 bytes; longer ones are rejected.
    texts = sorted({text.encode()[:2000].decode(errors="ignore") for text in payloads()})
    assert len(texts) > 2000, len(texts)
    fired, count = 0, 0
    for start in range(0, len(texts), 25):
        papers = {}
        for number, text in enumerate(texts[start:start + 25]):
            text = quoted(text)
            fields = "".join(f"{key}: {text}\n" for key in [
                "summary", "award", "retracted", "withdrawn", "note", "venue", "image_alt"])
            papers[f"p{number}.md"] = paper(texts[start + number], fields=(
                f"{fields}authors:\n  - {text}\nimage: x.png\n"))
        text = texts[start].replace("\n", " ")
        settings = f"  thumbnails: yes\ndescription: {quoted(text)}\n"
        with MailSite(papers, title=text, settings=settings, files={"x.png": b""},
                      list_name="A <a.example.org>") as site:
            site.mail()
            safe(site.read("html").decode())
            view, requests, messages = page(browser, site.folder / "Mail/2025-03-12.html", 600,
                                            "light")
            view.wait_for_timeout(20)
            fired += sum(message == "dialog" for message in messages)
            fired += sum(not url.startswith(("file:", "https://papers.example.org/"))
                         for url in requests)
            view.context.close()
            count += 1
    print(f"        {len(texts)} payloads in {count} mails")
    assert fired == 0, fired


def control(browser):
    """Checks that the same browser runs unescaped code."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "x.html")
        file.write_text("<img src=x onerror=alert(1)>")
        view, _, messages = page(browser, file, 600, "light")
        view.wait_for_timeout(200)
        assert messages.count("dialog") == 1, messages
        view.context.close()


def check(report):
    report.run("the example site's 106 papers fit into 80 kB", example)
    for count in (106, 400, 1500):
        report.run(f"a day of {count} papers fits into 80 kB", lambda: crowded(count))
    with sync_playwright() as play, full_site() as site:
        site.mail()
        html = site.folder / "Mail/2025-03-12.html"
        report.run("only elements that mail programs show, and absolute links",
                   lambda: safe(html.read_text()))
        with markup.start([html]) as checker:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium",
                                           args=["--no-sandbox"])
            for width in (360, 600, 900):
                for scheme in ("light", "dark"):
                    report.run(f"Chromium at {width} px, {scheme}",
                               lambda: shown(browser, html, width, scheme))
            if (DATA / "hostile/xss").exists():
                report.run("a payload that is not escaped runs", lambda: control(browser))
                report.run("no payload of the public lists runs", lambda: hostile(browser))
            else:
                print(f"skipped: there is no {DATA}/hostile/xss")
            browser.close()
            markup.check(checker, report)
