"""Emergencies, looks at an identity, and keys that are changed: what is told, what is on record, what is still found."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, NUMBER, TODAY, a_ground, a_person, change, in_room, room_of
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.actions.amend import before_of
from vapenvila.web.people.actions.emergency import break_glass, sign_emergency
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.models import Identity, PersonChange
from vapenvila.web.people.queries.emergencies import to_sign, told_to
from vapenvila.web.people.queries.identity import identity_fields
from vapenvila.web.people.queries.persons import (
    found_by_name,
    found_by_number,
)
from vapenvila.web.people.rotation import CHANGES, IDENTITIES
from vapenvila.web.vault.keys import make_keys
from vapenvila.web.vault.rotation import go_on

pytestmark = pytest.mark.django_db
POLICE = AgencyKind.POLICE


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("S20")
@pytest.mark.acceptance("T15")
def test_an_emergency_is_told_at_once_ends_by_itself_and_waits_for_somebody_else(
    city: City, django_capture_on_commit_callbacks: object
) -> None:
    ground = a_ground(Mark.VICTIM, protective_track=True, need_of_child="n")
    person = a_person(city, ground=ground, birth_date="2012-05-01", surname="Skyddad")
    officer, analyst = city.people[Role.POLICE_OFFICER], city.people[Role.POLICE_ANALYST]
    reader, room = reader_of(officer.pk), room_of(city)
    with in_room(city):
        with pytest.raises(RefusedError, match="protected"):
            identity_fields(person, ["surname"], reader=reader, purpose="casework", at=NOW)
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # the fixture is a function
            opened_row = break_glass(
                person=person,
                room=room,
                reader=reader,
                reason="A threat against the child today",
                hours=2,
                by=officer,
                at=NOW,
                today=TODAY,
            )
        assert [message.to for message in mail.outbox] == [[analyst.email]]
        assert "Skyddad" not in str(mail.outbox[0].message())
        seen = identity_fields(
            person, ["surname"], reader=reader, purpose="casework", at=NOW + timedelta(hours=1)
        )
        assert seen == {"surname": "Skyddad"}
        with pytest.raises(RefusedError, match="protected"):
            identity_fields(
                person, ["surname"], reader=reader, purpose="casework", at=NOW + timedelta(hours=2)
            )
        assert list(told_to(analyst.pk, room.id)) == [opened_row]
        assert not to_sign(room.id, by=officer.pk).exists()
        assert list(to_sign(room.id, by=analyst.pk)) == [opened_row]
        with pytest.raises(RefusedError, match="their own emergency"):
            sign_emergency(
                opened=opened_row, room=room, reader=reader, finding="f", by=officer, at=NOW, today=TODAY
            )
        sign_emergency(
            opened=opened_row,
            room=room,
            reader=reader_of(analyst.pk),
            finding="Right",
            by=analyst,
            at=NOW,
            today=TODAY,
        )
        assert not to_sign(room.id, by=analyst.pk).exists()
        acts = set(AuditEvent.objects.filter(subject=person.pk).values_list("act", flat=True))
    assert {"person.glass_broken", "person.identity_read", "person.emergency_signed"} <= acts


@pytest.mark.acceptance("S16")
def test_every_look_at_an_identity_is_on_record_with_its_purpose(city: City) -> None:
    person, reader = a_person(city), reader_of(city.people[Role.POLICE_ANALYST].pk)
    with in_room(city):
        identity_fields(person, ["surname"], reader=reader, purpose="contact", at=NOW)
        event = AuditEvent.objects.get(act="person.identity_read")
        assert (event.subject, event.user, event.details) == (
            person.pk,
            reader.user,
            {"fields": ["surname"], "purpose": "contact"},
        )


def test_a_rotation_seals_and_hashes_anew_and_everything_is_still_found(
    city: City, settings: object, tmp_path: object
) -> None:
    settings.KEYS = tmp_path / "keys"  # type: ignore[attr-defined,operator]  # fixtures of pytest
    person = change(city, a_person(city, surname="Påhittad", personnummer=NUMBER), surname="Låtsad")
    reader, room = reader_of(city.people[Role.POLICE_ANALYST].pk), room_of(city)
    assert (IDENTITIES.left(), CHANGES.left()) == (0, 0)
    make_keys()
    with in_room(city):
        assert found_by_number(reader, room, NUMBER, today=TODAY) == [
            person
        ]  # before the rotation has reached it
        old = bytes(Identity.objects.get().personnummer_hash or b"")
    assert (IDENTITIES.left(), CHANGES.left()) == (1, 1)
    assert sum(go_on()) == 2
    assert (IDENTITIES.left(), CHANGES.left()) == (0, 0)
    with in_room(city):
        assert found_by_number(reader, room, NUMBER, today=TODAY) == [person]
        assert found_by_name(reader, room, "låtsad", today=TODAY) == [person]
        assert bytes(Identity.objects.get().personnummer_hash or b"") != old
        assert before_of(PersonChange.objects.get(version=2)) == {"surname": "Påhittad"}
