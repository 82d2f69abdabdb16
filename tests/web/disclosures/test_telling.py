"""A record corrected, restricted or erased: every agency that was told of the person is told the same day (S22)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    TODAY,
    a_disclosure,
    a_request,
    an_examination,
    decided_by,
    examined,
    filled_in,
    handed_over,
    in_room,
    verify_all,
    worker,
)
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.actions.aftercare import confirm_recall, see_notices
from vapenvila.web.disclosures.models import Disclosure, DisclosureNames
from vapenvila.web.disclosures.queries.about_person import disclosures_about
from vapenvila.web.disclosures.queries.papers import open_document, owed_confirmations
from vapenvila.web.disclosures.sealed_words import NamedPerson
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import Change, tell_recipients

pytestmark = pytest.mark.django_db
PROBATION, POLICE, SOCIAL = Kind.PROBATION, Kind.POLICE, Kind.SOCIAL


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


def _registered(city: City, kind: Kind = PROBATION, *, number: str = PERSON.personal_number) -> Person:
    given, surname = PERSON.name.split()
    return a_person(
        city, kind, given_name=given, surname=surname, personnummer=number.replace("-", ""), birth_date=""
    )


def _change(city: City, person: Person, *, gone: bool) -> int:
    with in_room(city, PROBATION) as room:
        by = worker(city, PROBATION)
        return tell_recipients(
            Change(person=person.pk, room=room.pk, gone=gone, words="Made-up", by=by.pk, at=NOW)
        )


def _told(city: City, person: NamedPerson, *, asker: Kind = POLICE) -> Disclosure:
    row = an_examination(city, a_request(city, asker=asker, persons=(person,)))
    row = examined(city, PROBATION, filled_in(city, PROBATION, row))
    return handed_over(city, PROBATION, decided_by(city, PROBATION, row, worker(city, PROBATION)))


@pytest.mark.acceptance("S22")
@pytest.mark.acceptance("T37")
def test_an_erasure_calls_back_every_document_that_names_the_person_and_no_other(city: City) -> None:
    person = _registered(city)
    told = a_disclosure(city)
    other = _told(city, NamedPerson("Annan Påhittad", "199006022397"))
    assert _change(city, person, gone=True) == 1
    assert _change(city, person, gone=True) == 0  # called back before
    with in_room(city, POLICE) as police:
        rows = {row.pk: row for row in Disclosure.objects.all()}
        assert open_document(police, rows[told.pk]).content is None
        assert open_document(police, rows[other.pk]).content is not None
        (owed,) = owed_confirmations(police, today=TODAY)
        assert (owed.notice.disclosure_id, owed.notice.kind, owed.overdue) == (told.pk, "recalled", False)
        words = rows[told.pk].steps.get(state="recalled").words
        assert "Made-up" not in words  # the desk's own reasons stay in the room
        by = worker(city, POLICE)
        see_notices(disclosure=told, room=police, by=by, at=NOW)
        assert owed_confirmations(police, today=TODAY)  # looked at, copies not accounted for
        confirm_recall(disclosure=told, room=police, words="Shredded", by=by, at=NOW)
        assert not owed_confirmations(police, today=TODAY)


@pytest.mark.acceptance("S22")
def test_each_correction_is_told_anew_and_late_confirmations_are_seen_in_both_rooms(city: City) -> None:
    person = _registered(city)
    told = a_disclosure(city)
    assert _change(city, person, gone=False) == 1
    later = TODAY + timedelta(days=5)
    for kind in (POLICE, PROBATION):
        with in_room(city, kind) as room:
            (owed,) = owed_confirmations(room, today=later)
            assert owed.overdue
            assert owed.notice.kind == "record_changed"
            assert not owed_confirmations(room, today=TODAY)[0].overdue
            assert open_document(room, Disclosure.objects.get()).content is not None
    with in_room(city, POLICE) as police:
        assert see_notices(disclosure=told, room=police, by=worker(city, POLICE), at=NOW) == 1
        assert not owed_confirmations(police, today=later)
    assert _change(city, person, gone=False) == 1
    with in_room(city, POLICE) as police:
        assert len(owed_confirmations(police, today=TODAY)) == 1


@pytest.mark.acceptance("T24")
def test_all_recipients_are_told_and_none_sees_another(city: City) -> None:
    person = _registered(city)
    a_disclosure(city)
    a_disclosure(city, asker=POLICE)
    assert _change(city, person, gone=True) == 2
    with in_room(city, SOCIAL) as social:
        assert not owed_confirmations(social, today=TODAY)
        assert not DisclosureNames.objects.exists()


def test_a_person_is_found_by_number_or_by_whole_name_where_no_number_was_told(city: City) -> None:
    person = _registered(city)
    by_number, by_name = a_disclosure(city), _told(city, NamedPerson(PERSON.name.upper()))
    _told(city, NamedPerson(PERSON.name, "199006022397"))  # same name, another number: somebody else
    with in_room(city, PROBATION):
        found = {record.id for record in disclosures_about(person.pk)}
    assert found == {by_number.pk, by_name.pk}


def test_no_rooms_hashes_are_like_anothers_and_each_sees_its_own(city: City) -> None:
    a_disclosure(city)
    seen = []
    for kind in (POLICE, PROBATION):
        with in_room(city, kind) as room:
            (row,) = DisclosureNames.objects.all()
            assert row.room_id == room.pk
            seen.append(bytes(row.name_hash))
    assert seen[0] != seen[1]


def test_a_receiver_no_longer_finds_what_was_called_back(city: City) -> None:
    ours, theirs = _registered(city), _registered(city, POLICE)
    a_disclosure(city)
    with in_room(city, POLICE):
        assert len(list(disclosures_about(theirs.pk))) == 1
    _change(city, ours, gone=True)
    with in_room(city, POLICE):
        assert not list(disclosures_about(theirs.pk))
    with in_room(city, PROBATION):
        assert len(list(disclosures_about(ours.pk))) == 1


@pytest.mark.parametrize(("kind", "notice"), [("erasure", "recalled"), ("rectification", "record_changed"),
                                              ("restriction", "record_changed")])  # fmt: skip
@pytest.mark.acceptance("S22")
def test_a_decision_at_the_rights_desk_reaches_the_receiver_the_same_day(
    city: City, client: Client, kind: str, notice: str
) -> None:
    person = _registered(city)
    a_disclosure(city)
    city.sign_in(client, Role.PROBATION_OFFICER)
    desk = "/p/vinterhamn/rights/"
    sent = {"kind": kind, "channel": "letter", "received_on": timezone.localdate().isoformat(),
            "requester": "Påhittad Person", "reply_to": "Påhittsgatan 1", "words": "It is wrong"}  # fmt: skip
    address = client.post(f"{desk}new/", sent)["Location"]
    for version, step in ((1, {"act": "identify", "proof": "id_card", "pseudonym": person.pseudonym}),
                          (2, {"act": "decide", "outcome": "granted", "reason": "Unfounded"})):  # fmt: skip
        assert client.post(f"{address}step/", {**step, "version": str(version)}).status_code == 302
    with in_room(city, POLICE) as police:
        (owed,) = owed_confirmations(police, today=timezone.localdate())
        assert owed.notice.kind == notice
        assert timezone.localtime(owed.notice.told_at).date() == timezone.localdate()
    city.sign_in(client, Role.POLICE_ANALYST)
    with override("en"):
        page = client.get("/p/vinterhamn/disclosures/").content.decode()
    assert "Open it and confirm" in page
