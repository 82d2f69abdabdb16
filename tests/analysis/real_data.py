"""Real public data kept beside the project; a test that needs it is skipped where it is absent."""

import csv
import os
from pathlib import Path

import pytest


def real_data(*parts: str) -> Path:
    """A file of the real data; the test is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    path = Path(os.environ.get("VAPENVILA_DATA", beside)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the real data {'/'.join(parts)} is not on this machine (set VAPENVILA_DATA)")
    return path


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def rows_of_file(*parts: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the real data."""
    return rows_of(real_data(*parts))
