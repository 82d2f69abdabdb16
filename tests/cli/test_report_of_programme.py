"""`vapenvila report problem-analysis --programme`: under the rights of whoever stands for it, numbered, whole or not."""

import json
from pathlib import Path

import pytest

from tests.cast import City, build_city
from tests.web.problem_analysis.made_up import a_kept_analysis, some_years
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.problem_analysis.models import ProblemAnalysis
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
COMMAND = ["report", "problem-analysis", "--programme", "vinterhamn"]
YEARS = ["--first", "2024-01-01", "--last", "2025-12-31"]
WHY = ["--purpose", "Decision on the method in March", "--recipient", "Steering group"]


@pytest.fixture
def city() -> City:
    return build_city()


def _by(city: City, role: Role = Role.POLICE_ANALYST) -> list[str]:
    return ["--by", city.people[role].email]


def _kept(city: City) -> tuple[int, int]:
    with acting(programmes=[city.programme.pk]):
        return ProblemAnalysis.objects.count(), ExportRecord.objects.count()


def test_it_is_made_frozen_and_written_as_a_numbered_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    some_years(city)
    out = tmp_path / "analysis.html"
    capsys.readouterr()
    assert run([*COMMAND, *_by(city), *YEARS, *WHY, "--out", str(out), "--lang", "sv", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["number"], said["answer"], said["n"]) == ("PA1", "holds", 36)
    assert said["said"][0].startswith("Förutsättningen")
    page = out.read_text(encoding="utf-8")
    assert said["export"] in page
    assert 'lang="sv"' in page
    assert sorted(file.name for file in tmp_path.iterdir()) == ["analysis.html"]
    assert _kept(city) == (1, 1)


def test_one_made_before_is_told_again_without_being_made_anew(
    capsys: pytest.CaptureFixture[str], city: City
) -> None:
    a_kept_analysis(city)
    capsys.readouterr()
    assert run([*COMMAND, *_by(city, Role.STEERING_GROUP_MEMBER), "--number", "1"]) == 0
    assert "It cannot be told" in capsys.readouterr().out
    assert _kept(city) == (1, 0)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "needs --programme and --by"),
        (["--by", "nobody@example.org"], "Nobody signs in as nobody@example.org."),
        (["--by", "?", "--first", "2024-03-01"], "--first is 2024-03-01"),
        (["--by", "?", "--last", "2025-03-01"], "--last is 2025-03-01"),
        (["--by", "?", "--number", "7"], "has no problem analysis no. 7"),
        (["--by", "?", *YEARS], "fewer than twenty incidents"),
        (["--by", "?", *YEARS, "--mapping", "m.toml"], "not both"),
        (["--by", "?", "--number", "1", "--out", "a.html"], "--purpose and --recipient"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
    city: City,
    more: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.toml").touch()
    typed = [city.people[Role.POLICE_ANALYST].email if word == "?" else word for word in more]
    assert run([*COMMAND, *typed]) == 2
    heard = capsys.readouterr().err
    assert said in heard
    assert "Traceback" not in heard
    assert _kept(city) == (0, 0)


def test_who_may_not_make_one_on_the_page_may_not_here(
    capsys: pytest.CaptureFixture[str], city: City
) -> None:
    some_years(city)
    assert run([*COMMAND, *_by(city, Role.STEERING_GROUP_MEMBER), *YEARS]) == 2
    assert "may not do this" in capsys.readouterr().err
    assert _kept(city) == (0, 0)


def test_a_file_that_cannot_be_written_leaves_nothing_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    some_years(city)
    (tmp_path / "a.html").mkdir()
    assert run([*COMMAND, *_by(city), *YEARS, *WHY, "--out", str(tmp_path / "a.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert _kept(city) == (0, 0)
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]
