"""`vapenvila evaluate costs`: the printed example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

HEAD = "name,low,high,likely,unit,price_year,source,contested"
GOOD = "Care,60000,266000,,SEK,2020,Made-up study,no\nSociety,10000000,75000000,,SEK,2020,Made-up study,yes"
COSTS = [
    "evaluate",
    "costs",
    "--averted",
    "12",
    "--low",
    "3",
    "--high",
    "20",
    "--unit-costs",
    "unit_costs.csv",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the example speaks of."""
    (tmp_path / "unit_costs.csv").write_text(f"{HEAD}\n{GOOD}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "costs"], capsys)) == 0
    assert "Contested in the literature: Society" in capsys.readouterr().out


def test_json_gives_ranges_and_no_single_number(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COSTS, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["estimate"] is None
    assert answer["interval"][0] < answer["interval"][1]
    assert [line["name"] for line in answer["details"]["lines"]] == ["Care", "Society"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "Care,9,1,,SEK,2020,Made-up study,no",
            "unit_costs.csv, row 2: Care: a unit cost runs from low to high",
        ),
        ("Care,1,9,,SEK,2020,Made-up study,perhaps", "write 1 or 0, yes or no"),
        ("Care,1,9,,SEK,2020,,no", "unit_costs.csv, row 2, column 'source' (--unit-costs) is empty"),
        ("Care,1,9,,SEK,2020,x,no\nBeds,1,2,,SEK,2023,x,no", "prices of different years (2020, 2023)"),
    ],
)
def test_a_mistake_gets_one_sentence(
    row: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "unit_costs.csv").write_text(f"{HEAD}\n{row}\n")
    assert run(COSTS) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
