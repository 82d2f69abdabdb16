"""`vapenvila spacetime triggered`: the printed example runs as written, JSON stands alone, mistakes get a sentence."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from tests.cli.test_spacetime import folder
from vapenvila.cli.__main__ import run

__all__ = ["folder"]  # the table of the examples

TRIGGERED = ["spacetime", "triggered", "--data", "events.csv", "--x", "x", "--y", "y", "--time", "date"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "triggered"], capsys)) == 0
    said = capsys.readouterr().out
    assert "150 events, 2025-01-01 to 2025-07-" in said
    assert "not a cause" in said


def test_json_stands_alone_and_carries_the_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ["--bandwidth", "300", "--spreads", "40,300", "--background", "trend", "--delays", "1,20"]
    assert run([*TRIGGERED, *settings, "--draws", "99", "--seed", "5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    details = answer["details"]
    assert (answer["method"], answer["n"], answer["seed"]) == ("space_time_trigger", 150, 5)
    assert answer["interval"][0] <= answer["estimate"] <= answer["interval"][1]
    assert (details["bandwidth"], details["spreads_looked_for"], details["background_in_time"]) == (
        300,
        [40, 300],
        "trend",
    )
    assert details["mean_delays_looked_for"] == [1, 20]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*TRIGGERED[:-1], "day"], "events.csv has no column 'day' (--time)"),
        ([*TRIGGERED[:5], "date", *TRIGGERED[6:]], "which is not a number"),
        ([*TRIGGERED, "--spreads", "50"], "--spreads is '50'; write the least and the largest"),
        ([*TRIGGERED, "--delays", "5"], "--delays is '5'; write the shortest and the longest"),
        ([*TRIGGERED, "--first", "2025-03-01"], "events lie outside 2025-03-01"),
        ([*TRIGGERED, "--lang", "de"], "There are no sentences in 'de'"),
    ],
)
def test_a_mistake_gets_one_sentence(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
