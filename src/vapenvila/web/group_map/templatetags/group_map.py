"""Template tags of the map of groups: what a line and a circle say to whoever hears them."""

from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.translation import gettext, ngettext

from vapenvila.web.group_map.drawing import SIGNS, DrawnGroup, Tally
from vapenvila.web.groups.picture import RelationSaid
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.groups.wording import relation_in_words, since
from vapenvila.web.wall.blind import blind_incidents

register = template.Library()


@register.simple_tag
def judged_blind() -> int:
    """How many incidents the reader judges blind now, whose judgements are in no number that they see."""
    return len(blind_incidents())


@register.filter
def unlocalised(number: float) -> str:
    """A coordinate as SVG reads it, whatever the reader's language."""
    return f"{number:g}"


@register.filter
def sign_of(kind: str) -> str:
    """The sign on the line."""
    return SIGNS[kind]


@register.filter
def at(names: Mapping[UUID, str], person: UUID) -> str:
    """What a person of the drawing is called."""
    return names[person]


@register.filter
def first_word(name: str) -> str:
    """The group's code, where its whole name has no room."""
    return name.split(" ", 1)[0]


@register.filter
def counted_word(tally: Tally) -> str:
    """What so many lines of a kind are called."""
    match RelationKind(tally.kind):
        case RelationKind.FEUD:
            return ngettext("feud", "feuds", tally.n)
        case RelationKind.TENSION:
            return ngettext("tension", "tensions", tally.n)
        case RelationKind.ALLIANCE:
            return ngettext("alliance", "alliances", tally.n)
        case RelationKind.TRADE:
            return ngettext("trade", "trades", tally.n)
        case RelationKind.TRUCE:
            return ngettext("truce", "truces", tally.n)


@register.simple_tag
def relation_title(said: RelationSaid, names: Mapping[UUID, str]) -> str:
    """A line in words."""
    line = relation_in_words(said.kind, said.strength, f"{names[said.a]} – {names[said.b]}")
    when = since(said.ground.from_on, said.ground.to_on, said.ground.date_precision)
    told = {"line": line, "when": when}
    if said.disputed:
        return gettext("%(line)s, %(when)s; sources disagree") % told
    return gettext("%(line)s, %(when)s") % told


@register.simple_tag
def group_title(drawn: DrawnGroup, period: int) -> str:
    """A circle in words."""
    counted = ngettext("%(n)d incident", "%(n)d incidents", drawn.touched.wide) % {"n": drawn.touched.wide}
    days = ngettext("%(n)d day", "%(n)d days", period) % {"n": period}
    return gettext("%(group)s, %(state)s: %(incidents)s in %(days)s") % {
        "group": drawn.name,
        "state": str(drawn.line.state.label).lower(),
        "incidents": counted,
        "days": days,
    }


@register.simple_tag
def row_at(first: int, row: int) -> int:
    """Where a line of text stands in a copy."""
    return first + 16 * row


@register.simple_tag
def column_at(first: int, column: int) -> int:
    """Where a sign of the legend stands in a copy."""
    return first + 150 * column
