"""`vapenvila spacetime aoristic`: moments, dates alone, offsets; the example runs; sentences for mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

COMMAND = ["spacetime", "aoristic", "--data", "events.csv", "--from", "earliest"]


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with a moment, an interval, a date alone, and a moment without an end."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "events.csv"
    file.write_text(
        "earliest,latest\n2026-11-16 23:15,2026-11-16 23:15\n2026-11-15T22:30:00,2026-11-16T01:30:00\n"
        "2026-11-17,2026-11-17\n2026-11-18 09:00,\n"
    )
    return file


def test_the_example_runs_as_written(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["spacetime", "aoristic"], capsys)) == 0
    said = capsys.readouterr().out
    assert "4 incidents, 2026-11-15 to 2026-11-18" in said
    assert "23–00" in said
    assert "Sunday" in said


def test_json_has_the_shares_and_nothing_else_is_printed(
    events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*COMMAND, "--to", "latest", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["details"]["interval_known_only"]) == (
        "aoristic_hours",
        4,
        2,
    )
    assert answer["details"]["hours"][23]["weight"] == pytest.approx(1 + 1 / 3 + 1 / 24)
    assert answer["details"]["weekdays"][1]["weight"] == pytest.approx(1.0)
    assert len(answer["details"]["week"]) == 168


def test_offsets_are_read_by_the_clock_of_the_zone(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events.write_text("earliest\n2026-07-01T22:30:00Z\n")
    assert run([*COMMAND, "--zone", "Europe/Stockholm", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["details"]["busiest_hour"] == 0


def test_a_decimal_comma_and_swedish_days_come_with_the_language(
    events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*COMMAND, "--lang", "sv"]) == 0
    assert "söndag" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ("earliest\nyesterday\n", [], "row 2, column 'earliest' (--from) is 'yesterday'; write a moment as"),
        ("earliest,b\n,1\n", [], "row 2, column 'earliest' (--from) is empty"),
        ("earliest\n2026-01-01T10:00Z\n", [], "row 2, column 'earliest' (--from) has an offset; give --zone"),
        (
            "earliest\n2026-01-01 10:00\n",
            ["--zone", "Europe/Stockholm"],
            "has no offset, but --zone asks for one",
        ),
        (
            "earliest\n2026-01-01T10:00Z\n",
            ["--zone", "Europe/Nowhere"],
            "There is no time zone 'Europe/Nowhere'",
        ),
        ("earliest\n2026-01-01T10:00Z\n", ["--zone", "Europe"], "There is no time zone 'Europe'"),
        ("earliest,b\n2026-01-02 10:00,2026-01-01 10:00\n", ["--to", "b"], "before its beginning at"),
        ("earliest\n2026-01-01 10:00\n", ["--level", "2"], "The level is 2"),
    ],
)
def test_a_mistake_gets_one_sentence(
    rows: str, more: list[str], said: str, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events.write_text(rows)
    assert run([*COMMAND, *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
