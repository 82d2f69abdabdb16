"""`vapenvila network summary`: ties in, a network described as a whole; what cannot be used ends with 2 and a sentence."""

import json
from pathlib import Path

import pytest

from tests.analysis.real_data import real_data
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

TIES = "a,b,w,day\n1,2,1,2026-01-01\n2,1,2,2026-02-01\n2,3,1,2026-03-01\n4,5,1,2026-03-02\n"


@pytest.fixture
def ties(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "ties.csv").write_text(TIES)
    (tmp_path / "people.csv").write_text("Id\n1\n9\n")
    monkeypatch.chdir(tmp_path)
    return ["network", "summary", "--ties", "ties.csv", "--from", "a", "--to", "b"]


@pytest.mark.parametrize("command", [["network"], ["network", "summary"]])
def test_the_example_of_the_help_runs_as_written(
    command: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(real_data("B_networks", "gvi_callin_gang1_wheeler"))
    assert run([*printed_example(command, capfd), "--json"]) == 0
    details = json.loads(capfd.readouterr().out)["details"]
    assert [details[name] for name in ("people", "ties", "components", "cores")] == [22, 24, 4, 3]


def test_the_same_seed_gives_the_same_answer(ties: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert run([*ties, "--weight", "w", "--people", "people.csv", "--seed", "7", "--json"]) == 0
        printed.append(capfd.readouterr().out)
    assert printed[0] == printed[1]
    found = json.loads(printed[0])
    assert (found["seed"], found["details"]["component_sizes"]) == (7, [3, 2, 1])


def test_a_window_keeps_its_days_and_says_so(ties: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*ties, "--day", "day", "--first", "2026-02-01", "--last", "2026-03-01", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["period"] == ["2026-02-01", "2026-03-01"]
    assert (found["details"]["people"], found["details"]["ties"]) == (3, 2)
    assert any("outside the window" in sentence for sentence in found["warnings"])


def test_no_person_is_named(ties: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    text = Path("ties.csv").read_text().replace("1,2,", "Made-up,2,")
    Path("ties.csv").write_text(text)
    assert run([*ties, "--json"]) == 0
    assert run([*ties, "--lang", "sv"]) == 0
    assert "Made-up" not in capfd.readouterr().out


@pytest.mark.parametrize("word", ["NA", "null", "NaN", "-", "okänd"])
def test_a_word_for_nothing_becomes_nobody(
    ties: list[str], capfd: pytest.CaptureFixture[str], word: str
) -> None:
    Path("ties.csv").write_text(TIES + f"6,{word},1,2026-03-02\n", encoding="utf-8")
    assert run(ties) == 2
    assert f"row 6, column 'b' (--to) is '{word}', a word for an empty cell" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--from", "x"], "ties.csv has no column 'x' (--from)"),
        (["--weight", "day"], "row 2, column 'day' (--weight) is '2026-01-01', which is not a number"),
        (["--first", "2026-01-01"], "--first and --last need --day"),
        (["--day", "day", "--first", "January"], "--first is 'January'; write a date"),
        (
            ["--day", "day", "--first", "2027-01-01", "--last", "2027-02-01"],
            "None of the 4 ties lies in the window",
        ),
        (["--people", "nobody.csv"], "There is no file nobody.csv"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_sentence(
    ties: list[str], capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert run([*ties, *options]) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert printed.out == ""
