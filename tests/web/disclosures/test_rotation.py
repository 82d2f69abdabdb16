"""Keys rotate: the frozen papers are sealed anew with nothing else changed, and persons are still found in them."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import build_city
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    TODAY,
    a_consent,
    a_disclosure,
    in_room,
    verify_all,
    worker,
)
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.actions.aftercare import note_received, recall
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureNames,
    ReceivedNote,
)
from vapenvila.web.disclosures.queries.about_person import documents_naming
from vapenvila.web.disclosures.queries.papers import open_document
from vapenvila.web.disclosures.sealed_words import consent_words, note_in
from vapenvila.web.retention.running import preview
from vapenvila.web.vault.keys import KeyKind, current, make_keys
from vapenvila.web.vault.rotation import go_on, left_under_older_keys
from vapenvila.web.vault.sealing import key_of

pytestmark = pytest.mark.django_db
PROBATION, POLICE = Kind.PROBATION, Kind.POLICE


def test_frozen_papers_are_sealed_anew_and_their_persons_are_still_found(
    settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS, settings.MAKE_KEYS = tmp_path / "keys", True
    make_keys()
    city = build_city()
    verify_all(city)
    a_consent(city)
    person = a_person(city, PROBATION, personnummer=PERSON.personal_number.replace("-", ""), birth_date="")
    told, called_back = a_disclosure(city), a_disclosure(city)
    by = worker(city, PROBATION)
    with in_room(city, PROBATION) as room:
        recall(disclosure=called_back, room=room, words="Wrong", by=by, at=NOW, today=TODAY)
    with in_room(city, POLICE) as room:
        note_received(
            disclosure=told, room=room, diary_no="A 1", note="Kept", by=worker(city, POLICE), at=NOW
        )
    assert not any(left_under_older_keys().values())
    make_keys()
    left = left_under_older_keys()
    assert (left["disclosed documents"], left["names in documents"], left["requests between agencies"]) == (
        2,
        2,
        2,
    )
    assert (left["examinations of the door"], left["consents"], left["receivers' own notes"]) == (2, 1, 1)
    with in_room(city, PROBATION):
        assert documents_naming(person.pk).count() == 2  # before the rotation has reached them
    assert not preview(at=NOW)
    list(go_on())
    assert not any(left_under_older_keys().values())
    with in_room(city, PROBATION) as room:
        assert documents_naming(person.pk).count() == 2
        assert {key_of(bytes(row.sealed)) for row in DisclosureContent.objects.all()} == {
            current(KeyKind.SEAL).id
        }
        for row in Disclosure.objects.all():
            opened = open_document(room, row)
            assert opened.unchanged
            assert opened.content is not None
        consent = Consent.objects.get()
        assert consent_words(consent.sealed, row=consent.pk).name == PERSON.name
        DisclosureNames.objects.all().delete()  # as in a database from before there were such hashes
    with in_room(city, POLICE):
        note = ReceivedNote.objects.get()
        assert note_in(note.sealed, row=note.pk) == "Kept"
    assert left_under_older_keys()["names in documents"] == 2
    list(go_on())
    with in_room(city, PROBATION):
        assert documents_naming(person.pk).count() == 2
