"""`vapenvila spacetime hotspot`: the example, both methods, areas, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from tests.cli.test_spacetime import folder
from vapenvila.cli.__main__ import run

__all__ = ["folder"]  # the table of the examples

PLACES = ["spacetime", "hotspot", "--data", "events.csv", "--x", "x", "--y", "y"]
COMMAND = [*PLACES, "--time", "date"]
QUICK = ["--cell", "200", "--draws", "49"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "hotspot"], capsys)) == 0
    said = capsys.readouterr().out
    assert "The densest cell has" in said
    assert "later events: PAI" in said


def test_kernel_json_has_the_cells_and_nothing_else_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*COMMAND, *QUICK, "--bandwidth", "300", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["seed"]) == ("kernel_density", 150, 1)
    assert len(answer["details"]["cells"]["density"]) == len(answer["details"]["cells"]["p"]) == 100
    assert answer["details"]["accuracy"] == []


def test_gi_is_judged_on_later_events(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMAND, *QUICK, "--method", "gi", "--split", "2025-05-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["method"] == "getis_ord_gi_star"
    later = answer["details"]["accuracy"][0]["events"]
    assert answer["n"] + later <= 150
    assert later > 30


def test_areas_counted_beforehand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{x},{y},{9 if x < 3 and y < 3 else (x + y) % 2}" for x in range(8) for y in range(8)]
    (folder / "events.csv").write_text("x,y,n\n" + "\n".join(rows) + "\n")
    assert run([*PLACES, "--count", "n", "--lang", "sv"]) == 0
    assert "i 64 rutor eller områden" in capsys.readouterr().out
    assert run([*PLACES, "--count", "n", "--neighbours", "distance", "--reach", "1.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["hot"] >= 4


def test_patches_are_printed_with_their_rate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{500 + k % 7},{500 + k % 5},2025-01-{1 + k % 28:02d}" for k in range(60)] + ["0,0,2025-02-01"]
    (folder / "events.csv").write_text("x,y,date\n" + "\n".join([*rows, "2000,2000,2025-03-01"]) + "\n")
    assert run([*COMMAND, "--cell", "100", "--bandwidth", "80", "--draws", "49"]) == 0
    said = capsys.readouterr().out
    assert "Hot spots with more than chance brings: 1, together" in said
    assert "per km2 and year" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (PLACES, "Give --time, the column with the day, or --count"),
        ([*COMMAND, "--cell", "-1"], "The side of a cell is -1"),
        ([*COMMAND, *QUICK, "--bandwidth", "wide"], "The bandwidth is a length, likelihood or least-squares"),
        ([*COMMAND, *QUICK, "--split", "spring"], "--split is 'spring'; write a date"),
        ([*COMMAND, *QUICK, "--split", "2024-01-01"], "all events lie from it"),
        ([*COMMAND, *QUICK, "--method", "gi", "--neighbours", "distance"], "need a reach"),
        ([*COMMAND, *QUICK, "--lang", "de"], "There are no sentences in 'de'"),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
