"""Statements that leave the picture soon, the first first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects

from vapenvila.rules.group_statement import Says
from vapenvila.web.groups.models import LineageEvent, Statement
from vapenvila.web.groups.queries.in_sight import known
from vapenvila.web.groups.queries.names import shown_names
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.groups.vocabulary import Says as SaysWords
from vapenvila.web.groups.wording import what_is_said
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class RunningOut:
    """One statement: which kind, in words, of which groups, and its last day in sight."""

    says: Says
    kind: str
    statement: UUID
    what: str
    groups: str
    review_by: date


def running_out(programme: Programme, *, until: date, now: datetime) -> list[RunningOut]:
    """Statements in sight whose review date is not after `until`."""
    rows = [(says, row) for says in TABLES for row in _rows(programme, says, until, now)]
    if not rows:
        return []
    names = shown_names(programme, picture_on(programme, on=until, known_at=now))
    rows.sort(key=lambda one: one[1].review_by)
    return [
        RunningOut(
            says,
            str(SaysWords(says.value).label),
            row.pk,
            what_is_said(row, names),
            names.get(getattr(row, "group_id", None) or row.pk, ""),
            row.review_by,
        )
        for says, row in rows
    ]


def _rows(programme: Programme, says: Says, until: date, now: datetime) -> list[Statement]:
    asked = TABLES[says]._default_manager.filter(known(now), programme=programme, review_by__lte=until)
    read = list(asked)
    prefetch_related_objects([row for row in read if isinstance(row, LineageEvent)], "parts__group")
    return read
