"""Checks that every link on every page leads to an existing file, and every fragment to an id.

All links are relative, so this also applies to a folder on disk and below any path.
"""

import posixpath
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# <link> and <meta> with these use the base URL, as their readers need.
ABSOLUTE = {"canonical", "alternate"}


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids = []
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.append(values["id"])
        if tag == "link" and values.get("rel") in ABSOLUTE and "://" in values.get("href", ""):
            return
        self.links += [values[key] for key in ("href", "src", "action") if key in values]


def target(site, page, link):
    """Returns the file and fragment of a link, or None if it leads out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        file = path.removeprefix(site.base_path) if path.startswith(site.base_path) else path
    else:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return file, unquote(parts.fragment)


def problems_of(site, page, parsed, files):
    for link in parsed[page].links:
        found = target(site, page, link)
        if found is None:
            continue
        file, fragment = found
        if link.startswith("/") and page != "404.html":
            yield f"{page}: {link} is not relative"
        elif file not in files:
            yield f"{page}: {link} leads nowhere"
        elif fragment and file in parsed and fragment not in parsed[file].ids:
            yield f"{page}: {link} has no such anchor"


def check(site, report):
    parsed = {page: Page(site.text(page)) for page in site.pages}
    files = {str(p.relative_to(site.folder)) for p in site.folder.rglob("*") if p.is_file()}
    broken = [it for page in site.pages for it in problems_of(site, page, parsed, files)]
    report.check(f"{site.name}: {len(parsed)} pages have no broken link", broken)
    doubles = [page for page in site.pages if len(set(parsed[page].ids)) < len(parsed[page].ids)]
    report.check(f"{site.name}: every id is given once a page", doubles)
    linked = {found[0] for page in site.pages for link in parsed[page].links
              if (found := target(site, page, link))}
    orphans = [page for page in site.pages
               if page not in linked and page != "404.html" and not site.is_redirect(page)]
    report.check(f"{site.name}: every page is linked from another", orphans)
