"""What the register and the door know of accesses in a log review: the reader's surname, a colleague's name, one's own.

Only whole words are compared, inside the room that reviews. Nothing of it is kept but the reason to look. An account
holds no address, so that "same address" stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from vapenvila.rules.log_review import AccessFacts
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.queries.named_in import names_in_papers
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.people.queries.names import names_of_persons

Accesses = list[tuple[AccessFacts, UUID | None, str]]


@dataclass(frozen=True, slots=True)
class _House:
    """Names of readers, and of those who work in the room: folded, by account."""

    readers: dict[UUID, str]
    colleagues: frozenset[str]


def knows_of_persons(room: Room, accesses: Accesses) -> Iterator[AccessFacts]:
    """The same accesses, with what is known where the record names somebody."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for _facts, subject, kind in accesses:
        if subject is not None:
            wanted[kind].add(subject)
    names = {**names_of_persons(wanted["person"]), **names_in_papers(wanted)}
    house = _house(room, {facts.user for facts, _subject, _kind in accesses})
    for facts, subject, _kind in accesses:
        known = names.get(subject) if subject else None
        yield facts if known is None else _with(facts, known, house)


def _house(room: Room, readers: Iterable[UUID]) -> _House:
    at_work = Mission.objects.filter(room=room).values("user")
    return _House(
        readers={
            pk: folded(name) for pk, name in User.objects.filter(pk__in=readers).values_list("pk", "name")
        },
        colleagues=frozenset(
            folded(n) for n in User.objects.filter(pk__in=at_work).values_list("name", flat=True)
        ),
    )


def _with(facts: AccessFacts, known: Iterable[str], house: _House) -> AccessFacts:
    names = {folded(name) for name in known if name.strip()}
    reader = house.readers.get(facts.user, "")
    surnames = {name.split()[-1] for name in names if " " in name}
    return replace(
        facts,
        same_surname=" " in reader and reader.split()[-1] in surnames,
        colleague=bool(names & house.colleagues),  # one's own name among them
    )


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()
