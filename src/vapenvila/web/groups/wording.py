"""Statements in words: what is said, of when, on what grade."""

from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext

from vapenvila.rules.group_lineage import CountRule as CountRuleRule
from vapenvila.rules.source_grade import Grade
from vapenvila.web.groups.models import (
    Group,
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    Statement,
)
from vapenvila.web.groups.vocabulary import (
    Activity,
    CountRule,
    Credibility,
    DatePrecision,
    GroupKind,
    LineageKind,
    LineageSide,
    NameUse,
    RelationKind,
    Reliability,
    Strength,
    UsedBy,
)

SHAPES = {DatePrecision.DAY.value: "Y-m-d", DatePrecision.MONTH.value: "Y-m", DatePrecision.YEAR.value: "Y"}


def grade_in_words(grade: Grade) -> str:
    """Both grades in words; the sign that analysts write stands before them."""
    return gettext("source %(reliability)s, information %(credibility)s") % {
        "reliability": str(Reliability(grade.reliability.value).label),
        "credibility": str(Credibility(grade.credibility.value).label),
    }


def day_in_words(day: date, precision: str) -> str:
    """A day, as exactly as it is known."""
    return date_format(day, SHAPES[precision])


def since(from_on: date, to_on: date | None, precision: str) -> str:
    """When it held, as exactly as it is known."""
    first = date_format(from_on, SHAPES[precision])
    if to_on is None:
        return gettext("since %(first)s") % {"first": first}
    return gettext("%(first)s to %(last)s") % {"first": first, "last": date_format(to_on, "Y-m-d")}


def size_in_words(low: int | None, high: int | None) -> str:
    """About how many belong to the group; empty where nobody says."""
    if low is None or high is None:
        return ""
    if low == high:
        return gettext("about %(number)d people") % {"number": low}
    return gettext("%(low)d to %(high)d people") % {"low": low, "high": high}


def what_is_said(row: Statement, names: dict[UUID, str], of: Group | None = None) -> str:
    """The statement as one line. `names`: what pages call each group; `of`: the group on whose page it stands."""
    match row:
        case GroupName():
            return _name(row)
        case GroupArea():
            return row.label or gettext("an area drawn on the map")
        case GroupActivity():
            return _activity(row)
        case GroupRelation():
            return relation_in_words(row.kind, row.strength, _others(row, names, of))
        case LineageEvent():
            return _lineage(row, names)
        case _:
            raise TypeError(f"not a statement on groups: {type(row).__name__}")


def relation_in_words(kind: str, strength: str, between: str) -> str:
    """A relation as one line."""
    return gettext("%(kind)s (%(strength)s): %(groups)s") % {
        "kind": str(RelationKind(kind).label),
        "strength": str(Strength(strength).label).lower(),
        "groups": between,
    }


def lineage_in_words(kind: str, before: list[str], after: list[str]) -> str:
    """What became of groups as one line."""
    said = {"kind": str(LineageKind(kind).label), "before": ", ".join(before), "after": ", ".join(after)}
    if not after:
        return gettext("%(kind)s: %(before)s") % said
    return gettext("%(kind)s: %(before)s → %(after)s") % said


def count_rule_in_words(rule: CountRuleRule | str, main: str) -> str:
    """Whom earlier acts count for since."""
    if CountRule(str(rule)) == CountRule.FOLLOW_SUCCESSOR and main:
        return gettext("Earlier acts count for %(group)s") % {"group": main}
    return str(CountRule(str(rule)).label)


def _name(row: GroupName) -> str:
    said = {"text": row.text, "who": str(UsedBy(row.used_by).label)}
    if row.use == NameUse.LABEL:
        return gettext("label “%(text)s”, used by %(who)s") % said
    return gettext("alias “%(text)s”, used by %(who)s") % said


def _activity(row: GroupActivity) -> str:
    parts = [str(Activity(row.activity).label), size_in_words(row.size_low, row.size_high)]
    if row.kind != GroupKind.UNKNOWN:
        parts.insert(1, str(GroupKind(row.kind).label).lower())
    return ", ".join(part for part in parts if part)


def _others(row: GroupRelation, names: dict[UUID, str], of: Group | None) -> str:
    pair = [group for group in (row.a_id, row.b_id) if of is None or group != of.pk]
    return ", ".join(names.get(group, "") for group in pair)


def _lineage(row: LineageEvent, names: dict[UUID, str]) -> str:
    sides: dict[str, list[str]] = {LineageSide.BEFORE: [], LineageSide.AFTER: []}
    for part in sorted(row.parts.all(), key=lambda part: part.group.number):
        sides[part.side].append(names.get(part.group_id, part.group.code))
    return lineage_in_words(row.kind, sides[LineageSide.BEFORE], sides[LineageSide.AFTER])
