"""What the register and the door know of accesses in a log review: the reader's surname, address, own name, and colleagues.

Only whole words are compared, inside the room that reviews. Nothing of it is kept but the reason to look. Of a reader's
address an account keeps a hash; where it keeps none, or the record has no address, "same address" stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from vapenvila.rules.log_review import AccessFacts
from vapenvila.web.accounts.home_address import is_home
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.queries.named_in import names_in_papers
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.people.queries.names import addresses_of_persons, names_of_persons

Accesses = list[tuple[AccessFacts, UUID | None, str]]


@dataclass(frozen=True, slots=True)
class _House:
    """Names of readers, and of those who work in the room: folded, by account; and hashes of where readers live."""

    readers: dict[UUID, str]
    homes: dict[UUID, bytes]
    colleagues: frozenset[str]


def knows_of_persons(room: Room, accesses: Accesses) -> Iterator[AccessFacts]:
    """The same accesses, with what is known where the record names somebody."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for _facts, subject, kind in accesses:
        if subject is not None:
            wanted[kind].add(subject)
    names = {**names_of_persons(wanted["person"]), **names_in_papers(wanted)}
    addresses = addresses_of_persons(wanted["person"])
    house = _house(room, {facts.user for facts, _subject, _kind in accesses})
    for facts, subject, _kind in accesses:
        known = names.get(subject) if subject else None
        address = addresses.get(subject, "") if subject else ""
        yield facts if known is None else _with(facts, known, address, house)


def _house(room: Room, readers: Iterable[UUID]) -> _House:
    at_work = Mission.objects.filter(room=room).values("user")
    rows = list(User.objects.filter(pk__in=readers).values_list("pk", "name", "home"))
    return _House(
        readers={pk: folded(name) for pk, name, _home in rows},
        homes={pk: bytes(home) for pk, _name, home in rows},
        colleagues=frozenset(
            folded(n) for n in User.objects.filter(pk__in=at_work).values_list("name", flat=True)
        ),
    )


def _with(facts: AccessFacts, known: Iterable[str], address: str, house: _House) -> AccessFacts:
    names = {folded(name) for name in known if name.strip()}
    reader = house.readers.get(facts.user, "")
    surnames = {name.split()[-1] for name in names if " " in name}
    return replace(
        facts,
        same_surname=" " in reader and reader.split()[-1] in surnames,
        same_address=is_home(house.homes.get(facts.user, b""), address),
        colleague=bool(names & house.colleagues),  # one's own name among them
    )


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()
