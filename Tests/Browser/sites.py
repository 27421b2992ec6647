"""Serves built sites on loopback, and counts the checks that passed."""

import contextlib
import functools
import http.server
import pathlib
import threading


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, problems):
        """Records a check, which passes if the list `problems` is empty."""
        if problems:
            self.failed += 1
            print(f"FAILED  {name}", *[f"        {problem}" for problem in problems[:8]], sep="\n")
            if len(problems) > 8:
                print(f"        and {len(problems) - 8} more")
        else:
            self.passed += 1
            print(f"ok      {name}")

    def run(self, name, test):
        """Runs a test that asserts; an exception is its problem."""
        try:
            test()
            self.check(name, [])
        except Exception as error:  # a timeout of the browser is also a failure
            self.check(name, [f"{type(error).__name__}: {str(error)[:400]}"])


class Site:
    def __init__(self, name, folder, origin, path):
        self.name = name
        self.folder = pathlib.Path(folder)
        self.base = f"{origin}/{path}/" if path else f"{origin}/"
        self.base_path = f"/{path}/" if path else "/"
        self.pages = sorted(str(p.relative_to(folder)) for p in self.folder.rglob("*.html"))

    def url(self, page):
        return self.base + page

    def text(self, page):
        return (self.folder / page).read_text(encoding="utf-8")

    def is_redirect(self, page):
        return 'http-equiv="refresh"' in self.text(page)

    def kinds(self):
        """Returns all pages at the root, and the largest and smallest page of each folder."""
        chosen = []
        for folder in sorted({str(pathlib.PurePath(page).parent) for page in self.pages}):
            inside = [page for page in self.pages if str(pathlib.PurePath(page).parent) == folder]
            inside.sort(key=lambda page: (len(self.text(page)), page))
            chosen += inside if folder == "." else sorted({inside[0], inside[-1]})
        return [page for page in chosen if not self.is_redirect(page)]

    def largest(self, folder):
        inside = [p for p in self.pages if p.startswith(f"{folder}/") and not self.is_redirect(p)]
        return max(inside, key=lambda page: (len(self.text(page)), page))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serve(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
