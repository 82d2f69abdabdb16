"""Asking the rules whether something can be said, and screening its words, before it is written."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from vapenvila.rules.decision import Decision
from vapenvila.rules.group_area import possible_area
from vapenvila.rules.group_facts import possible_activity, possible_name, possible_pair
from vapenvila.rules.group_lineage import may_record
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.sayings import (
    ActivitySaying,
    AreaSaying,
    GroundSaid,
    LineageSaying,
    NameSaying,
    RelationSaying,
    Saying,
    groups_of,
)
from vapenvila.web.incidents.actions.checks import box_of
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.refusals import Refused, insist
from vapenvila.web.partners.models import Programme

FIELD_OF_REFUSAL: dict[type[Saying], str] = {
    NameSaying: "text",
    AreaSaying: "outline",
    ActivitySaying: "activity",
    RelationSaying: "other",
    LineageSaying: "kind",
}


def check_saying(saying: Saying, ground: GroundSaid, *, programme: Programme, looked_at: bool) -> None:
    """Refuse what cannot be; stop at words that do not belong in the shared picture."""
    insist(_possible(saying, ground.from_on, programme), field=FIELD_OF_REFUSAL[type(saying)])
    known_groups(programme, groups_of(saying))
    check_texts({"source": ground.source, **_words(saying)}, looked_at=looked_at)


def _possible(saying: Saying, on: date, programme: Programme) -> Decision:
    match saying:
        case NameSaying():
            return possible_name(saying.text)
        case AreaSaying():
            return possible_area(saying.geometry, box=box_of(programme))
        case ActivitySaying():
            return possible_activity(
                activity=saying.activity.value, low=saying.size_low, high=saying.size_high
            )
        case RelationSaying():
            return possible_pair(saying.one, saying.other)
        case LineageSaying():
            return may_record(saying.facts(on))


def _words(saying: Saying) -> dict[str, str]:
    match saying:
        case NameSaying():
            return {"text": saying.text}
        case AreaSaying():
            return {"label": saying.label}
        case _:
            return {}


def known_groups(programme: Programme, identities: Iterable[UUID]) -> dict[UUID, Group]:
    """The groups, all of this programme."""
    wanted = set(identities)
    found = Group.objects.filter(programme=programme).in_bulk(wanted)
    if len(found) < len(wanted):
        raise Refused(gettext("One of the groups is not in this programme."))
    return found
