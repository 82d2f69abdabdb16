"""The groups of a picture as lines of a list: filtered, searched and sorted, the same for page and file."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vapenvila.rules.group_lineage import LineageKind
from vapenvila.rules.group_statement import runs_out_soon
from vapenvila.rules.source_grade import is_weak
from vapenvila.web.groups.filters import GroupFilter
from vapenvila.web.groups.picture import GroupPicture, GroupSeen, LineageSaid, RelationSaid
from vapenvila.web.groups.vocabulary import RelationKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """One group of the list. `became`: what ended it, where it lives on in others or not at all."""

    group: GroupSeen
    state: State
    relations: tuple[RelationSaid, ...]
    became: LineageSaid | None
    first_review: date | None

    @property
    def feuds(self) -> int:
        """How many groups it is in feud with."""
        return sum(said.kind == RelationKind.FEUD for said in self.relations)

    @property
    def weak(self) -> bool:
        """Whether the firmest statement on whether it acts stands on a weak ground, or nobody says."""
        acts = self.group.activity
        return acts is None or is_weak(acts.ground.grade)

    @property
    def disputed(self) -> bool:
        """Whether sources in sight disagree on it or on a relation of it."""
        return self.group.disputed or any(said.disputed for said in self.relations)


def lines_of(picture: GroupPicture) -> list[GroupLine]:
    """Every group of the picture. Relations and lineage are read once, however many groups there are."""
    relations: dict[UUID, list[RelationSaid]] = defaultdict(list)
    for said in picture.relations:
        for end in {said.a, said.b}:
            relations[end].append(said)
    became = _ends(picture)
    return [
        _line(group, tuple(relations.get(group.id, ())), became.get(group.id)) for group in picture.groups
    ]


def line_of(picture: GroupPicture, identity: UUID) -> GroupLine | None:
    """One group of the picture."""
    group = picture.group(identity)
    if group is None:
        return None
    return _line(group, picture.relations_of(identity), ended_by(picture, identity))


def chosen_lines(picture: GroupPicture, chosen: GroupFilter, *, today: date) -> list[GroupLine]:
    """The lines that the filter lets through, in the wished order."""
    lines = [line for line in lines_of(picture) if _lets_through(chosen, line, today)]
    return _sorted(lines, chosen.sort)


def ended_by(picture: GroupPicture, identity: UUID) -> LineageSaid | None:
    """The event that ended the group: it stands before and not after, and nothing later brought it back."""
    return _ends(picture).get(identity)


def _ends(picture: GroupPicture) -> dict[UUID, LineageSaid]:
    """The event that ended each group that has ended."""
    found: dict[UUID, LineageSaid] = {}
    for said in picture.lineage:  # in the order of their days
        found |= dict.fromkeys(said.before, said)
        for group in said.after:
            found.pop(group, None)
    return found


def state_of(group: GroupSeen, became: LineageSaid | None) -> State:
    """Whether the group acts, in one word."""
    if became is not None:
        return State.DISSOLVED if became.kind is LineageKind.DISSOLVE else State.SUCCEEDED
    return State(group.activity.activity) if group.activity else State.NOT_SAID


def _line(group: GroupSeen, relations: tuple[RelationSaid, ...], became: LineageSaid | None) -> GroupLine:
    grounds = (*group.grounds, *(said.ground for said in relations))
    return GroupLine(
        group=group,
        state=state_of(group, became),
        relations=relations,
        became=became,
        first_review=min((ground.review_by for ground in grounds), default=None),
    )


def _lets_through(chosen: GroupFilter, line: GroupLine, today: date) -> bool:
    if chosen.states and line.state.value not in chosen.states:
        return False
    if chosen.disputed and not line.disputed:
        return False
    if chosen.soon and not (line.first_review and runs_out_soon(line.first_review, today=today)):
        return False
    return not chosen.text or any(chosen.text.casefold() in word for word in _words(line.group))


def _words(group: GroupSeen) -> Iterable[str]:
    names = (said.text for said in (*group.labels, *group.aliases))
    areas = (said.label for said in group.areas)
    return (word.casefold() for word in (group.code, *names, *areas))


SORTS: dict[str, Callable[[GroupLine], Any]] = {
    "code": lambda line: line.group.number,
    "name": lambda line: line.group.shown.casefold(),
    "state": lambda line: list(State).index(line.state),
    "size": lambda line: (line.group.activity.size_high or 0) if line.group.activity else 0,
    "feuds": lambda line: line.feuds,
    "review": lambda line: line.first_review or date.max,
}


def _sorted(lines: list[GroupLine], sort: str) -> list[GroupLine]:
    key = SORTS.get(sort.removeprefix("-"), SORTS["code"])
    return sorted(sorted(lines, key=SORTS["code"]), key=key, reverse=sort.startswith("-"))
