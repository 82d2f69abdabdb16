"""Putting a statement into its table. Who may, and whether it can be, is asked before."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from vapenvila.rules.group_statement import EndedAs
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.add_group import spoken_of
from vapenvila.web.groups.models import LineageEvent, LineagePart, Statement
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.groups.sayings import (
    ActivitySaying,
    AreaSaying,
    GroundSaid,
    LineageSaying,
    NameSaying,
    RelationSaying,
    Saying,
    groups_of,
    says_of,
)
from vapenvila.web.groups.vocabulary import LineageSide
from vapenvila.web.partners.models import Programme


def write(
    saying: Saying,
    ground: GroundSaid,
    *,
    programme: Programme,
    review_by: date,
    by: User | None,
    at: datetime,
    supersedes: Statement | None = None,
    released_by_act: UUID | None = None,
) -> Statement:
    """The new row. With `supersedes` it takes the place of an earlier one, which ends at the same moment."""
    if supersedes is not None:
        end(supersedes, EndedAs.SUPERSEDED, reason="", by=by, at=at)
    row = TABLES[says_of(saying)](
        programme=programme,
        from_on=ground.from_on,
        to_on=None if isinstance(saying, LineageSaying) else ground.to_on,
        date_precision=ground.date_precision,
        source=" ".join(ground.source.split()),
        source_on=ground.source_on,
        basis=ground.basis,
        reliability=ground.grade.reliability.value,
        credibility=ground.grade.credibility.value,
        nature=ground.nature.value,
        author=by,
        recorded_at=at,
        review_by=review_by,
        released_by_act=released_by_act,
        **{"supersedes": supersedes, **columns_of(saying)},
    )
    row.save(force_insert=True)
    if isinstance(saying, LineageSaying) and isinstance(row, LineageEvent):
        _write_parts(saying, row)
    spoken_of(groups_of(saying))
    return row


def end(statement: Statement, ended_as: EndedAs, *, reason: str, by: User | None, at: datetime) -> None:
    """End a statement: it stays in the history, and leaves the picture from this moment."""
    statement.ended_at, statement.ended_as = at, ended_as.value
    statement.ended_reason, statement.ended_by = reason, by
    statement.save(update_fields=["ended_at", "ended_as", "ended_reason", "ended_by"])


def columns_of(saying: Saying) -> dict[str, Any]:
    """What the saying's own table holds of it."""
    match saying:
        case NameSaying():
            return {
                "group_id": saying.group,
                "text": " ".join(saying.text.split()),
                "use": saying.use,
                "used_by": saying.used_by,
            }
        case AreaSaying():
            return {
                "group_id": saying.group,
                "geometry": saying.geometry,
                "label": " ".join(saying.label.split()),
            }
        case ActivitySaying():
            return {
                "group_id": saying.group,
                "activity": saying.activity,
                "kind": saying.kind,
                "size_low": saying.size_low,
                "size_high": saying.size_high,
            }
        case RelationSaying():
            a, b = sorted((saying.one, saying.other))
            return {"a_id": a, "b_id": b, "kind": saying.kind, "strength": saying.strength}
        case LineageSaying():
            return {"kind": saying.kind, "count_rule": saying.count_rule}


def _write_parts(saying: LineageSaying, event: LineageEvent) -> None:
    sides = (
        *((LineageSide.BEFORE, group) for group in saying.before),
        *((LineageSide.AFTER, group) for group in saying.after),
    )
    LineagePart.objects.bulk_create(
        LineagePart(
            programme=event.programme,
            event=event,
            group_id=group,
            side=side,
            main=side == LineageSide.AFTER and group == saying.main,
        )
        for side, group in sides
    )
