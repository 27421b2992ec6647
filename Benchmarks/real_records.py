"""The real papers from which benchmarks are generated."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def records():
    """Returns the path of the outside data's thousand records of arXiv or else the repository's hundred."""
    data = pathlib.Path(os.environ.get("DIGEST_TEST_DATA") or ROOT / "../shared/data")
    outside = data / "arxiv-1000.jsonl"
    return outside if outside.exists() else ROOT / "Tests/Fixtures/arxiv-100.jsonl"
