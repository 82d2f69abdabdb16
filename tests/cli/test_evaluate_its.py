"""`vapenvila evaluate its`: the printed example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the examples speak of, rows out of order."""
    months = np.arange("2020-01", "2026-01", dtype="datetime64[M]")
    counts = np.random.default_rng(1).poisson(np.where(months < np.datetime64("2024-01"), 12, 3))
    lines = [f"{month},{count}" for month, count in zip(months, counts, strict=True)]
    (tmp_path / "months.csv").write_text("month,shootings\n" + "\n".join(reversed(lines)) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [["evaluate"], ["evaluate", "its"]])
def test_the_example_runs_as_written(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(printed_example(command, capsys)) == 0
    assert "fewer than chance alone usually gives" in capsys.readouterr().out


def test_json_is_one_object_with_what_was_promised(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--data", "months.csv", "--time", "month", "--outcome", "shootings", "--start", "2024-01"]
    assert run(["evaluate", "its", *options, "--draws", "50", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"method", "estimate", "estimate_name", "interval", "level", "p_value", "n", "period",
                           "seed", "version", "warnings", "details"}  # fmt: skip
    assert result["period"] == ["2020-01-01", "2025-12-01"]
    assert 0.15 < result["estimate"] < 0.4


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (["--outcome", "shots"], "has no column 'shots'"),
        (["--start", "soon"], "write a date"),
        (["--start", "2019-01-01"], "leaves 0 of 72 periods"),
        (["--lang", "fi"], "no sentences in 'fi'"),
        (["--level", "95"], "share between 0 and 1"),
    ],
)
def test_mistakes_get_one_sentence(
    changed: list[str], sentence: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", "months.csv", "--time", "month", "--outcome", "shootings", "--start", "2024-01-01"]
    assert run(["evaluate", "its", *options, *changed]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""
