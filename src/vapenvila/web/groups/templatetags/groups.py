"""Template tags of the group picture: words for what is said, and which picture links lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import template

from vapenvila.rules import source_grade
from vapenvila.rules.group_lineage import LineageKind as LineageKindRule
from vapenvila.rules.group_statement import runs_out_soon
from vapenvila.rules.source_grade import Grade
from vapenvila.web.groups import wording
from vapenvila.web.groups.filters import GroupFilter, PictureDays
from vapenvila.web.groups.picture import Ground, GroupSeen
from vapenvila.web.groups.queries.landscape import GroupLine
from vapenvila.web.groups.vocabulary import LineageKind, RelationKind, Strength

register = template.Library()


@dataclass(frozen=True, slots=True)
class Rival:
    """A group in feud with another."""

    id: UUID
    code: str
    name: str


@register.simple_tag
def days_query(days: PictureDays) -> str:
    """The days of the picture as the end of a link: empty for today's."""
    query = GroupFilter(days=days).to_query()
    return f"?{query}" if query else ""


@register.simple_tag
def size_of(group: GroupSeen | None) -> str:
    """About how many people, or a dash."""
    acts = group.activity if group else None
    return (wording.size_in_words(acts.size_low, acts.size_high) if acts else "") or "–"


@register.simple_tag
def size_figures(group: GroupSeen) -> str:
    """About how many people, in figures alone, or a dash."""
    acts = group.activity
    if acts is None or acts.size_low is None or acts.size_high is None:
        return "–"
    return f"{acts.size_low}–{acts.size_high}"


@register.simple_tag
def feuds_of(line: GroupLine, names: Mapping[UUID, str]) -> list[Rival]:
    """The groups that this one feuds with."""
    found = []
    for said in line.relations:
        if said.kind == RelationKind.FEUD:
            other = said.b if said.a == line.group.id else said.a
            found.append(Rival(other, names[other].split(" ")[0], names[other]))
    return sorted(found, key=lambda rival: (len(rival.code), rival.code))


@register.filter
def of(names: Mapping[UUID, str], group: UUID) -> str:
    """What a group is called."""
    return names[group]


@register.filter
def soon(review_by: date, today: date) -> bool:
    """Whether it leaves the picture within a fortnight."""
    return runs_out_soon(review_by, today=today)


@register.filter
def grade_words(grade: Grade) -> str:
    """Both grades in words."""
    return wording.grade_in_words(grade)


@register.filter
def is_weak(grade: Grade) -> bool:
    """Whether the ground is weak."""
    return source_grade.is_weak(grade)


@register.filter
def relation_word(kind: str) -> str:
    """The kind of a relation."""
    return str(RelationKind(kind).label)


@register.filter
def strength_word(strength: str) -> str:
    """How strongly it shows."""
    return str(Strength(strength).label).lower()


@register.filter
def lineage_word(kind: LineageKindRule) -> str:
    """What happened."""
    return str(LineageKind(kind.value).label)


@register.filter
def when_held(ground: Ground) -> str:
    """From when to when."""
    return wording.since(ground.from_on, ground.to_on, ground.date_precision)


@register.filter
def day_of_event(ground: Ground) -> str:
    """The day of an event, as exactly as it is known."""
    return wording.day_in_words(ground.from_on, ground.date_precision)
