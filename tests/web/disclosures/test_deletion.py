"""The door's papers go when their time is over, each room's copy by its own agency's law, and in no other way (S15, T37)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from tests.cast import City, build_city
from tests.web.disclosures import door
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    TODAY,
    a_consent,
    a_disclosure,
    a_request,
    in_room,
    verify_all,
    worker,
)
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.actions.aftercare import note_received, recall
from vapenvila.web.disclosures.actions.requesting import withdraw_request
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureNames,
    DisclosureRequest,
    DisclosureStep,
    Examination,
    LettingGo,
    ReceivedNote,
)
from vapenvila.web.disclosures.queries.papers import open_document, owed_confirmations
from vapenvila.web.retention.models import RetentionDeletion
from vapenvila.web.retention.running import preview, run

pytestmark = pytest.mark.django_db
PROBATION, POLICE = Kind.PROBATION, Kind.POLICE
YEAR = timedelta(days=366)
# The law's shortest times: one year in the police's room, two in Kriminalvården's.


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


def _old(city: City, monkeypatch: pytest.MonkeyPatch, years: float) -> Disclosure:
    with monkeypatch.context() as past:
        past.setattr(door, "NOW", NOW - years * YEAR)
        return a_disclosure(city)


def _seen(city: City, kind: Kind) -> tuple[int, int, int, int]:
    with in_room(city, kind):
        return (
            Disclosure.objects.count(), DisclosureContent.objects.count(), DisclosureStep.objects.count(),
            DisclosureRequest.objects.count(),
        )  # fmt: skip


@pytest.mark.acceptance("S15")
@pytest.mark.acceptance("T37")
def test_each_room_loses_its_copy_by_its_own_law_and_the_last_takes_the_paper_with_it(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _old(city, monkeypatch, 1.5)
    with in_room(city, POLICE) as police:
        by = worker(city, POLICE)
        note_received(disclosure=told, room=police, diary_no="A 1", note="x", by=by, at=NOW - YEAR)
    run(at=NOW)
    assert _seen(city, POLICE) == (0, 0, 0, 0)
    assert _seen(city, PROBATION) == (1, 1, 1, 1)
    with in_room(city, POLICE) as police:
        assert not ReceivedNote.objects.exists()
        assert not DisclosureNames.objects.exists()
        tally = RetentionDeletion.objects.filter(room=police.pk, kind="disclosure", part="records")
        assert [row.count for row in tally] == [1]
    with in_room(city, PROBATION) as probation:
        assert open_document(probation, Disclosure.objects.get()).content
        by = worker(city, PROBATION)
        recall(disclosure=told, room=probation, words="Wrong", by=by, at=NOW - YEAR, today=TODAY)
        assert not owed_confirmations(probation, today=TODAY + YEAR)  # nothing is left there to confirm
    assert (
        run(at=NOW + 0.9 * YEAR).deleted["disclosure"] == 0
    )  # the recall was its last step: two years from it
    run(at=NOW + 1.1 * YEAR)
    assert _seen(city, PROBATION) == (0, 0, 0, 0)
    with in_room(city, PROBATION):
        assert not Examination.objects.exists()
        assert not LettingGo.objects.exists()
        assert not DisclosureNames.objects.exists()


def test_the_giver_may_be_first_and_a_recalled_content_goes_with_it(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _old(city, monkeypatch, 2.5)
    a_person(city, POLICE, personnummer=PERSON.personal_number.replace("-", ""), birth_date="", at=NOW)
    with in_room(city, PROBATION) as probation:
        by = worker(city, PROBATION)
        recall(disclosure=told, room=probation, words="Wrong", by=by, at=NOW - 2.1 * YEAR, today=TODAY)
    run(at=NOW)
    assert _seen(city, PROBATION)[0] == 0
    assert _seen(city, POLICE)[:2] == (
        1,
        0,
    )  # kept as long as the person is on record here; the content is gone for all


def test_a_paper_stays_as_long_as_the_person_it_names_is_on_record(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _old(city, monkeypatch, 1.5)
    a_person(city, POLICE, personnummer=PERSON.personal_number.replace("-", ""), birth_date="", at=NOW)
    assert not [due for due in preview(at=NOW) if due.kind == "disclosure"]


def test_requests_and_consents_go_after_what_rests_on_them(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as past:
        past.setattr(door, "NOW", NOW - 3 * YEAR)
        past.setattr(door, "TODAY", TODAY - 3 * YEAR)
        asked = a_request(city)
        a_consent(city)
    with in_room(city, POLICE):
        withdraw_request(request=asked, by=worker(city, POLICE), at=NOW - 2.9 * YEAR)
    done = run(at=NOW)
    assert (done.deleted["disclosure_request"], done.deleted["consent"]) == (2, 1)
    with in_room(city, PROBATION):
        assert not DisclosureRequest.objects.exists()
        assert not Consent.objects.exists()


REFUSED = r"before its time|permission denied|Only the key|No sealed paper"


def _each(cursor: CursorWrapper, sql: str, told: Disclosure) -> None:
    for part in sql.split("; "):
        cursor.execute(part, [told.pk] if "%s" in part else [])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT disclosures_let_go(%s)",
        "SELECT set_config('vapenvila.ending', %s::text, true)::text; DELETE FROM disclosures_disclosurestep",
        "SELECT set_config('vapenvila.ending', %s::text, true)::text; DELETE FROM disclosures_examination",
        "SELECT disclosures_end_examination((SELECT examination_id FROM disclosures_disclosure WHERE id = %s))",
        "SELECT disclosures_reseal('disclosures_disclosurecontent', %s, '\\x01ff')",
        "SELECT disclosures_reseal('audit_auditevent', %s, '\\x01ff')",
        "INSERT INTO disclosures_lettinggo (id, paper_id, from_room_id, to_room_id, room_id, at)"
        " SELECT id, id, from_room_id, to_room_id, from_room_id, now()"
        " FROM disclosures_disclosure WHERE id = %s",
    ],
)
def test_nothing_young_is_deleted_or_changed_by_any_way_of_the_applications_role(
    city: City, sql: str
) -> None:
    told = a_disclosure(city)
    with (
        in_room(city, PROBATION),
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        _each(cursor, sql, told)
    assert _seen(city, PROBATION) == (1, 1, 1, 1)


def test_a_stranger_to_the_paper_cannot_end_it_however_old(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _old(city, monkeypatch, 9)
    with (
        in_room(city, Kind.SOCIAL),
        pytest.raises(DatabaseError, match="no such paper"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT disclosures_let_go(%s)", [told.pk])
    assert _seen(city, POLICE)[0] == 1
