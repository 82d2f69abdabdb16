"""`vapenvila evaluate monitor`: the example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the example speaks of."""
    months = np.arange("2020-01", "2026-01", dtype="datetime64[M]")
    counts = np.random.default_rng(1).poisson(6, len(months))
    lines = [f"{month},{count}" for month, count in zip(months, counts, strict=True)]
    (tmp_path / "months.csv").write_text("month,shootings\n" + "\n".join(lines) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


MONITOR = ["evaluate", "monitor", "--data", "months.csv", "--time", "month", "--outcome", "shootings"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "monitor"], capsys)) == 0
    assert "After 12 months the rate is" in capsys.readouterr().out


def test_json_has_each_look(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*MONITOR, "--start", "2025-01-01", "--smallest-effect", "0.5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["period"]) == ("anytime_monitor", ["2020-01-01", "2025-12-01"])
    assert len(answer["details"]["path"]) == 12
    assert answer["interval"][0] < answer["estimate"] < answer["interval"][1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--start", "2031-01-01"], "The counts after holds 0 counts"),
        (["--start", "soon"], "--start is 'soon'; write a date as 2026-01-31."),
        (["--start", "2025-01-01", "--smallest-effect", "1"], "The smallest effect is 1"),
    ],
)
def test_a_mistake_gets_one_sentence(
    more: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*MONITOR, *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_a_missing_month_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (folder / "months.csv").read_text().splitlines()
    (folder / "months.csv").write_text("\n".join(row for row in rows if not row.startswith("2024-05")) + "\n")
    assert run([*MONITOR, "--start", "2025-01-01"]) == 2
    assert "2024-05" in capsys.readouterr().err
