"""`vapenvila retention preview | run`: counts first, deletes then, one JSON object, exit codes scripts can rely on."""

import json
from typing import Any

import pytest
from django.db.utils import OperationalError

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, a_person, in_room
from tests.web.retention.old_rows import a_noted_incident, an_old_upload
from vapenvila.cli.__main__ import run
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.models import Person
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention import running

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S15")]

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def city(capsys: Captured) -> City:
    """A note, a file and a person past their last day, and a person that a duty holds."""
    city = build_city()
    a_noted_incident(city)
    an_old_upload(city)
    gone, held = a_person(city), a_person(city)
    duty = EventWish(
        event=Event(EventKind.PRESERVE, NOW.date()),
        source="Made-up",
        ground="archive",
        decided_by="Made-up archive",
    )
    with in_room(city):
        note_event(person=held, wish=duty, by=city.people[Role.POLICE_ANALYST], at=NOW)
        Person.objects.filter(pk__in=[gone.pk, held.pk]).update(state=PersonState.REMOVED)
    capsys.readouterr()
    return city


def _json(arguments: list[str], capsys: Captured) -> dict[str, Any]:
    assert run(arguments) == 0
    printed = capsys.readouterr()
    found: dict[str, Any] = json.loads(printed.out)  # one object and nothing else
    assert printed.err == ""
    return found


def test_preview_counts_by_kind_and_place_and_names_nobody(city: City, capsys: Captured) -> None:
    found = _json(["retention", "preview", "--json"], capsys)
    room = str(city.rooms[AgencyKind.POLICE].pk)
    assert found["total"] == 3
    assert {
        (one["kind"], one["regime"], one["level"], one["room"], one["count"]) for one in found["due"]
    } == {
        ("incident_note", "incident_text", "programme", None, 1),
        ("upload", "uploaded_file", "programme", None, 1),
        ("person", "police_shared", "room", room, 1),
    }
    assert found["kept"] == [{"kind": "person", "room": room, "count": 1, "duties": 1}]
    with in_room(city):
        assert Person.objects.count() == 2


def test_run_deletes_what_preview_counted_and_certifies_it(city: City, capsys: Captured) -> None:
    found = _json(["retention", "run", "--json"], capsys)
    assert found == {
        "deleted": {"incident_note": 1, "upload": 1, "person": 1},
        "total": 3,
        "files": 1,
        "certificates": 2,  # the programme's and the police room's
    }
    assert _json(["retention", "preview", "--json"], capsys)["total"] == 0
    again = _json(["retention", "run", "--json"], capsys)
    assert (again["total"], again["certificates"]) == (0, 0)
    with in_room(city):
        assert Person.objects.count() == 1  # the one a duty holds


def test_without_json_it_says_the_same_in_sentences(city: City, capsys: Captured) -> None:
    assert run(["retention", "preview"]) == 0
    text = capsys.readouterr().out
    assert "3 records are past their last day." in text
    assert "1 records have had their last day moved by what has happened." in text
    assert run(["retention", "run"]) == 0
    assert capsys.readouterr().out == "3 records and 1 files deleted, 2 certificates.\n"


@pytest.mark.parametrize(
    "arguments", [["retention", "delete"], ["retention", "run", "--until", "2099-01-01"]]
)
def test_a_wrong_word_or_a_wished_date_is_the_users_error(arguments: list[str], capsys: Captured) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_our_own_fault_ends_with_1_and_a_sentence(
    city: City, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*, at: object, progress: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(running, "run", fail)
    assert run(["retention", "run", "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip()
