"""For which days one kind of relation is what the picture says of two groups: day by day, as it is known at a moment."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vapenvila.rules.group_statement import firmest_first, holds_on
from vapenvila.web.groups.models import GroupRelation
from vapenvila.web.groups.queries.in_sight import known
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class Spell:
    """Two groups and the days, first and last included, on which the relation is believed (`to_on` None: it goes on)."""

    groups: frozenset[UUID]
    from_on: date
    to_on: date | None


def relation_spells(programme: Programme, kind: RelationKind, *, known_at: datetime) -> list[Spell]:
    """Every spell in which `picture_on(day, known_at=known_at)` shows this relation of a pair. One query.

    Where several statements hold on a day the firmest is believed, so a truce of a better source ends a feud for its days.
    """
    said: dict[tuple[UUID, UUID], list[GroupRelation]] = defaultdict(list)
    for row in GroupRelation.objects.filter(known(known_at), programme=programme):
        said[row.a_id, row.b_id].append(row)
    return [
        Spell(frozenset(pair), first, last)
        for pair, rows in said.items()
        for first, last in _believed(_firmest(rows), kind)
    ]


def _firmest(rows: Sequence[GroupRelation]) -> list[GroupRelation]:
    return [rows[at] for at in firmest_first((row.grade, row.source_on, row.recorded_at) for row in rows)]


def _believed(rows: Sequence[GroupRelation], kind: RelationKind) -> Iterator[tuple[date, date | None]]:
    """First and last days of this kind: what is believed changes only where a statement begins or has ended."""
    begins = {row.from_on for row in rows}
    begins |= {row.to_on + timedelta(days=1) for row in rows if row.to_on is not None}
    since: date | None = None
    for day in sorted(begins):
        believed = next((row.kind for row in rows if holds_on(row.facts(), on=day)), None)
        if believed == kind and since is None:
            since = day
        elif believed != kind and since is not None:
            yield since, day - timedelta(days=1)
            since = None
    if since is not None:
        yield since, None
