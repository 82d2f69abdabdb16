"""Somebody who was removed does not come back by an old file: hashes know them, and a named person decides."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from pytest_django import Settings

from tests.cast import City, build_city
from tests.web.people.files import a_file, a_row, checked, imported
from tests.web.people.made_up import NOW, NUMBER, OTHER_NUMBER, TODAY, a_person, in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.people.actions.let_back import let_back
from vapenvila.web.people.actions.lifetime import remove_person
from vapenvila.web.people.actions.undo_import import undo_person_batch
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.importing import problems
from vapenvila.web.people.models import Person, RemovedPerson
from vapenvila.web.retention.running import run
from vapenvila.web.vault.keys import make_keys
from vapenvila.web.vault.rotation import go_on, left_under_older_keys

pytestmark = pytest.mark.django_db
REASON = "Ny dom i november, annan källa än förra gången"


@pytest.fixture
def city() -> City:
    return build_city()


def _remove(city: City, person: Person) -> None:
    with in_room(city):
        remove_person(
            person=person,
            version=person.version,
            reason="No need",
            by=city.people[Role.POLICE_ANALYST],
            at=NOW,
        )


def _imported_and_removed(city: City, **cells: str) -> None:
    imported(city, a_row(**cells))
    with in_room(city):
        person = Person.objects.get()
    _remove(city, person)


def _let_back(city: City, reason: str = REASON, kind: AgencyKind = AgencyKind.POLICE) -> None:
    with in_room(city):
        removal = RemovedPerson.objects.values_list("removal", flat=True)[0]
    with in_room(city, kind):
        let_back(
            removal=removal, room=city.rooms[kind], reason=reason, looked_at=False,
            by=city.people[Role.POLICE_ANALYST], at=NOW,
        )  # fmt: skip


@pytest.mark.acceptance("T37")
@pytest.mark.parametrize(
    ("was", "comes"),
    [
        (
            {"pnr": NUMBER, "born": ""},
            {"pnr": NUMBER, "born": "", "ref": "B7", "surname": "Annan"},
        ),  # by number
        ({"ref": "A1"}, {"ref": "A1", "surname": "Annan", "born": "1991-01-01"}),  # by the source's reference
        ({"ref": "A1"}, {"ref": "B7", "given": "andersson", "surname": "PÅHITTAD"}),  # by name and birth date
    ],
)
def test_an_old_file_does_not_bring_a_removed_person_back(
    city: City, was: dict[str, str], comes: dict[str, str]
) -> None:
    _imported_and_removed(city, **was)
    batch = imported(city, a_row(**comes), a_row(ref="C1", surname="Ny", born="1980-01-01"))
    assert (batch.created, batch.held) == (1, 1)
    with in_room(city):
        assert Person.objects.count() == 1
    assert batch.report is not None
    told = [p for p in batch.report["problems"] if p["sentence"] == problems.REMOVED]
    assert [(p["row"], p["detail"]) for p in told] == [(2, TODAY.isoformat())]
    assert [row for row, _removal in batch.report["removed"]] == [2]


@pytest.mark.parametrize(
    "comes",
    [
        {"ref": "B7", "born": "1990-06-03"},  # another birth date
        {"ref": "B7", "given": "Annan"},
        {"ref": "B7", "born": ""},  # a name alone is too little
        {"ref": "B7", "pnr": OTHER_NUMBER, "born": ""},
    ],
)
def test_somebody_else_comes_in_as_before(city: City, comes: dict[str, str]) -> None:
    _imported_and_removed(city, pnr="", ref="A1")
    assert imported(city, a_row(**comes)).created == 1


def test_another_source_may_use_the_same_reference(city: City) -> None:
    _imported_and_removed(city, ref="A1")
    with in_room(city):
        RemovedPerson.objects.exclude(source_system="").update(source_system="other list")
    assert imported(city, a_row(ref="A1", surname="Annan")).created == 1


@pytest.mark.acceptance("S3")
def test_a_removal_in_one_room_says_nothing_in_another(city: City) -> None:
    _imported_and_removed(city, pnr=NUMBER, born="")
    batch = imported(city, a_row(pnr=NUMBER, born="", mark="other"), kind=AgencyKind.PROBATION)
    assert (batch.created, batch.held) == (1, 0)


@pytest.mark.acceptance("S15")
def test_a_record_whose_time_is_over_leaves_its_mark_too(city: City) -> None:
    a_person(city, personnummer=NUMBER, birth_date="")
    run(at=NOW + timedelta(days=500))
    with in_room(city):
        assert not Person.objects.exists()
        assert {row.why for row in RemovedPerson.objects.all()} == {"ran_out"}
    assert checked(city, a_file(a_row(pnr=NUMBER, born=""))).held == 1


def test_the_mark_holds_no_word_of_the_person(city: City) -> None:
    _imported_and_removed(city, pnr=NUMBER, born="", ref="HEMLIG-1")
    with in_room(city), connection.cursor() as cursor:
        cursor.execute("SELECT r::text FROM people_removedperson r")
        rows = [row[0] for row in cursor.fetchall()]
    assert len(rows) == 3  # number, name with birth date, reference
    for word in (NUMBER, "Andersson", "Påhittad", "HEMLIG", "1990"):
        assert not any(word in row or word.encode().hex() in row for row in rows), word


def test_undoing_an_import_removes_nobody_in_this_sense(city: City) -> None:
    batch = imported(city, a_row())
    with in_room(city):
        undo_person_batch(batch=batch, by=city.people[Role.POLICE_ANALYST], at=NOW)
        assert not RemovedPerson.objects.exists()
    assert imported(city, a_row()).created == 1


def test_a_named_person_lets_the_row_in_and_the_decision_stays(city: City) -> None:
    _imported_and_removed(city)
    _let_back(city)
    assert imported(city, a_row()).created == 1
    with in_room(city):
        assert {(row.let_back_by_id, row.reason) for row in RemovedPerson.objects.all()} == {
            (city.people[Role.POLICE_ANALYST].pk, REASON)
        }
        event = AuditEvent.objects.get(act="person.let_back")
        assert event.details == {"why_removed": "removed"}


def test_removed_again_the_person_waits_for_a_new_decision(city: City) -> None:
    _imported_and_removed(city)
    _let_back(city)
    _imported_and_removed(city)
    assert imported(city, a_row()).created == 0


def test_nobody_is_let_back_without_a_reason_twice_or_from_another_room(city: City) -> None:
    _imported_and_removed(city)
    with pytest.raises(RefusedError):
        _let_back(city, "Behövs")
    with pytest.raises(TextNeedsALookError):
        _let_back(city, "Han ringde från 070-174 06 05 igår")
    with pytest.raises(RefusedError):
        _let_back(city, kind=AgencyKind.PROBATION)
    _let_back(city)
    with in_room(city):
        removal = RemovedPerson.objects.values_list("removal", flat=True)[0]
        with pytest.raises(RefusedError):
            let_back(
                removal=removal, room=city.rooms[AgencyKind.POLICE], reason=REASON, looked_at=True,
                by=city.people[Role.POLICE_ANALYST], at=NOW,
            )  # fmt: skip


def test_the_database_knows_no_return_without_a_name_and_a_reason(city: City) -> None:
    _imported_and_removed(city)
    with pytest.raises(IntegrityError, match="removed_person_comes_back_by_a_named_decision"), in_room(city):
        RemovedPerson.objects.update(let_back_at=NOW, reason="x")


def test_a_mark_goes_two_years_after_the_removal(city: City) -> None:
    _imported_and_removed(city)
    for days, left in ((729, True), (733, False)):
        run(at=NOW + timedelta(days=days))
        with in_room(city):
            assert RemovedPerson.objects.exists() == left


def test_marks_are_known_under_an_older_key_and_counted(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS, settings.MAKE_KEYS = tmp_path / "keys", True
    make_keys()
    city = build_city()
    _imported_and_removed(city)
    make_keys()
    list(go_on())
    assert left_under_older_keys()["marks of removed persons"] == 2
    assert imported(city, a_row()).created == 0


@pytest.mark.acceptance("S1")
def test_the_page_tells_when_and_why_and_takes_the_decision(client: Client, city: City) -> None:
    _imported_and_removed(city)
    batch = checked(city, a_file(a_row()))
    city.sign_in(client, Role.POLICE_ANALYST)
    page = f"/p/vinterhamn/persons/imports/{batch.pk}/"
    with in_room(city):
        removal = RemovedPerson.objects.values_list("removal", flat=True)[0]
    assert "Decide about row 2" in client.get(page).content.decode()
    address = f"{page}removed/{removal}/"
    assert f"removed on {TODAY}, removed: no need" in client.get(address).content.decode()
    assert client.post(address, {"reason": "No"}).status_code == 422
    assert client.post(address, {"reason": "Ring 070-174 06 05 om det nya"}).status_code == 422
    assert client.post(address, {"reason": REASON}).status_code == 302
    assert client.get(address).status_code == 404  # decided
    assert "Decide about row 2" not in client.get(page).content.decode()
    city.sign_in(client, Role.PROBATION_OFFICER)
    assert client.get(address).status_code == 404


def test_a_removal_that_this_file_did_not_meet_has_no_page_there(client: Client, city: City) -> None:
    _imported_and_removed(city)
    batch = checked(city, a_file(a_row(ref="B7", surname="Ny")))
    city.sign_in(client, Role.POLICE_ANALYST)
    with in_room(city):
        removal = RemovedPerson.objects.values_list("removal", flat=True)[0]
    assert client.get(f"/p/vinterhamn/persons/imports/{batch.pk}/removed/{removal}/").status_code == 404
