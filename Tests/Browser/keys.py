"""Navigates the site with real key presses."""

import json
import pathlib
import tempfile


def focused(page):
    """Returns the title of the focused card, or the name of the focused element."""
    return page.evaluate("""() => {
      const it = document.activeElement;
      return it.closest(".card-title") ? it.textContent : it.id || it.tagName;
    }""")


def titles(page):
    return page.locator(".card-title a").all_text_contents()


def status(page):
    return page.locator(".toast").text_content()


def through_a_list(site, page):
    page.goto(site.url("index.html"))
    names = titles(page)
    page.keyboard.press("j")
    assert focused(page) == names[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == names[2]
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    head = page.evaluate("document.querySelector('.masthead').getBoundingClientRect().bottom")
    assert head <= box["top"] and box["bottom"] <= 900, (head, box)
    page.keyboard.press("k")
    assert focused(page) == names[1]
    for _ in range(3):
        page.keyboard.press("k")
    assert focused(page) == names[0]
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= head
    page.keyboard.press("o")
    page.wait_for_url("**/papers/*.html")
    assert page.locator("h1").text_content() == names[0]
    page.go_back()
    page.wait_for_selector(".card.read")
    assert titles(page)[0] == f"{names[0]} (read)"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*.html")


def tab_order(site, page):
    page.goto(site.url("index.html"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0, "the skip link stays out of sight"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert seen == "solid", seen
    page.goto(site.url("index.html"))
    page.keyboard.press("Tab")
    menu = page.locator(".masthead .brand a, .masthead nav a").all_text_contents()
    for name in menu:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Colours: system"


def saving(site, page):
    page.goto(site.url("index.html"))
    names = titles(page)
    page.keyboard.press("j")
    page.keyboard.press("s")
    assert status(page) == "Saved"
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator(".card-title a").nth(2).click()
    page.wait_for_url("**/papers/*.html")
    page.keyboard.press("s")
    assert page.locator("#paper-tools [aria-pressed=true]").count() == 1
    page.goto(site.url("saved.html"))
    assert titles(page) == [f"{names[2]} (read)", names[1], names[0]], titles(page)
    exports = export(site, page)
    page.keyboard.press("j")
    page.keyboard.press("s")
    assert status(page) == "Removed from your saved papers"
    assert titles(page) == [names[1], names[0]]
    assert focused(page) == names[1], focused(page)
    for kind in exports:
        bring_back(page, kind, exports[kind], names)


def export(site, page):
    files = {}
    for kind in ("BibTeX", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Export {kind}").click()
        files[kind] = pathlib.Path(download.value.path()).read_text(encoding="utf-8")
    papers = json.loads(files["JSON"])["papers"]
    assert len(papers) == 3
    own = [bibtex(site, page, paper["id"]) for paper in papers]
    entries = files["BibTeX"].split("\n\n")
    assert [entry.split("\n", 1)[1].strip() for entry in entries] == own, files["BibTeX"]
    return files


def bibtex(site, page, paper):
    """Returns a paper's entry as built: in a file or, if there are none, on its page."""
    file = site.folder / f"papers/{paper}.bib"
    if file.exists():
        return file.read_text(encoding="utf-8").strip()
    return page.evaluate("""async (url) => {
      const text = await (await fetch(url)).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      return page.querySelector("details.bibtex pre").textContent.trim();
    }""", site.url(f"papers/{paper}.html"))


def bring_back(page, kind, text, names):
    """An import restores every paper of an export once."""
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.get_by_text("Nothing yet").is_visible()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "saved.bib" if kind == "BibTeX" else "saved.json")
        file.write_text(text, encoding="utf-8")
        for _ in range(2):
            page.locator("input[type=file]").set_input_files(file)
            page.locator(".toast", has_text="imported").wait_for()
            assert status(page) == "3 papers of 3 imported", status(page)
    assert sorted(titles(page)) == sorted(names[:3]), (kind, titles(page))


def help_and_switch(site, page):
    page.goto(site.url("index.html"))
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("j")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    for chord in ("Control+s", "Alt+j", "Meta+j"):
        page.evaluate("addEventListener('keydown', (it) => it.ctrlKey && it.preventDefault(), true)")
        page.keyboard.press(chord)
    assert focused(page) == "BODY", focused(page)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.goto(site.url("archive.html"))
    page.goto(site.url("index.html"))
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert focused(page) == "BODY" and not page.get_by_role("dialog").is_visible()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == titles(page)[0]


def filtering(site, page):
    page.goto(site.url("tags/index.html"))
    rows = page.locator(".letter .terms li:visible")
    whole = rows.count()
    name = page.locator(".letter .terms a").last.text_content()
    page.keyboard.press("/")
    assert focused(page) == "filter"
    page.keyboard.type(name + " ")
    assert 0 < rows.count() < whole and name in rows.last.text_content()
    assert page.locator(".filter output").text_content() == f"{rows.count()} of {whole}"
    page.keyboard.type("j?")
    assert page.locator("#filter").input_value() == f"{name} j?", "keys work inside the box"
    assert page.get_by_role("dialog").count() == 0
    page.locator("#filter").fill(name)
    page.reload()
    assert rows.count() < whole, "the address does not keep the filter"
    page.locator("#filter").fill("")
    assert rows.count() == whole


def copying(site, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url(site.largest("papers")))
    if page.locator("details.bibtex pre").count() == 0:
        page.keyboard.press("c")
        assert status(page) == "There is no BibTeX on this page"
    else:
        page.keyboard.press("c")
        page.locator(".toast", has_text="BibTeX copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("details.bibtex pre").text_content()
    page.evaluate("document.querySelector('h1').textContent = '<img src=x onerror=alert(1)> & \"q\"'")
    page.keyboard.press("s")
    page.goto(site.url("saved.html"))
    assert titles(page)[0].startswith("<img src=x"), "a title became markup"


def check(site, browser, report):
    tests = {
        "j, k, o, Enter go through a list and mark what was read": through_a_list,
        "Tab comes to the skip link, the menu and the list": tab_order,
        "s saves; saved papers are listed, exported, removed, imported": saving,
        "? shows the keys; they can be switched off and mind modifiers": help_and_switch,
        "/ filters an index, and keys are text in its box": filtering,
        "c copies BibTeX; a title never becomes markup": copying,
    }
    for name, test in tests.items():
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(120_000)
        report.run(f"{site.name}: {name}", lambda: test(site, context.new_page()))
        context.close()
