"""What the door holds on a person of a room, and whether the room protects somebody: asked inside one room alone."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.age_from_number import twelve_digits
from vapenvila.web.disclosures.models import Disclosure
from vapenvila.web.disclosures.queries.papers import document_at, open_document
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models import Identity, Person
from vapenvila.web.people.registry import HeldRecord
from vapenvila.web.people.sealed_identity import opened, sought


def is_protected_in(room: UUID, numbers: list[str]) -> bool:
    """Whether somebody with one of these numbers is on the room's protective track (acceptance S6)."""
    today = timezone.localdate()
    digits = {found for number in numbers if (found := twelve_digits(number, today=today))}
    hashes = [one for number in digits for one in sought(number, "personnummer", room)]
    return Identity.objects.filter(
        room=room, personnummer_hash__in=hashes, person__protective_track=True
    ).exists()


def disclosures_about(person: UUID) -> Iterator[HeldRecord]:
    """Documents of the person's room that name them, by personal number. Content closed by a recall is not searched."""
    row = Person.objects.select_related("identity", "room__agency").filter(pk=person).first()
    number = opened(row.identity, {"personnummer"})["personnummer"] if row else ""
    if row is None or not number:
        return
    today = timezone.localdate()
    wanted = twelve_digits(number, today=today)
    for disclosure in Disclosure.objects.select_related("from_room__agency", "to_room__agency"):
        if wanted and wanted in _numbers(row.room, disclosure, today):
            yield HeldRecord(
                what=_("Disclosure"),
                at=disclosure.handed_over_at,
                recipient=disclosure.to_room.agency.name,
                id=disclosure.pk,
            )


def _numbers(room: Room, disclosure: Disclosure, today: date) -> set[str | None]:
    found = document_at(room, disclosure.pk)
    content = open_document(room, found).content if found else None
    if content is None:
        return set()
    return {twelve_digits(person["personal_number"], today=today) for person in content["persons"]}


def persons_disclosed(room: UUID) -> list[UUID]:
    """Persons of the room that a document in it names, by personal number. Content closed by a recall is not searched."""
    row, today = Room.objects.select_related("agency").get(pk=room), timezone.localdate()
    numbers = {
        number
        for disclosure in Disclosure.objects.select_related("from_room__agency", "to_room__agency")
        for number in _numbers(row, disclosure, today)
        if number
    }
    hashes = [one for number in numbers for one in sought(number, "personnummer", room)]
    found = Identity.objects.filter(room=room, personnummer_hash__in=hashes)
    return list(found.values_list("person", flat=True))
