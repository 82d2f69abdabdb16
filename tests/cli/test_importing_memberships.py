"""`vapenvila import ties | evidence | memberships | undo-memberships`: who may, one JSON object, and out again."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.memberships.files import MEMBER, PIECE, SECOND, TIE, a_csv
from tests.web.memberships.made_up import a_group, in_police_room
from tests.web.people.made_up import a_person
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import Role
from vapenvila.web.memberships.importing.file_mapping import FIELDS
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.vocabulary import Holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _how(
    tmp_path: Path, city: City, holds: Holds, *rows: dict[str, str], role: Role = Role.POLICE_ANALYST
) -> list[str]:
    (tmp_path / "rows.csv").write_bytes(a_csv(holds, *rows))
    columns = "\n".join(f'{name} = "{name}"' for name in FIELDS[holds])
    (tmp_path / "map.toml").write_text(f'source_system = "list"\n[columns]\n{columns}\n', encoding="utf-8")
    return [
        holds.value, str(tmp_path / "rows.csv"), "--mapping", str(tmp_path / "map.toml"), "--room", "police",
        "--programme", "vinterhamn", "--by", city.people[role].email,
    ]  # fmt: skip


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["import", *arguments, "--json"]) == 0, capsys.readouterr().err
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.mark.acceptance("T28")
def test_a_file_of_ties_is_tried_goes_in_once_and_out_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    one, other = (a_person(city, at=timezone.now()).pseudonym for _ in range(2))
    row = {"one": one, "other": other, **TIE}
    how = _how(tmp_path, city, Holds.TIES, row, {**row, "other": "ABC-0000"})
    tried = _json(capsys, *how, "--dry-run")
    assert (tried["created"], tried["held"], tried["batch"]) == (1, 1, None)
    assert (tried["errors"][0]["row"], tried["errors"][0]["column"]) == (3, "other")
    with in_police_room(city):
        assert not Tie.objects.exists()
    first, again = _json(capsys, *how), _json(capsys, *how)
    assert (first["created"], first["number"], again["created"], again["unchanged"]) == (1, 1, 0, 1)
    assert _json(capsys, "undo-memberships", "M1", *how[4:])["removed"] == 1
    with in_police_room(city):
        assert not Tie.objects.exists()


def test_a_file_of_memberships_becomes_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    whom = {"person": a_person(city, at=timezone.now()).pseudonym, "group": a_group(city).code}
    how = _how(tmp_path, city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})
    assert run(["import", *how]) == 0
    assert "2 rows: 1 new" in capsys.readouterr().out
    with in_police_room(city):
        assert MembershipStatement.objects.get().state == "draft"


@pytest.mark.parametrize("role", [Role.POLICE_OFFICER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR])
def test_somebody_who_may_not_bring_files_into_the_room_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City, role: Role
) -> None:
    assert run(["import", *_how(tmp_path, city, Holds.TIES, role=role)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_warnings_in_texts_stop_the_import_until_somebody_has_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], city: City
) -> None:
    whom = {"person": a_person(city, at=timezone.now()).pseudonym, "group": a_group(city).code}
    rows = ({**whom, **MEMBER, **PIECE, "source": "Said by an immigrant"}, {**whom, **SECOND})
    how = _how(tmp_path, city, Holds.MEMBERSHIPS, *rows)
    assert run(["import", *how]) == 2
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()
    assert _json(capsys, *how, "--looked-at")["created"] == 1
