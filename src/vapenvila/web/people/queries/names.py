"""Names and addresses of persons of the room, opened for the log review alone; what is shown goes by `queries.identity`."""

from collections.abc import Iterable
from uuid import UUID

from vapenvila.web.people.models import Identity
from vapenvila.web.people.sealed_identity import opened


def names_of_persons(persons: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Person → given name and surname, of those that lie in the acting room."""
    found: dict[UUID, tuple[str, ...]] = {}
    for identity in Identity.objects.filter(person__in=list(persons)):
        words = opened(identity, ("given_name", "surname"))
        found[identity.person_id] = (f"{words['given_name']} {words['surname']}",)
    return found


def addresses_of_persons(persons: Iterable[UUID]) -> dict[UUID, str]:
    """Person → address, of those that lie in the acting room and have one."""
    rows = Identity.objects.filter(person__in=list(persons)).exclude(address=b"")
    return {identity.person_id: opened(identity, ("address",))["address"] for identity in rows}
