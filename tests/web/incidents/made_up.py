"""Made-up incidents for the tests of the register."""

from datetime import UTC, date, datetime
from typing import Any

from tests.cast import City
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import CountRule, Incident
from vapenvila.web.incidents.numbering import next_incident_number
from vapenvila.web.wall.acting import acting

EVENING = datetime(2026, 3, 14, 21, 30, tzinfo=UTC)


def an_incident(city: City, **facts: Any) -> Incident:
    """One row of the register, as an import would write it."""
    with acting(programmes=[city.programme.pk]):
        when = facts.pop("when", EVENING)
        return Incident.objects.create(
            **{
                "programme": city.programme,
                "number": next_incident_number(city.programme.pk),
                "kind": "shooting",
                "occurred_from": when,
                "occurred_to": when,
                "place": "Hamngatan 3",
                **facts,
            }
        )


def a_count_rule(city: City, **facts: Any) -> CountRule:
    """One adopted counting rule."""
    with acting(programmes=[city.programme.pk]):
        return CountRule.objects.create(
            **{
                "programme": city.programme,
                "version": 1,
                "valid_from": date(2020, 1, 1),
                "kinds": ["shooting", "explosion"],
                "incident_rule": "A shot with traces or two independent witnesses.",
                "victim_rule": "Everybody hit.",
                "adopted_by": city.people[Role.PROJECT_LEADER],
                "adopted_at": EVENING,
                **facts,
            }
        )
