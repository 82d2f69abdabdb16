"""The group picture as one frozen answer: what is said of every group on a day, as it was known at a moment.

Maps, lists, audits and analyses are made of this and of nothing else, so none of them shows what another hides.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vapenvila.rules.group_lineage import CountRule, LineageFacts, LineageKind
from vapenvila.rules.source_grade import Grade, Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one statement stands on, and when it holds, was written and runs out. `statement` is its identity."""

    statement: UUID
    from_on: date
    to_on: date | None
    date_precision: str
    source: str
    source_on: date
    basis: str
    grade: Grade
    nature: Nature
    author: UUID | None
    recorded_at: datetime
    review_by: date
    released_by_act: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSaid:
    """A label or an alias, and who uses it."""

    group: UUID
    text: str
    use: str
    used_by: str
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSaid:
    """Where a group is at home. `geometry`: GeoJSON Polygon or MultiPolygon, WGS84, longitude before latitude."""

    group: UUID
    geometry: dict[str, Any]  # GeoJSON as it is drawn
    label: str
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySaid:
    """Whether a group acts, what kind it is, and between how many and how many belong to it (None: not said)."""

    group: UUID
    activity: str
    kind: str
    size_low: int | None
    size_high: int | None
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSaid:
    """How two groups stand to one another. `disputed`: other sources say another kind; they follow as `others`."""

    a: UUID
    b: UUID
    kind: str
    strength: str
    ground: Ground
    others: tuple["RelationSaid", ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether sources in sight answer differently."""
        return any(other.kind != self.kind for other in self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSaid:
    """What became of groups, and whom earlier acts count for since."""

    kind: LineageKind
    count_rule: CountRule
    before: tuple[UUID, ...]
    after: tuple[UUID, ...]
    main: UUID | None
    ground: Ground

    def facts(self) -> LineageFacts:
        """The event as the rule of counting sees it."""
        return LineageFacts(
            kind=self.kind,
            on=self.ground.from_on,
            count_rule=self.count_rule,
            from_groups=frozenset(self.before),
            to_groups=frozenset(self.after),
            main=self.main,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSeen:
    """One group with what is said of it, the firmest statement on each question first."""

    id: UUID
    code: str
    number: int
    labels: tuple[NameSaid, ...] = ()
    aliases: tuple[NameSaid, ...] = ()
    areas: tuple[AreaSaid, ...] = ()
    activities: tuple[ActivitySaid, ...] = ()

    @property
    def label(self) -> NameSaid | None:
        """The label that is shown."""
        return self.labels[0] if self.labels else None

    @property
    def shown(self) -> str:
        """What pages call the group: its label, or its code where no label is in sight."""
        return self.labels[0].text if self.labels else self.code

    @property
    def activity(self) -> ActivitySaid | None:
        """The firmest statement on whether it acts."""
        return self.activities[0] if self.activities else None

    @property
    def disputed(self) -> bool:
        """Whether sources in sight disagree on the label or on whether it acts."""
        labels = {said.text.casefold() for said in self.labels}
        return len(labels) > 1 or len({said.activity for said in self.activities}) > 1

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Everything that what is shown of this group stands on."""
        names = (one.ground for one in (*self.labels, *self.aliases))
        rest = (*(one.ground for one in self.areas), *(one.ground for one in self.activities))
        return (*names, *rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPicture:
    """Everything said of groups that holds on a day and was in sight at a moment."""

    programme: UUID
    on: date
    known_at: datetime
    groups: tuple[GroupSeen, ...]
    relations: tuple[RelationSaid, ...]
    lineage: tuple[LineageSaid, ...]

    def group(self, identity: UUID) -> GroupSeen | None:
        """One group of the picture."""
        return next((group for group in self.groups if group.id == identity), None)

    def relations_of(self, identity: UUID) -> tuple[RelationSaid, ...]:
        """The relations of one group."""
        return tuple(said for said in self.relations if identity in (said.a, said.b))

    def lineage_facts(self) -> tuple[LineageFacts, ...]:
        """The events as the rule of counting sees them."""
        return tuple(said.facts() for said in self.lineage)
