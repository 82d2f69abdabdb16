"""`vapenvila evaluate blocks`: the example runs as written, dates as periods, and mistakes."""

import json
from pathlib import Path

import pytest

from tests.analysis.matched_blocks.made_up_blocks import made_up_blocks
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

OPTIONS = ["--data", "blocks.csv", "--block", "block", "--outcome", "shots,robberies", "--treated", "area"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the table the examples speak of."""
    panel = made_up_blocks(4, ratio=0.4, n=150, treated=12, before=8, after=4)
    lines = ["block,quarter,day,shots,robberies,residents,area"]
    for i in range(150):
        for t in range(12):
            day = f"{2021 + t // 4}-{3 * (t % 4) + 1:02d}-01"
            shots, robberies = panel.Y[i, t]
            area = int(panel.treated[i] and t >= 8)
            lines.append(f"B{i:03d},{t + 1}.0,{day},{shots:g},{robberies:g},{panel.X[i, 0]:.3f},{area}")
    (tmp_path / "blocks.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_example_runs_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "blocks"], capsys)) == 0
    assert "The 12 blocks with the programme" in capsys.readouterr().out


def test_days_may_stand_for_periods_and_give_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--covariates", "residents", "--together", "2", "--draws", "9", "--json"]
    assert run(["evaluate", "blocks", *OPTIONS, "--time", "quarter", "--start", "9", *more]) == 0
    by_number = json.loads(capsys.readouterr().out)
    assert run(["evaluate", "blocks", *OPTIONS, "--time", "day", "--start", "2023-01-01", *more]) == 0
    by_day = json.loads(capsys.readouterr().out)
    assert by_day["estimate"] == by_number["estimate"] < 0.8
    assert len(by_number["details"]["figures"]) == 9
    assert by_day["period"] == ["2021-01-01", "2023-10-01"]


def test_a_jackknife_stands_beside_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["evaluate", "blocks", *OPTIONS, "--time", "quarter", "--start", "9", "--draws", "9", "--json"]
    assert run(asked) == 0
    without = json.loads(capsys.readouterr().out)
    assert run([*asked, "--jackknife", "6"]) == 0
    beside = json.loads(capsys.readouterr().out)
    assert beside["estimate"] == without["estimate"]
    assert without["details"]["outcomes"][0]["jackknife"] is None
    found = beside["details"]["outcomes"][0]["jackknife"]
    assert found["groups"] == 6
    assert found["low"] < beside["estimate"] < found["high"]
    assert run([*asked[:-1], "--jackknife", "6"]) == 0
    assert "Leaving out one of 6 groups of blocks at a time gives" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--time", "quarter", "--start", "2023-01-01"], "write a whole number as in the data"),
        (["--time", "day", "--start", "spring"], "write a date as 2026-01-31"),
        (["--time", "quarter", "--start", "40"], "leaves 12 of 12 periods before"),
        (["--time", "quarter", "--start", "9", "--covariates", "height"], "has no column 'height'"),
        (["--time", "block", "--start", "9"], "write a date as"),
        (["--time", "quarter", "--start", "9", "--jackknife", "40"], "40 groups cannot be left out in turn"),
    ],
)
def test_mistakes_get_one_sentence(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "blocks", *OPTIONS, *options]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err
