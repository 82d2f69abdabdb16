"""`vapenvila spacetime k`: the printed example runs as written, a window, JSON alone, sentences for mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from tests.cli.test_spacetime import folder
from vapenvila.cli.__main__ import run

__all__ = ["folder"]  # the table of the examples

K = ["spacetime", "k", "--data", "events.csv", "--x", "x", "--y", "y", "--time", "date"]
BANDS = ["--distances", "100,400", "--days", "7,28", "--permutations", "99"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "k"], capsys)) == 0
    said = capsys.readouterr().out
    assert "Within 100 and 7 days of an event there are" in said
    assert "all cells" in said


def test_json_has_the_table_and_nothing_else_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*K, *BANDS, "--seed", "5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["seed"]) == ("space_time_k", 150, 5)
    assert [(row["distance"], row["days"]) for row in answer["details"]["table"]] == [
        (100, 7),
        (100, 28),
        (400, 7),
        (400, 28),
    ]


def test_an_outline_is_read_and_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "outline.csv").write_text("x,y\n-10,-10\n2010,-10\n2010,2010\n-10,2010\n-10,-10\n")
    assert run([*K, *BANDS, "--window", "outline.csv", "--edge", "border", "--json"]) == 0
    details = json.loads(capsys.readouterr().out)["details"]
    assert (details["area"], details["window"], details["space_edge"]) == (2020 * 2020, "polygon", "border")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*K, "--distances", "far", "--days", "7"], "--distances is 'far'; write numbers with commas"),
        ([*K, "--distances", "400,100", "--days", "7"], "distances must rise from 0 or more: 0, 400, 100"),
        ([*K, *BANDS, "--window", "small.csv"], "lies outside the window"),
        ([*K, *BANDS, "--window", "crossed.csv"], "cross or touch"),
        ([*K, *BANDS, "--lang", "de"], "There are no sentences in 'de'"),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "small.csv").write_text("x,y\n0,0\n1,0\n0,1\n")
    (folder / "crossed.csv").write_text("x,y\n0,0\n2,2\n0,2\n2,0\n")
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
