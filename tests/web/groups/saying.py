"""What the tests of acts on groups share: a ground, a name and a saying that is stated, and the events it left."""

from datetime import date, timedelta
from typing import Any

from tests.cast import City
from tests.web.groups.made_up import NOW, TODAY
from vapenvila.rules.roles import Role
from vapenvila.rules.source_grade import Credibility, Grade, Nature, Reliability
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.sayings import (
    GroundSaid,
    NameSaying,
    Saying,
)
from vapenvila.web.groups.vocabulary import (
    Basis,
    NameUse,
    UsedBy,
)
from vapenvila.web.wall.acting import acting

GROUND = GroundSaid(
    from_on=date(2026, 3, 1),
    source="Group audit 4",
    source_on=TODAY - timedelta(days=10),
    basis=Basis.GROUP_AUDIT,
    grade=Grade(Reliability.B, Credibility.PROBABLE),
    nature=Nature.ASSESSMENT,
)


def named(group: Group, text: str = "Hamngruppen") -> NameSaying:
    return NameSaying(group=group.pk, text=text, use=NameUse.LABEL, used_by=UsedBy.STREET)


def said(city: City, saying: Saying, ground: GroundSaid = GROUND, **more: Any) -> Any:
    """The row of a statement made by the analyst; Any, for its columns are of its kind."""
    given = {"looked_at": False, "by": city.people[Role.POLICE_ANALYST], "at": NOW, **more}
    with acting(programmes=[city.programme.pk]):
        return state(programme=city.programme, saying=saying, ground=ground, **given)


def events(city: City) -> list[tuple[str, Any]]:
    with acting(programmes=[city.programme.pk], user=city.people[Role.DATA_PROTECTION_OFFICER].pk):
        rows = AuditEvent.objects.filter(programme=city.programme.pk).order_by("id")
        return [(row.act, row.details) for row in rows]
