"""What the door holds on a person of a room, and whether the room protects somebody: asked inside one room alone."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.age_from_number import twelve_digits
from vapenvila.web.disclosures.models import Disclosure, DisclosureNames
from vapenvila.web.disclosures.names_index import hashes_sought
from vapenvila.web.disclosures.vocabulary import State
from vapenvila.web.people.models import Identity
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


def documents_naming(person: UUID) -> QuerySet[Disclosure]:
    """Documents of the person's room, handed over or received, that name them: by number, or by whole name without one.

    What a recall has closed to the room is not searched there.
    """
    today = timezone.localdate()
    known_as = list(Identity.objects.filter(Q(person=person) | Q(person__merged_into=person)))
    if not known_as:
        return Disclosure.objects.none()
    room, hashes = known_as[0].room_id, []
    for identity in known_as:
        words = opened(identity, {"personnummer", "given_name", "surname"})
        name = f"{words['given_name']} {words['surname']}"
        hashes += hashes_sought(room, name=name, personal_number=words["personnummer"], today=today)
    named = DisclosureNames.objects.filter(room=room, name_hash__in=hashes).values("disclosure")
    rows = Disclosure.objects.filter(pk__in=named).exclude(closed_to(room))
    return rows.order_by("-handed_over_at", "-pk")


def persons_disclosed(room: UUID) -> list[UUID]:
    """Persons of the room that a document in it names, by personal number. What a recall has closed to it is not searched."""
    named = DisclosureNames.objects.filter(room=room).exclude(closed_to(room, "disclosure__"))
    found = Identity.objects.filter(room=room, personnummer_hash__in=named.values("name_hash"))
    return list(found.values_list("person", flat=True))


def closed_to(room: UUID, path: str = "") -> Q:
    """Documents that a recall has closed to this room."""
    return Q(**{f"{path}to_room": room, f"{path}state__in": (State.RECALLED, State.RECALL_CONFIRMED)})


def disclosures_about(person: UUID) -> Iterator[HeldRecord]:
    """What the door holds on a person of the room, for reports and rights requests."""
    for disclosure in documents_naming(person).select_related("to_room__agency"):
        yield HeldRecord(
            what=_("Disclosure"),
            at=disclosure.handed_over_at,
            recipient=disclosure.to_room.agency.name,
            id=disclosure.pk,
        )
