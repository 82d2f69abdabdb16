"""`vapenvila concentration`: events or counts in, concentration out; what cannot be used ends with 2 and a sentence."""

import json
from pathlib import Path

import pytest

from tests.analysis.real_data import real_data
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events.csv").write_text("area\na\na\na\na\na\nb\nb\nc\n")
    (tmp_path / "counts.csv").write_text("area,n\na,5\nb,2\nc,1\nd,0\ne,0\nf,0\ng,0\nh,0\ni,0\nj,0\n")
    monkeypatch.chdir(tmp_path)


def test_the_example_of_the_help_runs_as_written(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(real_data("A_incidents", "london_murders_2006_2011"))
    assert run([*printed_example(["concentration"], capfd), "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["n"] == 33
    assert 0.2 < found["estimate"] < 0.35


def test_rows_of_events_and_rows_of_units_give_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["concentration", "--data", "events.csv", "--unit", "area", "--units-total", "10", "--json"]) == 0
    )
    events = json.loads(capfd.readouterr().out)
    assert run(["concentration", "--data", "counts.csv", "--unit", "area", "--count", "n", "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == events
    assert (events["estimate"], events["seed"]) == (pytest.approx(0.8), 1)
    assert events["details"]["gini_sparse"] == pytest.approx(0.75)


def test_people_read_sentences(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["concentration", "--data", "events.csv", "--unit", "area", "--lang", "sv"]) == 0
    assert "ange antalet enheter totalt" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--data", "events.csv", "--unit", "place"], "events.csv has no column 'place' (--unit)"),
        (["--data", "events.csv", "--unit", "area", "--units-total", "2"], "more than the 2 in all"),
        (["--data", "counts.csv", "--unit", "n", "--count", "n"], "several rows of 0"),
        (["--data", "counts.csv", "--unit", "area", "--count", "area"], "is 'a', which is not a number"),
        (["--data", "events.csv", "--unit", "area", "--level", "95"], "such as 0.95"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_sentence(
    capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert run(["concentration", *options]) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert printed.out == ""
