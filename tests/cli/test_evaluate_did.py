"""`vapenvila evaluate did`: the example runs as written, months as periods, and mistakes."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

OPTIONS = ["--data", "districts.csv", "--unit", "district", "--time", "year", "--outcome", "shots"]
BEGUN = ["--first-treated", "begun"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the table the examples speak of."""
    rng = np.random.default_rng(1)
    lines = ["district,year,shots,begun,month,begun_month,tied"]
    for number in range(45):
        begun = (0, 2021, 2022)[number % 3]
        for year in range(2018, 2025):
            shots = rng.poisson(9 * (0.6 if begun and year >= begun else 1.0))
            month, begun_month = f"2024-{year - 2017:02d}", f"2024-{begun - 2017:02d}" if begun else ""
            lines.append(
                f"D{number:02d},{year},{shots},{begun or ''},{month},{begun_month},{int(number == 3)}"
            )
    (tmp_path / "districts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_example_runs_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "did"], capsys)) == 0
    assert "30 of 45 units" in capsys.readouterr().out


@pytest.mark.parametrize("estimator", ["dr", "poisson"])
def test_json_holds_every_kind_of_effect(estimator: str, capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--estimator", estimator, "--controls", "notyet", "--draws", "50", "--kept-out", "tied", "--json"]
    assert run(["evaluate", "did", *OPTIONS, *BEGUN, *more]) == 0
    result = json.loads(capsys.readouterr().out)
    assert -6 < result["estimate"] < -1.5
    assert {"group", "event", "calendar", "att_gt"} <= set(result["details"])
    assert (result["details"]["ratio"] is not None) == (estimator == "poisson")


def test_months_may_stand_for_periods(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "did", *OPTIONS, *BEGUN, "--json"]) == 0
    by_year = json.loads(capsys.readouterr().out)["estimate"]
    months = ["--time", "month", "--first-treated", "begun_month"]
    assert run(["evaluate", "did", *OPTIONS, *months, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["estimate"] == pytest.approx(by_year)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--first-treated", "started"], "has no column 'started'"),
        ([*BEGUN, "--covariates", "height"], "has no column 'height'"),
        ([*BEGUN, "--covariates", "begun"], "has no value"),
        (["--first-treated", "district"], "which is not a number"),
        ([*BEGUN, "--time", "tied"], "occurs more than once"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "did", *OPTIONS, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err
