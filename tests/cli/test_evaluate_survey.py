"""`vapenvila evaluate survey`: the printed example runs as written, JSON alone on standard output, sentences for mistakes."""

import json
from pathlib import Path

import pytest

from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

ROWS = [
    f"{answer},{district},{year},{how},{1 + n % 2}"
    for n, (answer, district, year, how) in enumerate(
        [
            (answer, district, year, how)
            for year, how in ((2015, "paper"), (2017, "web"), (2019, "web"))
            for district in "ABC"
            for answer in (5, 4, 4, 3, 2, 5, 9, 4)
        ]
    )
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the table the example speaks of."""
    (tmp_path / "answers.csv").write_text("safe_at_night,district,year,how,weight\n" + "\n".join(ROWS) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SURVEY = ["evaluate", "survey", "--data", "answers.csv", "--answer", "safe_at_night", "--yes", "4,5"]


def test_the_example_runs_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed_example(["evaluate", "survey"], capsys)) == 0
    assert "None of 3 areas can be told from the share of all" in capsys.readouterr().out


def test_one_share_with_weights_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SURVEY, "--dont-know", "9", "--weight", "weight", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["method"], answer["n"], answer["details"]["dont_know"]) == ("survey_share", 63, 9)
    assert answer["interval"][0] < answer["estimate"] < answer["interval"][1]


def test_waves_are_compared_within_a_method(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*SURVEY, "--dont-know", "9", "--wave", "year", "--method", "how", "--lang", "sv"]) == 0
    said = capsys.readouterr().out
    assert "Från 2017 till 2019 kan ingen förändring skiljas" in said
    assert "Mellan 2015 och 2017" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ["--area", "district", "--wave", "year"],
            "Ask for areas (--area) or waves (--wave), one at a time.",
        ),
        (
            ["--dont-know", "four"],
            "--dont-know is 'four'; write codes with commas between them, such as 4,5.",
        ),
        (["--wave", "year", "--method", "district"], "Wave 2015 has two methods: A, B, C."),
        (["--weight", "how"], "is 'paper', which is not a number"),
        (["--dont-know", "2,3,4"], "A code cannot mean both yes and don't know."),
    ],
)
def test_a_mistake_gets_one_sentence(
    more: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*SURVEY, *more]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_answers_without_an_area_count_in_the_whole_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "answers.csv"
    rows = file.read_text().splitlines()
    rows[1] = rows[1].replace(",A,", ",,")
    file.write_text("\n".join(rows) + "\n")
    assert run([*SURVEY, "--dont-know", "9", "--area", "district", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["n"], told["details"]["without_area"]) == (63, 1)
    assert [one["area"] for one in told["details"]["areas"]] == ["A", "B", "C"]
    assert sum(one["n"] for one in told["details"]["areas"]) == 62
    assert "Answers without an area: 1. They count in the share of all alone." in told["warnings"]
