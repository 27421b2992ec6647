#!/usr/bin/env python3
"""Makes the 1st, 2nd, 3rd ... system call of a build fail and checks what the build leaves.

This is SQLite's anomaly test: for every N-th call of a kind, the build runs with that call failing,
or is killed there, until a run has fewer calls. After each run:

  1. every file in the output folder is complete, from either the old or the new site;
  2. no link is broken on any page that a reader can reach from the home page or from a page that
     both sites have;
  3. exit code 0 only if the new site is in place, and after a failure (not a kill) the old one is;
     never if writing or closing a file of the site failed, for then its bytes may be lost later;
  4. a normal build then results in exactly the new site, without a staging folder.

The two commands build the old and the new site in the same folder, on one thread, because strace
counts calls by thread. Example:

  sweep.py --output /tmp/faults/Public \\
    --old "digest build --site old --output /tmp/faults/Public --jobs 1" \\
    --new "digest build --site new --output /tmp/faults/Public --jobs 1" \\
    --startup "digest --version"
"""
import argparse
import collections
import html.parser
import os
import posixpath
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.parse

CALLS = {
    "openat": ["EIO", "ENOSPC", "EMFILE"],
    "write": ["ENOSPC", "EIO"],
    "close": ["EIO", "ENOSPC"],
    "mkdir": ["ENOSPC", "EIO"],
    "mkdirat": ["ENOSPC", "EIO"],
    "newfstatat": ["EIO"],
    "fstat": ["EIO"],
    "read": ["EIO"],
    "flock": ["EIO"],
    "renameat": ["EIO", "ENOSPC"],
    "renameat2": ["EIO", "ENOSPC", "EINVAL"],
    "linkat": ["EIO"],
    "unlinkat": ["EIO"],
    "fsync": ["EIO"],
    "syncfs": ["EIO", "ENOSPC"],
}


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.targets = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.targets += [v for k, v in attributes if k in ("href", "src") and v]


def links(path, content):
    """Yields the paths below the site's root that a page links to."""
    for target in Links(content.decode("utf-8", "replace")).targets:
        parts = urllib.parse.urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        name = urllib.parse.unquote(parts.path)
        name = posixpath.join(posixpath.dirname(path), name)
        yield posixpath.normpath(name.lstrip("/"))


def load(folder):
    """Returns the files of the site by path, without dotfiles such as digest's records."""
    files = {}
    for top, folders, names in os.walk(folder):
        if top == folder:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        for name in names:
            path = os.path.join(top, name)
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files


def dangling(files, shared):
    """Returns the first broken link that a reader can reach."""
    waiting = [path for path in files if path in shared or path == "index.html"]
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        if not path.endswith(".html"):
            continue
        for target in links(path, files[path]):
            if target not in files:
                return f"{path} links to {target}"
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return None


