"""Checks that the same papers give the same bytes on any machine and for any user."""

import os
import pathlib
import shutil
import tempfile

from mailsite import ROOT, MailSite

PLACES = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"TZ": "America/St_Johns", "LC_ALL": "ar_SA.UTF-8", "HOME": "/nonexistent"},
]
ISSUES = [[], ["--week", "2025-W11"], ["--month", "2025-03", "--top", "7"], ["--tag", "survey"],
          ["--since", "2025-01-01", "--to", "ada@example.org"]]


def files(folder):
    return {p.name: p.read_bytes() for p in sorted((folder / "Mail").iterdir())}


def made_in(folder, place):
    shutil.copytree(ROOT / "Content", folder / "Content")
    (folder / ".digest").mkdir()
    (folder / ".digest/mail.key").write_text("0123456789abcdef0123456789abcdef\n")
    site = MailSite.__new__(MailSite)
    site.folder = folder
    settings = folder / "Content/site.yml"
    settings.write_text(settings.read_text() + "\nmail:\n  from: news@example.org\n"
                        "  unsubscribe: https://example.org/u?t={token}\n")
    for arguments in ISSUES:
        os.umask(0o077 if place.get("LC_ALL") == "C" else 0o022)
        site.mail(*arguments, env=place)
    return files(folder)


def twice():
    with tempfile.TemporaryDirectory() as parent:
        made = []
        for number, place in enumerate(PLACES):
            folder = pathlib.Path(parent, f"ä {number}" * (number + 1))
            folder.mkdir()
            made.append(made_in(folder, place))
        assert len(made[0]) == 4 * len(ISSUES), made[0].keys()
        assert all(other == made[0] for other in made[1:])
        again = made_in(pathlib.Path(tempfile.mkdtemp(dir=parent)), {"TZ": "UTC"})
        assert again == made[0]


def check(report):
    report.run("three folders, zones, locales and umasks make the same bytes", twice)
