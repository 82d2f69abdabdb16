"""`vapenvila wall attest` ends with 0 when the wall holds, and with 1 and a sentence when a part of it is gone."""

import json
from pathlib import Path

import pytest
from django.db import connection

from tests.web.audit.trail import as_owner
from vapenvila.cli.__main__ import run
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.models import DisclosureContent
from vapenvila.web.incidents.models import Incident
from vapenvila.web.oversight.models import WallCheck
from vapenvila.web.oversight.wall_proof import row_attacks

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
KEYS = {"roles", "routes", "record_kinds", "checks", "leaks", "seconds", "version", "findings", "checked_at"}


@pytest.fixture(autouse=True)
def _two_tables_and_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole attack has a test of its own; here the command is tried, with every question to PostgreSQL's books."""
    monkeypatch.setattr("vapenvila.web.oversight.self_test.page_attacks", lambda *_, **__: iter(()))
    monkeypatch.setattr(row_attacks, "walled_models", lambda: [Incident, DisclosureContent])


def _as_owner(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def test_a_whole_wall_ends_with_0_and_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["wall", "attest", "--json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert set(found) == KEYS
    assert (found["leaks"], found["findings"], found["roles"]) == (0, [], len(Role))
    assert found["checks"] > 200
    assert printed.err == ""
    assert WallCheck.objects.get().leaks == 0


def test_the_same_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["wall", "attest"]) == 0
    assert "0 leaks." in capsys.readouterr().out


def test_a_dropped_policy_ends_with_1_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    _as_owner("DROP POLICY wall ON incidents_incident")
    assert run(["wall", "attest", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["leaks"] > 0
    assert "incidents_incident: 0 policies open it, not one" in printed.err
    assert not WallCheck.objects.get().ok


def test_moved_brackets_in_a_policy_end_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    here = "(SELECT vapenvila_room())"
    _as_owner(
        f"ALTER POLICY wall ON disclosures_disclosurecontent USING ({here} = from_room_id OR {here} = to_room_id"
        f" AND (NOT closed_to_receiver OR from_room_id = {here}))"
    )
    assert run(["wall", "attest"]) == 1
    assert "disclosures_disclosurecontent: policy wall is not the declared one" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_the_users_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["wall", "attest", "--pdf", str(tmp_path / "nowhere" / "a.pdf")]) == 2
    assert "does not exist" in capsys.readouterr().err
    assert run(["wall", "attest", "--lang", "xx"]) == 2


def test_the_attestation_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "attestation.pdf"
    assert run(["wall", "attest", "--pdf", str(file), "--lang", "en"]) == 0
    assert file.read_bytes().startswith(b"%PDF")
