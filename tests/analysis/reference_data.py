"""The real, public data kept beside the project, and the reference numbers that go with it."""

import csv
import os
from pathlib import Path

import pytest


def reference_file(*parts: str) -> Path:
    """A file of the reference data; the test is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    path = Path(os.environ.get("VAPENVILA_DATA", beside)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the reference file {'/'.join(parts)} is not on this machine (set VAPENVILA_DATA)")
    return path


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
