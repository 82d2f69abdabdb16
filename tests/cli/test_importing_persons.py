"""`vapenvila import persons | undo-persons`: who may, one JSON object, the same file twice, and out again."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import City, build_city
from tests.web.people.files import SETTINGS, a_file, a_row
from tests.web.people.made_up import in_room
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import Role
from vapenvila.web.people.models import Person

pytestmark = pytest.mark.django_db


def _toml() -> str:
    columns = "\n".join(f'{name} = "{column}"' for name, column in SETTINGS["columns"].items())
    marks = "\n".join(f'{word} = "{mark}"' for word, mark in SETTINGS["marks"].items())
    return f'source_system = "list"\n[columns]\n{columns}\n[marks]\n{marks}\n'


@pytest.fixture
def city() -> City:
    return build_city()


def _how(tmp_path: Path, city: City, file: bytes, role: Role = Role.POLICE_ANALYST) -> list[str]:
    (tmp_path / "persons.csv").write_bytes(file)
    (tmp_path / "map.toml").write_text(_toml(), encoding="utf-8")
    return [
        "persons", str(tmp_path / "persons.csv"), "--mapping", str(tmp_path / "map.toml"), "--room", "police",
        "--programme", "vinterhamn", "--by", city.people[role].email,
    ]  # fmt: skip


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["import", *arguments, "--json"]) == 0, capsys.readouterr().err
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.mark.acceptance("T28")
def test_a_file_goes_in_once_and_out_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    how = _how(tmp_path, city, a_file(a_row(), a_row(ref="A2", given="Annan"), a_row(ref="A3", mark="")))
    tried = _json(capsys, *how, "--dry-run")
    assert (tried["created"], tried["held"], tried["batch"]) == (2, 1, None)
    first, again = _json(capsys, *how), _json(capsys, *how)
    assert (first["created"], first["held"], first["number"]) == (2, 1, 1)
    assert first["errors"][0]["row"] == 4
    assert (again["created"], again["unchanged"]) == (0, 2)
    with in_room(city):
        assert Person.objects.count() == 2
    out = _json(capsys, "undo-persons", "P1", *how[4:])
    assert (out["removed"], out["restored"]) == (2, 0)
    with in_room(city):
        assert not Person.objects.exists()


@pytest.mark.parametrize("role", [Role.POLICE_OFFICER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR])
def test_somebody_who_may_not_bring_files_into_the_room_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City, role: Role
) -> None:
    assert run(["import", *_how(tmp_path, city, a_file(a_row()), role)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_warnings_in_free_text_stop_the_import_until_somebody_has_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    how = _how(tmp_path, city, a_file(a_row(need="Is an immigrant")))
    assert run(["import", *how]) == 2
    with in_room(city):
        assert not Person.objects.exists()
    assert _json(capsys, *how, "--looked-at")["created"] == 1


@pytest.mark.parametrize(
    ("place", "value"),
    [(1, "nowhere.csv"), (3, "unknown"), (5, "civil defence"), (7, "nocity"), (9, "nobody@example.org")],
)
def test_a_wrong_name_is_answered_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City, place: int, value: str
) -> None:
    how = _how(tmp_path, city, a_file(a_row()))
    how[place] = value
    assert run(["import", *how]) == 2
    assert capsys.readouterr().err.count("\n") == 1
