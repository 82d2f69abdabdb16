"""`vapenvila evaluate scm` and `sdid`: the examples run as written, predictors by period, and mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

TOWNS = ["Sommarhamn", "Vinterby", "Nordvik", "Östmyra", "Söderfors, nedre", "Västanå"]
OPTIONS = ["--data", "towns.csv", "--unit", "town", "--time", "year", "--outcome", "shots", "--start", "2020"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the table the examples speak of."""
    rng = np.random.default_rng(1)
    shared = rng.normal(0, 3, 15)
    lines = ["town;year;shots;people"]
    for number, town in enumerate(TOWNS):
        for at, year in enumerate(range(2010, 2025)):
            shots = 30 + 2 * number + shared[at] + rng.normal() - 8 * (number == 0 and year >= 2020)
            lines.append(f"{town};{year};{shots:.2f};{1000 + 100 * number}")
    (tmp_path / "towns.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("method", ["scm", "sdid"])
def test_the_example_runs_as_written(method: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", method], capsys)) == 0
    assert "From 2020 on" in capsys.readouterr().out


@pytest.mark.parametrize("method", ["scm", "sdid"])
def test_json_holds_weights_fit_and_effects_by_period(
    method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", method, *OPTIONS, "--treated", "Sommarhamn", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert -14 < result["estimate"] < -3
    assert {"weights", "pre_rmse", "placebo_p", "effects"} <= set(result["details"])
    assert list(result["details"]["effects"]) == ["2020", "2021", "2022", "2023", "2024"]
    assert result["period"] == ["2010", "2024"]


def test_predictors_are_means_over_the_periods_named(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--treated", "Söderfors, nedre", "--predictors", "people,shots@2012..2019,shots@2019"]
    assert run(["evaluate", "scm", *OPTIONS, *chosen, "--fitted-from", "2012", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert list(result["details"]["predictor_weights"]) == ["people", "shots@2012..2019", "shots@2019"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--treated", "Nowhere"], "no unit 'Nowhere'"),
        (["--treated", "Sommarhamn", "--start", "soon"], "whole number as in the data"),
        (["--treated", "Sommarhamn", "--predictors", "people@1990"], "has no value for Nordvik"),
        (["--treated", "Sommarhamn", "--predictors", "height"], "has no column 'height'"),
        (["--treated", "Sommarhamn", "--fitted-from", "2021"], "must lie before the start"),
        (["--treated", "Sommarhamn", "--exclude", "Vinterby,Nordvik,Östmyra,Västanå"], "1 units without"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "scm", *OPTIONS, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err


def test_predictors_change_nothing_in_differences_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = []
    for more in ([], ["--predictors", "people,shots@2019"]):
        assert run(["evaluate", "sdid", *OPTIONS, "--treated", "Sommarhamn", *more, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0]["estimate"] == told[1]["estimate"]
    assert not any("(people, shots@2019)" in said for said in told[0]["warnings"])
    assert any("(people, shots@2019)" in said for said in told[1]["warnings"])
