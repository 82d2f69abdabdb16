"""One group: its code, and every statement that speaks of it, in sight or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, prefetch_related_objects

from vapenvila.rules.group_statement import Says, Standing, standing
from vapenvila.web.groups.models import Group, LineageEvent, Statement
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.partners.models import Programme

SPEAKS_OF: dict[Says, tuple[str, ...]] = {
    Says.NAME: ("group",),
    Says.AREA: ("group",),
    Says.ACTIVITY: ("group",),
    Says.RELATION: ("a", "b"),
    Says.LINEAGE: ("parts__group",),
}


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement with those it took the place of, the newest first."""

    says: Says
    rows: tuple[Statement, ...]

    @property
    def newest(self) -> Statement:
        """The one that counts, or that was withdrawn."""
        return self.rows[0]


def group_by_id(programme: Programme, identity: UUID) -> Group | None:
    """The group, if it is of this programme."""
    return Group.objects.filter(programme=programme, pk=identity).first()


def groups_of_programme(programme: Programme) -> list[Group]:
    """Every group that has a code, in the order of their codes."""
    return list(Group.objects.filter(programme=programme))


def statement_by_id(programme: Programme, says: Says, identity: UUID) -> Statement | None:
    """One statement of this programme."""
    rows = TABLES[says]._default_manager.filter(programme=programme, pk=identity)
    return rows.select_related(*_joined(says)).first()


def chains_of(group: Group) -> list[Chain]:
    """Every chain of statements that speaks of the group, the latest said first."""
    found: list[Chain] = []
    for says, table in TABLES.items():
        speaks = Q()
        for column in SPEAKS_OF[says]:
            speaks |= Q(**{column: group})
        rows = table._default_manager.filter(speaks, programme_id=group.programme_id)
        read = list(rows.select_related(*_joined(says)).distinct())
        prefetch_related_objects([row for row in read if isinstance(row, LineageEvent)], "parts__group")
        found += [Chain(says, chain) for chain in _chained(read)]
    return sorted(found, key=lambda chain: chain.newest.recorded_at, reverse=True)


def in_history(chain: Chain, *, today: date) -> bool:
    """Whether readers see the chain: its newest statement is not late. What is late leaves the same day (S14)."""
    return today <= chain.newest.review_by


def is_late(chain: Chain, *, today: date) -> bool:
    """Whether the newest statement has run out, and waits for a newer source or for its deletion."""
    return standing(chain.newest.facts(), today=today) is Standing.LATE


def _joined(says: Says) -> tuple[str, ...]:
    own = {Says.LINEAGE: (), Says.RELATION: ("a", "b")}.get(says, ("group",))
    return ("author", "ended_by", "programme", *own)


def _chained(rows: Iterable[Statement]) -> list[tuple[Statement, ...]]:
    """The rows by chain, each from its newest to its first."""
    known = {row.pk: row for row in rows}
    before = {key: getattr(row, "supersedes_id", None) for key, row in known.items()}
    chains = []
    for key in known.keys() - set(before.values()):
        chain: list[Statement] = []
        at: UUID | None = key
        while at is not None and at in known:
            chain.append(known[at])
            at = before[at]
        chains.append(tuple(chain))
    return chains
