"""`vapenvila callin plan`: files in, a plan out; what cannot be planned ends with 2 and one sentence."""

import json
from pathlib import Path

import pytest

from tests.analysis.real_data import real_data
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run

PEOPLE = "Id,grp,may,chance,out\n001,a,1,0.9,0\n002,a,yes,0.5,0\n003,b,1,0.8,1\n004,b,0,1,0\n005,,ja,0.2,0\n"
TIES = "Source,Target\n001,002\n002,001\n003,004\n005,003\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "ties.csv").write_text(TIES)
    (tmp_path / "rivals.csv").write_text("one,other\na,b\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def planned(capfd: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    code = run(["callin", "plan", "--people", "people.csv", "--ties", "ties.csv", "--json", *options])
    printed = capfd.readouterr()
    assert code == 0, printed.err
    found: dict[str, object] = json.loads(printed.out)
    return found


@pytest.mark.parametrize("command", [["callin"], ["callin", "plan"]])
def test_the_example_of_the_help_runs_as_written(
    command: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(real_data("B_networks", "gvi_callin_gang1_wheeler"))
    assert run([*printed_example(command, capfd), "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["estimate"] == 16
    assert found["details"]["optimal"]


def test_names_keep_their_zeros_and_limits_are_kept(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = planned(
        capfd, "--group", "grp", "--eligible", "may", "--capacity", "2", "--per-group-min", "1", "--costs"
    )
    assert found["estimate"] == 5
    details = found["details"]
    assert isinstance(details, dict)
    assert details["invited"] in (["001", "003"], ["002", "003"])
    assert {cost["limit"] for cost in details["costs"]} == {"eligibility", "per_group_min", "capacity"}


def test_rival_groups_sit_in_different_meetings(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = ("--group", "grp", "--rivals", "rivals.csv", "--sessions", "2", "--objective", "even")
    details = planned(capfd, *options)["details"]
    assert isinstance(details, dict)
    group = {"001": "a", "002": "a", "003": "b", "004": "b"}
    for meeting in details["meetings"]:
        assert len({group[name] for name in meeting if name in group}) <= 1
    assert sum(g["reached"] for g in details["groups"]) == 4


def test_who_is_excluded_is_not_invited(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    details = planned(capfd, "--exclude", "out", "--capacity", "3")["details"]
    assert isinstance(details, dict)
    assert "003" not in details["invited"]


def test_expected_reach_counts_who_may_stay_away(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = planned(capfd, "--attendance", "chance", "--capacity", "1", "--objective", "expected")
    assert found["estimate"] == pytest.approx(3 * 0.8)
    assert found["estimate_name"] == "expected people reached"


def test_people_read_sentences_in_swedish(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = ["--people", "people.csv", "--ties", "ties.csv", "--capacity", "1", "--lang", "sv"]
    assert run(["callin", "plan", *options]) == 0
    assert "1 inbjudna: budskapet når 3 av 5 personer (60 %)" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--id", "Name"], "people.csv has no column 'Name' (--id)"),
        (["--from", "A"], "ties.csv has no column 'A' (--from)"),
        (
            ["--group", "grp", "--rivals", "ties.csv", "--rivals-between", "groups"],
            "not among the groups: 001",
        ),
        (["--rivals", "rivals.csv"], "not among the people: a, b"),
        (["--attendance", "Id"], "chance that 002 comes is 2"),
        (["--capacity", "0"], "places is 0"),
        (["--objective", "dominate", "--capacity", "1"], "at least 2 are needed"),
        (["--hops", "3"], "over 1 or 2 ties"),
        (["--lang", "fi"], "no sentences in 'fi'"),
        (["--objective", "best"], "--objective"),
        (["--people", "nowhere.csv"], "There is no file nowhere.csv"),
    ],
)
def test_what_cannot_be_planned_ends_with_2_and_a_sentence(
    files: Path, capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert run(["callin", "plan", "--people", "people.csv", "--ties", "ties.csv", *options]) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err
