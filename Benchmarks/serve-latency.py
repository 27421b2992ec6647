#!/usr/bin/env python3
"""Measures how long after a save `digest serve` serves the new bytes.

A client listens to the event stream, as a page in the browser does. Each edit saves one paper whose
page is open; on an event, the client requests the page and looks for what was written. With
--pause, some edits coincide with making an index in the background. With --hugo, Hugo's server gets
the same edits of the same papers; it is polled every millisecond, because its live reload is not
for programs, and it waits for edits to pause before it builds.
"""

import argparse
import http.client
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Digest:
    """A running `digest serve`."""

    name = "digest"

    def __init__(self, site, first="/"):
        program = ROOT / ".build/release/digest"
        command = [program, "serve", "--site", site, "--port", "0"]
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.port = int(line.split(":")[2].split("/")[0])
        get(self.port, first)
        self.first_page = time.perf_counter() - start
        self.events = socket.create_connection(("127.0.0.1", self.port))
        request = f"GET /.digest/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n"
        self.events.sendall(request.encode())
        self.wait()

    def wait(self):
        """Waits for the next event, ignoring comments that keep the connection open."""
        received = b""
        while b"event: state" not in received or not received.endswith(b"\n\n\r\n"):
            part = self.events.recv(65536)
            if not part:
                sys.exit("the event stream ended")
            received += part

    def page_with(self, path, text):
        """Waits until the page has `text`; a new index, too, sends events to pages."""
        end = time.perf_counter() + 60
        while True:
            self.wait()
            if text in get(self.port, path):
                return
            if time.perf_counter() > end:
                sys.exit(f"{path} is not the new one")

    def stop(self):
        self.process.kill()
        self.process.wait()


class Hugo:
    """A running `hugo server`."""

    name = "hugo"

    def __init__(self, hugo, site):
        self.port = free_port()
        command = [hugo, "server", "--source", site, "--port", str(self.port), "--renderToMemory"]
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                get(self.port, "/")
                break
            except OSError:
                time.sleep(0.01)
        self.first_page = time.perf_counter() - start
        time.sleep(2)

    def page_with(self, path, text):
        path = "/" + path.lstrip("/").removesuffix(".html") + "/"
        end = time.perf_counter() + 120
        while True:
            page = get(self.port, path)
            if text not in page:
                page = get(self.port, path.rstrip("/") + ".html")
            if text in page:
                return
            if time.perf_counter() > end:
                sys.exit(f"hugo never served the new {path}")
            time.sleep(0.001)

    def stop(self):
        self.process.kill()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    page = connection.getresponse().read().decode("utf-8", "replace")
    connection.close()
    return page


def body_edit(text, mark):
    return text + f"\nSaved as {mark}.\n"


def title_edit(text, mark):
    lines = text.split("\n")
    line = next(i for i, line in enumerate(lines) if line.startswith("title:"))
    lines[line] = f'title: "Title {mark}"'
    return "\n".join(lines)


def tag_edit(text, mark):
    lines = text.split("\n")
    line = lines.index("tags:")
    lines.insert(line + 1, f'  - "{mark}"')
    return "\n".join(lines)


EDITS = [("body", body_edit), ("title", title_edit), ("tag", tag_edit)]


def measure(server, papers, count, pause):
    """Returns the milliseconds of each save by kind of edit."""
    results = {}
    for kind, edit in EDITS:
        times = []
        for number in range(count):
            paper = random.choice(papers)
            before = paper.read_text()
            mark = f"mark{kind}{number}x"
            after = edit(before, mark)
            page = f"/papers/{paper.stem}.html"
            path = f"/tags/{mark}.html" if kind == "tag" else page
            get(server.port, page)
            time.sleep(random.uniform(0, pause))
            start = time.perf_counter()
            paper.write_text(after)
            server.page_with(path, mark)
            times.append((time.perf_counter() - start) * 1000)
            get(server.port, page)
            time.sleep(random.uniform(0, pause))
            paper.write_text(before)
            settle(server)
        results[kind] = times
    return results


def settle(server):
    """Waits until the server has processed the edit that undoes the last one."""
    if isinstance(server, Digest):
        server.wait()
        # Polling cannot tell apart two saves within a tick of the file system's clock.
        time.sleep(0.03)
    else:
        time.sleep(2)


def measure_search(server, papers, count):
    """Returns the milliseconds from a save to a search page that includes it."""
    times = []
    for number in range(count):
        paper = random.choice(papers)
        before = paper.read_text()
        start = time.perf_counter()
        paper.write_text(title_edit(before, f"marksearch{number}x"))
        server.page_with(f"/papers/{paper.stem}.html", f"marksearch{number}x")
        get(server.port, "/search.html")
        times.append((time.perf_counter() - start) * 1000)
        paper.write_text(before)
        settle(server)
    return times


def report(server, results):
    for kind, times in results.items():
        ordered = sorted(times)
        print(
            f"{server.name}: {kind:6} least {ordered[0]:8.1f} ms,"
            f" median {statistics.median(times):8.1f} ms,"
            f" 90 % {ordered[int(len(ordered) * 0.9)]:8.1f} ms, worst {ordered[-1]:8.1f} ms")


def with_idle_clients(server, count=200):
    """Measures a page while other clients are connected that send nothing or half a request."""
    clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(count)]
    for client in clients[::2]:
        client.sendall(b"GET / HTTP/1.1\r\nHost: loc")
    times = []
    for _ in range(20):
        start = time.perf_counter()
        get(server.port, "/")
        times.append((time.perf_counter() - start) * 1000)
    for client in clients:
        client.close()
    print(
        f"{server.name}: {count} idle clients: a page after {statistics.median(times):.1f} ms,"
        f" worst {max(times):.1f} ms")


def papers_of(site):
    papers = sorted((pathlib.Path(site) / "Content/papers").rglob("*.md"))
    return papers or sorted((pathlib.Path(site) / "content/papers").rglob("[!_]*.md"))


def run(server, site, count, pause=0):
    papers = papers_of(site)
    print(f"{server.name}: first page after {server.first_page:.2f} s")
    try:
        report(server, measure(server, papers, count, pause))
        if isinstance(server, Digest):
            report(server, {"search": measure_search(server, papers, 5)})
        with_idle_clients(server)
    finally:
        server.stop()


def first_paper(site):
    """Measures the time from the start to the first page, which is that of a paper."""
    server = Digest(site, f"/papers/{papers_of(site)[0].stem}.html")
    print(f"{server.name}: first page, of a paper, after {server.first_page:.2f} s")
    server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", required=True, help="a site from generate-papers; it is edited")
    parser.add_argument("--edits", type=int, default=50, help="saves of each kind")
    parser.add_argument("--pause", type=float, default=0, help="seconds between saves, at most")
    parser.add_argument("--hugo", help="Hugo's program, to measure its server too")
    parser.add_argument("--hugo-site", help="the same site for Hugo, as compare-hugo.py makes it")
    parser.add_argument("--hugo-edits", type=int, default=5)
    options = parser.parse_args()
    random.seed(1)
    first_paper(options.site)
    run(Digest(options.site), options.site, options.edits, options.pause)
    if options.hugo and shutil.which(options.hugo):
        run(Hugo(options.hugo, options.hugo_site), options.hugo_site, options.hugo_edits)


if __name__ == "__main__":
    main()
