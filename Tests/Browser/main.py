"""main.py EXAMPLE HOST PATH CONTENT: checks the example's pages, and those below HOST/PATH.

CONTENT is the content from which the second site was built.
"""

import sys

from playwright.sync_api import sync_playwright

import accessibility
import behaviour
import keys
import links
import machines
import markup
import preview
import sizes
from sites import Report, Site, serve


def main(example, host, path, content):
    report = Report()
    with serve(example) as first, serve(host) as second:
        sites = [Site("example", example, first, ""), Site("arxiv", f"{host}/{path}", second, path)]
        for site in sites:
            links.check(site, report)
            sizes.check(site, report)
        machines.check(sites[0], "Content", report)
        machines.check(sites[1], content, report)
        with markup.start([site.folder for site in sites]) as checker, sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for site in sites:
                accessibility.check(site, browser, report)
                behaviour.check(site, browser, report)
                keys.check(site, browser, report)
            preview.check(browser, report)
            browser.close()
            markup.check(checker, report)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
