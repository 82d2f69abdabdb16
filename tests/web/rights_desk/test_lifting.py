"""A restriction is lifted: the person was told first, the record is usable again, recipients hear of it, history stays."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import City, build_city
from tests.web.disclosures.door import PERSON, a_disclosure, verify_all
from tests.web.people.made_up import CASEWORKER, a_person, in_room
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.rights_request import Outcome, RequestState
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import found_by_name, person_for, persons_in_sight
from vapenvila.web.retention.running import run
from vapenvila.web.rights_desk.actions import check_identity, decide_request, move_request, receive_request
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.sealed_words import opened
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof
from vapenvila.web.vault.keys import make_keys
from vapenvila.web.vault.rotation import go_on, left_under_older_keys

pytestmark = pytest.mark.django_db
WORDS = "Registret är genomgånget: det du invände mot stämmer."
POLICE, PROBATION = AgencyKind.POLICE, AgencyKind.PROBATION


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def _restricted(city: City, person: Person, kind: AgencyKind = POLICE) -> RightsRequest:
    by, at = city.people[CASEWORKER[kind]], timezone.now()
    with in_room(city, kind):
        row = receive_request(
            room=person.room, kind=Kind.RESTRICTION, channel=Channel.LETTER, received_on=timezone.localdate(at),
            requester="Påhittad Person", reply_to="Påhittsgatan 1", words="", by=by, at=at,
        )  # fmt: skip
        check_identity(request=row.pk, version=1, proof=Proof.ID_CARD, person=person.pk, by=by, at=at)
        decide_request(request=row.pk, version=2, outcome=Outcome.GRANTED, reason="", by=by, at=at)
        for version, to in enumerate((RequestState.SENT, RequestState.CLOSED), start=3):
            row = move_request(request=row.pk, version=version, to=to, by=by, at=at)
    return row


def _lift(client: Client, row: RightsRequest, **more: object) -> int:
    sent = {
        "version": row.version,
        "reason": "settled",
        "told_on": timezone.localdate().isoformat(),
        "words": WORDS,
        **more,
    }
    return client.post(f"/p/vinterhamn/rights/{row.pk}/lift/", sent).status_code


@pytest.mark.acceptance("T22")
def test_a_lifted_restriction_puts_the_record_back_and_keeps_its_history(client: Client, city: City) -> None:
    person = a_person(city, surname="Sällsyntsson", at=timezone.now())
    reader, room = reader_of(city.people[Role.POLICE_ANALYST].pk), PersonRoom(person.room_id, POLICE)
    row, today = _restricted(city, person), timezone.localdate()

    def seen() -> list[bool]:
        with in_room(city):
            return [
                persons_in_sight(person.room_id, today=today).exists(),
                bool(found_by_name(reader, room, "Sällsyntsson", today=today)),
                person_for(reader, room, person.pk, today=today) is not None,
            ]

    assert seen() == [False] * 3
    assert "Lift the restriction" in client.get(f"/p/vinterhamn/rights/{row.pk}/").content.decode()
    assert client.get(f"/p/vinterhamn/rights/{row.pk}/lift/").status_code == 200
    assert _lift(client, row) == 302
    assert seen() == [True] * 3
    page = client.get(f"/p/vinterhamn/rights/{row.pk}/").content.decode()
    for kept in ("Restriction lifted: what was disputed is settled", WORDS, "Påhittad police_analyst"):
        assert kept in page, kept
    assert f"rights/{row.pk}/lift/" not in page
    with in_room(city):
        steps = [step.what for step in RightsRequest.objects.get(pk=row.pk).steps.all()]
        assert steps == ["received", "identified", "decided", "sent", "closed", "lifted"]
        lifted = AuditEvent.objects.get(act="rights_request.lifted")
        assert "Registret" not in str(lifted.details)  # the words lie sealed


@pytest.mark.parametrize(
    "wrong",
    [
        {"told_on": (timezone.localdate() + timedelta(days=1)).isoformat()},
        {"told_on": (timezone.localdate() - timedelta(days=1)).isoformat()},
        {"words": "Settled"},
        {"reason": ""},
        {"version": "99"},
    ],
)
def test_a_restriction_stays_until_the_person_is_told_and_every_word_is_there(
    client: Client, city: City, wrong: dict[str, str]
) -> None:
    person = a_person(city, at=timezone.now())
    assert _lift(client, _restricted(city, person), **wrong) == 422
    with in_room(city):
        assert not persons_in_sight(person.room_id, today=timezone.localdate()).exists()


@pytest.mark.acceptance("S14")
def test_a_record_whose_review_is_late_does_not_come_back_by_lifting(client: Client, city: City) -> None:
    person = a_person(city, at=timezone.now())
    row, late = _restricted(city, person), timezone.localdate() - timedelta(days=1)
    with in_room(city):
        Person.objects.filter(pk=person.pk).update(reviewed_on=late, review_by=late)
    assert _lift(client, row) == 302  # back to the request, with the sentence
    page = client.get(f"/p/vinterhamn/rights/{row.pk}/").content.decode()
    assert "there is nothing to use again" in page
    with in_room(city):
        assert RightsRequest.objects.get(pk=row.pk).lifted_at is None


def test_another_request_about_the_record_keeps_it_aside(client: Client, city: City) -> None:
    person = a_person(city, at=timezone.now())
    first, _ = _restricted(city, person), _restricted(city, person)
    _lift(client, first)
    answer = client.get(f"/p/vinterhamn/rights/{first.pk}/").content.decode()
    assert "The record stays set aside: another request is about it too." in answer
    with in_room(city):
        assert not persons_in_sight(person.room_id, today=timezone.localdate()).exists()


@pytest.mark.acceptance("S1")
def test_another_room_can_lift_nothing_here(client: Client, city: City) -> None:
    row = _restricted(city, a_person(city, at=timezone.now()))
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert _lift(client, row) == 404
    assert client.get(f"/p/vinterhamn/rights/{row.pk}/lift/").status_code == 404


@pytest.mark.acceptance("S22")
def test_those_who_got_the_data_are_told_and_the_person_keeps_their_report(
    client: Client, city: City
) -> None:
    verify_all(city)
    given, surname = PERSON.name.split()
    person = a_person(
        city, PROBATION, given_name=given, surname=surname, birth_date="", at=timezone.now(),
        personnummer=PERSON.personal_number.replace("-", ""),
    )  # fmt: skip
    a_disclosure(city)
    row = _restricted(city, person, PROBATION)
    with in_room(city, PROBATION):
        copy = number_export(
            programme=city.programme.pk, room=person.room_id, kind="person_report", purpose="Answer to the request",
            recipient="The person", expires=timezone.localdate() + timedelta(days=30), rows=1,
            by=city.people[Role.PROBATION_OFFICER].pk, at=timezone.now(), subject=person.pk,
        )  # fmt: skip
    city.sign_in(client, Role.PROBATION_OFFICER)
    assert _lift(client, row) == 302
    with in_room(city, PROBATION):
        assert RightsRequest.objects.get(pk=row.pk).steps.get(what="lifted").told == 1
        assert ExportRecord.objects.get(pk=copy.pk).recalled_at is None


def test_the_request_is_kept_two_years_after_the_restriction_was_lifted(client: Client, city: City) -> None:
    row = _restricted(city, a_person(city, at=timezone.now()))
    _lift(client, row)
    long_ago = timezone.now() - timedelta(days=2 * 365)
    with in_room(city):
        RightsRequest.objects.filter(pk=row.pk).update(closed_at=long_ago - timedelta(days=9))
    run(at=timezone.now())
    with in_room(city):
        assert RightsRequest.objects.filter(pk=row.pk).exists()
        RightsRequest.objects.filter(pk=row.pk).update(lifted_at=long_ago - timedelta(days=9))
    run(at=timezone.now())
    with in_room(city):
        assert not RightsRequest.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("missing", [{"lift_told_on": None}, {"lift_reason": ""}, {"kind": "access"}])
def test_the_database_holds_no_lifting_that_nobody_was_told_of(
    client: Client, city: City, missing: dict[str, object]
) -> None:
    row = _restricted(city, a_person(city, at=timezone.now()))
    whole: dict[str, object] = {
        "lifted_at": timezone.now(),
        "lifted_by": city.people[Role.POLICE_ANALYST],
        "lift_told_on": date(2026, 1, 2),
        "lift_reason": "court",
    }
    with (
        pytest.raises(IntegrityError, match="lifted_restriction_was_one_and_was_told"),
        in_room(city),
    ):
        RightsRequest.objects.filter(pk=row.pk).update(**{**whole, **missing})


def test_words_of_requests_are_sealed_anew_when_keys_rotate(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS, settings.MAKE_KEYS = tmp_path / "keys", True
    make_keys()
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    row = _restricted(city, a_person(city, at=timezone.now()))
    _lift(client, row)
    make_keys()
    assert left_under_older_keys()["requests to the rights desk"] == 1
    list(go_on())
    assert not any(left_under_older_keys().values())
    with in_room(city):
        texts = opened(RightsRequest.objects.get(pk=row.pk))
    assert (texts["requester"], texts["lift_words"], texts["appeal"]) == ("Påhittad Person", WORDS, "")