class Sweep:
    def __init__(self, options):
        self.options = options
        self.output = os.path.abspath(options.output)
        self.kept = self.output + ".old"
        self.findings = []
        self.ends = collections.Counter()
        self.harmless = collections.defaultdict(list)
        self.untouched = 0
        self.points = 0

    def run(self):
        self.skipped = self.count(self.options.startup)
        self.remember()
        for kind in self.options.calls.split(","):
            for error in CALLS[kind]:
                self.sweep(kind, f"error={error}")
            self.sweep(kind, "signal=SIGKILL")
        return self.report()

    def remember(self):
        """Builds both sites and keeps the old one, with which every run starts."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.build(self.options.old)
        self.old = load(self.output)
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.output, self.kept, symlinks=True)
        self.build(self.options.new)
        self.new = load(self.output)
        self.shared = set(self.old) & set(self.new)
        for name, site in (("old", self.old), ("new", self.new)):
            if problem := dangling(site, set(site)):
                sys.exit(f"the {name} site itself has a link to nothing: {problem}")
        if self.old == self.new:
            sys.exit("old and new site are the same: nothing could be seen to fail")

    def build(self, command):
        done = subprocess.run(shlex.split(command), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{command}: exit code {done.returncode}\n{done.stderr}{done.stdout}")

    def count(self, command):
        """Returns the number of calls of each kind by loader and locale, which are not the build's."""
        counts = collections.Counter()
        if command:
            trace = self.output + ".trace"
            strace = ["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(CALLS)]
            subprocess.run(strace + shlex.split(command), capture_output=True, check=True)
            with open(trace) as lines:
                counts.update(found[1] for found in re.finditer(r"(\w+)\(", lines.read()))
            os.remove(trace)
        return counts

    def sweep(self, kind, fault):
        number = self.skipped[kind] + 1
        while True:
            self.restore()
            code, text, was_hit = self.inject(kind, fault, number)
            if not was_hit:
                self.check(kind, fault, number, code, text, False)
                self.untouched += 1
                return
            self.points += 1
            self.check(kind, fault, number, code, text, True)
            number += 1

    def restore(self):
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(self.kept, self.output, symlinks=True)

    def inject(self, kind, fault, number):
        trace = self.output + ".trace"
        strace = ["strace", "-f", "-qq", "-y", "-o", trace, "-e", f"trace={kind}"]
        strace += ["-e", f"inject={kind}:{fault}:when={number}"]
        if self.options.always:
            strace += ["-e", f"inject={self.options.always}"]
        done = subprocess.run(
            strace + shlex.split(self.options.new), capture_output=True, text=True, timeout=120)
        with open(trace) as lines:
            trace = lines.read()
        was_hit = "(INJECTED)" in trace or done.returncode in (-9, 137)
        self.was_output_lost = any(
            "(INJECTED)" in line and self.is_output(line) for line in trace.splitlines())
        return done.returncode, (done.stderr + done.stdout).strip(), was_hit

    def is_output(self, line):
        """Whether a call wrote or closed a file to be published."""
        found = re.search(r"(?:write|close)\(\d+<(.*?)>", line)
        staged = os.path.join(self.output, ".digest-staging", "new", "")
        if not found or not found[1].startswith(staged):
            return False
        path = found[1].removeprefix(staged)
        return path in self.new or path.startswith(".digest-manifest")

    def check(self, kind, fault, number, code, text, was_hit):
        where = f"{kind} {fault} when={number}"
        files = load(self.output)
        is_killed = "SIGKILL" in fault and was_hit
        self.ends["killed" if is_killed else f"exit {code}"] += 1
        for path, content in files.items():
            if content not in (self.old.get(path), self.new.get(path)):
                self.find(where, f"{path} is neither old nor new")
        if problem := dangling(files, self.shared):
            self.find(where, problem)
        if code == 0 and was_hit:
            self.harmless[f"{kind} {fault}"].append(number - self.skipped[kind])
        if code == 0 and was_hit and self.was_output_lost:
            self.find(where, "exit code 0 though a file of the site was not written")
        if code == 0 and files != self.new:
            self.find(where, "exit code 0 without the new site")
        if code != 0 and not is_killed and files != self.old:
            self.find(where, f"exit code {code} without the old site: {text}")
        if not is_killed and code not in (0, 1, 2):
            self.find(where, f"exit code {code}: {text[-200:]}")
        if not was_hit and code != 0:
            self.find(where, f"a run that nothing touched failed: {text}")
        self.check_next(where)

    def check_next(self, where):
        done = subprocess.run(shlex.split(self.options.new), capture_output=True, text=True)
        if done.returncode != 0:
            self.find(where, f"the next build fails: {done.stderr}{done.stdout}")
        elif load(self.output) != self.new:
            self.find(where, "the next build does not give the new site")
        elif os.path.lexists(os.path.join(self.output, ".digest-staging")):
            self.find(where, "the next build leaves staging behind")

    def find(self, where, what):
        self.findings.append(f"{where}: {what}")
        print(self.findings[-1], flush=True)

    def report(self):
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        print(f"{self.points} points, {self.untouched} runs untouched ({ends})")
        if self.options.explain:
            for fault, numbers in sorted(self.harmless.items()):
                print(f"exit 0 in spite of {fault} at {numbers}")
        print(f"{len(self.findings)} findings")
        return 1 if self.findings or self.points == 0 else 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", required=True, help="folder that both commands build into")
    parser.add_argument("--old", required=True, help="command that builds the old site")
    parser.add_argument("--new", required=True, help="command that builds the new site")
    parser.add_argument("--startup", default="", help="command whose calls are skipped")
    parser.add_argument("--calls", default=",".join(CALLS), help="kinds of calls, by commas")
    parser.add_argument("--always", help="a fault in every run: renameat2:error=EINVAL")
    parser.add_argument("--explain", action="store_true", help="list the faults that ended in 0")
    options = parser.parse_args()
    started = time.monotonic()
    code = Sweep(options).run()
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(code)


if __name__ == "__main__":
    main()
