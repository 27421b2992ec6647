"""Checks what a reader has to fetch, gzipped as by a host."""

import gzip

LIMITS = {"style.": 10_000, "script.": 8_000}


def gzipped(data):
    return len(gzip.compress(data, 6))


def authors(page):
    return page.count('name="citation_author"')


def check(site, report):
    pages = {page: gzipped(site.text(page).encode()) for page in site.pages}
    # Pages of papers with hundreds of authors are larger: each name appears in six places.
    room = {page: 10_000 + 90 * max(0, authors(site.text(page)) - 50) for page in pages}
    papers = [f"{page}: {size} bytes" for page, size in pages.items()
              if page.startswith("papers/") and size > room[page]]
    report.check(f"{site.name}: a paper's page of up to 50 authors is at most 10 kB", papers)
    large = max(pages[page] for page in pages if page == "index.html" or page.startswith("days/"))
    lists = [f"{page}: {size} bytes" for page, size in pages.items()
             if page.split("/")[0] in ("index.html", "pages", "days", "weeks", "months", "tags")
             and size > 60_000]
    report.check(f"{site.name}: a list of 50 papers is at most 60 kB (largest: {large})", lists)
    for start, limit in LIMITS.items():
        sizes = [gzipped(file.read_bytes()) for file in site.folder.glob(f"assets/{start}*")]
        report.check(f"{site.name}: assets/{start}* is at most {limit} bytes ({sizes})",
                     [] if len(sizes) == 1 and sizes[0] <= limit else [str(sizes)])
