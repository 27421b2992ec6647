"""main.py [PART…]: runs all checks of Tests/Mail or those named."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))

import delivery
import looks
import messages
import recipes
import same
from sites import Report

PARTS = {part.__name__: part for part in [messages, same, looks, recipes, delivery]}


def main(names):
    report = Report()
    for name in names or PARTS:
        PARTS[name].check(report)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
