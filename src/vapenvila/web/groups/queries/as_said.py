"""A statement as it was said: what its form or its renewal begins with."""

from vapenvila.rules.source_grade import Nature
from vapenvila.web.groups.models import (
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    Statement,
)
from vapenvila.web.groups.sayings import (
    ActivitySaying,
    AreaSaying,
    GroundSaid,
    LineageSaying,
    NameSaying,
    RelationSaying,
    Saying,
)
from vapenvila.web.groups.vocabulary import (
    Activity,
    Basis,
    CountRule,
    DatePrecision,
    GroupKind,
    LineageKind,
    LineageSide,
    NameUse,
    RelationKind,
    Strength,
    UsedBy,
)


def as_said(row: Statement) -> tuple[Saying, GroundSaid]:
    """What was said and on what ground."""
    ground = GroundSaid(
        from_on=row.from_on,
        to_on=row.to_on,
        date_precision=DatePrecision(row.date_precision),
        source=row.source,
        source_on=row.source_on,
        basis=Basis(row.basis),
        grade=row.grade,
        nature=Nature(row.nature),
    )
    return _saying(row), ground


def _saying(row: Statement) -> Saying:
    match row:
        case GroupName():
            return NameSaying(
                group=row.group_id, text=row.text, use=NameUse(row.use), used_by=UsedBy(row.used_by)
            )
        case GroupArea():
            return AreaSaying(group=row.group_id, geometry=row.geometry, label=row.label)
        case GroupActivity():
            return ActivitySaying(
                group=row.group_id,
                activity=Activity(row.activity),
                kind=GroupKind(row.kind),
                size_low=row.size_low,
                size_high=row.size_high,
            )
        case GroupRelation():
            return RelationSaying(
                one=row.a_id, other=row.b_id, kind=RelationKind(row.kind), strength=Strength(row.strength)
            )
        case LineageEvent():
            return _lineage(row)
        case _:
            raise TypeError(f"not a statement on groups: {type(row).__name__}")


def _lineage(row: LineageEvent) -> LineageSaying:
    parts = list(row.parts.order_by("group__number"))
    return LineageSaying(
        kind=LineageKind(row.kind),
        count_rule=CountRule(row.count_rule),
        before=tuple(part.group_id for part in parts if part.side == LineageSide.BEFORE),
        after=tuple(part.group_id for part in parts if part.side == LineageSide.AFTER),
        main=next((part.group_id for part in parts if part.main), None),
    )
