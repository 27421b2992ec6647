"""Runs axe on every kind of page, light and dark, at 320 and 1,280 px, and checks the console,
layout shifts and overflow."""

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const it of list.getEntries()) sum += it.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 60));
})"""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  return document.scrollingElement.scrollWidth <= room ? [] :
    [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > room + 1)
      .slice(0, 3).map((it) => `${it.tagName} .${it.className} "${it.textContent.slice(0, 40)}"`);
}"""


def grouped(problems):
    """Returns (what, where) pairs as one line per `what`."""
    places = {}
    for what, where in problems:
        places.setdefault(what, []).append(where)
    return [f"{what} ({len(where)}: {where[0]})" for what, where in places.items()]


def violations(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{it['id']}: {node['html'][:120]}" for it in found for node in it["nodes"]]


class Visit:
    """A page at one width, first light and then dark."""

    def __init__(self, browser, site, name, width):
        self.where = f"{name} at {width} px"
        self.console, self.foreign, self.requests = [], [], 0
        context = browser.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        page.on("console", lambda message: self.console.append((message.text, self.where)))
        page.on("pageerror", lambda error: self.console.append((str(error), self.where)))
        page.on("request", lambda request: self.seen(request, site))
        page.goto(site.url(name))
        self.shift = page.evaluate(SHIFTS)
        self.wider = page.evaluate(WIDER)
        self.axe = [(it, f"{self.where}, light") for it in violations(page)]
        page.emulate_media(color_scheme="dark")
        self.axe += [(it, f"{self.where}, dark") for it in violations(page)]
        context.close()

    def seen(self, request, site):
        self.requests += 1
        if not request.url.startswith(site.base):
            self.foreign.append((request.url, self.where))


def check(site, browser, report):
    visits = [Visit(browser, site, name, width) for name in site.kinds() for width in (320, 1280)]
    count = len(visits)
    every = lambda kind: grouped([it for visit in visits for it in getattr(visit, kind)])
    report.check(f"{site.name}: axe finds nothing on {count} views, light and dark", every("axe"))
    report.check(f"{site.name}: no console message", every("console"))
    report.check(f"{site.name}: no request to another host", every("foreign"))
    report.check(f"{site.name}: nothing moves while a page loads",
                 [f"{visit.where}: {visit.shift}" for visit in visits if visit.shift])
    report.check(f"{site.name}: no page is wider than the screen",
                 [f"{visit.where}: {visit.wider}" for visit in visits if visit.wider])
    # The search page has two more scripts.
    limit = lambda visit: 6 if visit.where.startswith("search.html") else 4
    report.check(f"{site.name}: a first view takes at most 4 requests",
                 [f"{visit.where}: {visit.requests}" for visit in visits
                  if visit.requests > limit(visit)])
