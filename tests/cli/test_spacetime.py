"""`vapenvila spacetime knox`: the printed example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the examples speak of."""
    rng = np.random.default_rng(3)
    days = np.datetime64("2025-01-01") + rng.integers(0, 200, 150)
    lines = [
        f"{x:.0f},{y:.0f},{day}" for (x, y), day in zip(rng.uniform(0, 2000, (150, 2)), days, strict=True)
    ]
    (tmp_path / "events.csv").write_text("x,y,date\n" + "\n".join(lines) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [["spacetime"], ["spacetime", "knox"]])
def test_the_example_runs_as_written(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(printed_example(command, capsys)) == 0
    said = capsys.readouterr().out
    assert "pairs lie 0 to 100 apart" in said
    assert "0–100" in said


def test_the_help_shows_which_edge_a_band_holds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["spacetime", "knox", "--help"]) == 0
    assert "left: a band holds its lower edge, [a, b); right: (a, b]." in capsys.readouterr().out


KNOX = ["spacetime", "knox", "--data", "events.csv", "--x", "x", "--y", "y", "--time", "date"]
BANDS = ["--distances", "0,100,200", "--days", "0,7,14"]


def test_json_has_the_table_and_nothing_else_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*KNOX, *BANDS, "--permutations", "99", "--seed", "5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["seed"]) == ("knox", 150, 5)
    table = answer["details"]["table"]
    assert [row["distance"] for row in table] == [[0, 100], [0, 100], [100, 200], [100, 200]]
    assert [row["days"] for row in table] == [[0, 7], [7, 14], [0, 7], [7, 14]]
    assert all({"observed", "ratio", "p"} <= set(row) for row in table)


def test_days_may_be_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "events.csv").write_text("x,y,date\n0,0,1\n1,0,2.5\n9,9,40\n")
    assert run([*KNOX, "--distances", "0,5", "--days", "0,7", "--permutations", "19", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["table"][0]["observed"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [*KNOX, "--distances", "0,near", "--days", "0,7"],
            "--distances is '0,near'; write numbers with commas",
        ),
        ([*KNOX, "--distances", "0,5", "--days", "7,0"], "days must rise from 0 or more: 7, 0 does not."),
        ([*KNOX[:-1], "day", *BANDS], "events.csv has no column 'day' (--time)"),
        ([*KNOX[:5], "date", *KNOX[6:], *BANDS], "which is not a number"),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
