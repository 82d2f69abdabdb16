"""What somebody states, before it is a row: one small frozen thing for each kind of statement, and its ground.

As plain data (`as_data`, `saying_from_data`) it can lie in a room as a draft until it is released.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from vapenvila.rules.group_lineage import CountRule as CountRuleRule
from vapenvila.rules.group_lineage import LineageFacts
from vapenvila.rules.group_lineage import LineageKind as LineageKindRule
from vapenvila.rules.group_statement import Claim, Says
from vapenvila.rules.source_grade import Credibility, Grade, Nature, Reliability
from vapenvila.web.groups.vocabulary import (
    Activity,
    Basis,
    CountRule,
    DatePrecision,
    GroupKind,
    LineageKind,
    NameUse,
    RelationKind,
    Strength,
    UsedBy,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundSaid:
    """When it holds, and what it stands on."""

    from_on: date
    to_on: date | None = None
    date_precision: DatePrecision = DatePrecision.DAY
    source: str
    source_on: date
    basis: Basis
    grade: Grade
    nature: Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSaying:
    """What a group is called."""

    group: UUID
    text: str
    use: NameUse
    used_by: UsedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSaying:
    """Where a group is at home. `geometry`: GeoJSON Polygon or MultiPolygon."""

    group: UUID
    geometry: dict[str, Any]  # GeoJSON as it is drawn
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySaying:
    """Whether a group acts, what kind it is and about how many belong to it."""

    group: UUID
    activity: Activity
    kind: GroupKind = GroupKind.UNKNOWN
    size_low: int | None = None
    size_high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSaying:
    """How two groups stand to one another, in whichever order they are named."""

    one: UUID
    other: UUID
    kind: RelationKind
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSaying:
    """What became of groups. `main`: the successor that acts follow, where the counting rule names one."""

    kind: LineageKind
    count_rule: CountRule
    before: tuple[UUID, ...]
    after: tuple[UUID, ...]
    main: UUID | None = None

    def facts(self, on: date) -> LineageFacts:
        """The event as the rule of lineage sees it."""
        return LineageFacts(
            kind=LineageKindRule(self.kind.value),
            on=on,
            count_rule=CountRuleRule(self.count_rule.value),
            from_groups=frozenset(self.before),
            to_groups=frozenset(self.after),
            main=self.main,
        )


Saying: TypeAlias = "NameSaying | AreaSaying | ActivitySaying | RelationSaying | LineageSaying"

SAYING_OF: dict[Says, type[Saying]] = {
    Says.NAME: NameSaying,
    Says.AREA: AreaSaying,
    Says.ACTIVITY: ActivitySaying,
    Says.RELATION: RelationSaying,
    Says.LINEAGE: LineageSaying,
}


def says_of(saying: Saying) -> Says:
    """What kind of statement it is."""
    return next(says for says, kind in SAYING_OF.items() if isinstance(saying, kind))


def groups_of(saying: Saying) -> tuple[UUID, ...]:
    """Every group it speaks of."""
    match saying:
        case RelationSaying():
            return (saying.one, saying.other)
        case LineageSaying():
            return (*saying.before, *saying.after)
        case _:
            return (saying.group,)


def claim_of(saying: Saying, ground: GroundSaid, *, end_told_on: date | None = None) -> Claim:
    """The statement as the rule sees it before it is written."""
    return Claim(
        says=says_of(saying),
        from_on=ground.from_on,
        to_on=ground.to_on,
        source=ground.source,
        source_on=ground.source_on,
        grade=ground.grade,
        end_told_on=end_told_on,
    )


def as_data(saying: Saying, ground: GroundSaid) -> dict[str, Any]:
    """Both as plain data that JSON can hold."""
    return {"says": says_of(saying).value, "saying": _plain(asdict(saying)), "ground": _plain(asdict(ground))}


def saying_from_data(data: dict[str, Any]) -> tuple[Saying, GroundSaid]:
    """Both back from plain data; KeyError, TypeError or ValueError when it is none of ours."""
    ground = dict(data["ground"])
    grade = ground.pop("grade")
    days = {name: ground.pop(name) for name in ("from_on", "to_on", "source_on")}
    said = GroundSaid(
        source=ground["source"],
        date_precision=DatePrecision(ground["date_precision"]),
        basis=Basis(ground["basis"]),
        nature=Nature(ground["nature"]),
        grade=Grade(Reliability(grade["reliability"]), Credibility(grade["credibility"])),
        from_on=date.fromisoformat(days["from_on"]),
        to_on=date.fromisoformat(days["to_on"]) if days["to_on"] else None,
        source_on=date.fromisoformat(days["source_on"]),
    )
    return _saying(Says(data["says"]), data["saying"]), said


def _saying(says: Says, data: dict[str, Any]) -> Saying:
    match says:
        case Says.NAME:
            return NameSaying(
                group=UUID(data["group"]),
                text=data["text"],
                use=NameUse(data["use"]),
                used_by=UsedBy(data["used_by"]),
            )
        case Says.AREA:
            return AreaSaying(group=UUID(data["group"]), geometry=data["geometry"], label=data["label"])
        case Says.ACTIVITY:
            return ActivitySaying(
                group=UUID(data["group"]),
                activity=Activity(data["activity"]),
                kind=GroupKind(data["kind"]),
                size_low=data["size_low"],
                size_high=data["size_high"],
            )
        case Says.RELATION:
            return RelationSaying(
                one=UUID(data["one"]),
                other=UUID(data["other"]),
                kind=RelationKind(data["kind"]),
                strength=Strength(data["strength"]),
            )
        case Says.LINEAGE:
            return LineageSaying(
                kind=LineageKind(data["kind"]),
                count_rule=CountRule(data["count_rule"]),
                before=tuple(UUID(one) for one in data["before"]),
                after=tuple(UUID(one) for one in data["after"]),
                main=UUID(data["main"]) if data["main"] else None,
            )


def _plain(value: Any) -> Any:
    """The value as JSON holds it: identifiers and days as text, tuples as lists."""
    match value:
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case UUID() | date():
            return str(value)
        case _:
            return value
