"""`vapenvila spacetime hawkes`: the printed example runs as written, JSON stands alone, mistakes get a sentence."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

HAWKES = ["spacetime", "hawkes", "--data", "events.csv", "--time", "date"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the examples speak of."""
    days = np.datetime64("2025-01-01") + np.random.default_rng(3).integers(0, 360, 80)
    (tmp_path / "events.csv").write_text("date\n" + "\n".join(str(day) for day in days) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "hawkes"], capsys)) == 0
    said = capsys.readouterr().out
    assert "80 events" in said
    assert "not a cause" in said


def test_json_stands_alone_and_a_time_of_day_is_used_where_there_is_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*HAWKES, "--draws", "99", "--json"]) == 0
    by_day = json.loads(capsys.readouterr().out)
    rows = (folder / "events.csv").read_text().split()[1:]
    (folder / "events.csv").write_text(
        "date\n" + "\n".join(f"{row} 21:{k % 60:02}" for k, row in enumerate(rows))
    )
    assert run([*HAWKES, "--draws", "99", "--json"]) == 0
    by_moment = json.loads(capsys.readouterr().out)
    assert by_day["method"] == by_moment["method"] == "self_exciting"
    assert any("known by their day" in said for said in by_day["warnings"])
    assert not any("known by their day" in said for said in by_moment["warnings"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*HAWKES[:-1], "day"], "events.csv has no column 'day' (--time)"),
        ([*HAWKES, "--delays", "5"], "--delays is '5'; write the shortest and the longest"),
        ([*HAWKES, "--first", "2025-06-01"], "events lie outside 2025-06-01"),
        ([*HAWKES, "--break", "2031-01-01"], "A break lies at 2031-01-01, outside the window."),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
