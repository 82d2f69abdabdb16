"""What the tests of the pages of groups share: today, a ground as the form sends it, and a small town of groups."""

from datetime import date

from django.utils import timezone

from tests.cast import City
from tests.web.groups.made_up import a_group, a_label, a_relation, activity, an_area, said_now
from vapenvila.web.groups.models import Group


def today() -> date:
    return timezone.localdate()


def ground(**more: str) -> dict[str, str]:
    """The ground of a statement as a form sends it."""
    return {
        "from_on": "2026-03-01",
        "date_precision": "month",
        "source": "Group audit 4",
        "source_on": today().isoformat(),
        "basis": "group_audit",
        "reliability": "B",
        "credibility": "2",
        "nature": "assessment",
        **more,
    }


def seen_in_town(city: City) -> tuple[Group, Group, Group]:
    """A named group with all that can be said, its rival, and one nobody has spoken of."""
    one, rival, unknown = a_group(city), a_group(city), a_group(city)
    a_label(city, one, "Hamngruppen", **said_now())
    a_label(city, one, "Kajen", use="alias", **said_now())
    an_area(city, one, **said_now())
    activity(city, one, size_low=8, size_high=14, **said_now())
    a_label(city, rival, "Fyren", **said_now())
    activity(city, rival, "dormant", **said_now())
    a_relation(city, one, rival, **said_now())
    return one, rival, unknown
