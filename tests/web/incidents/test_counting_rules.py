"""Counting rules are adopted for the future, old versions keep their span, and one person owns the count."""

from datetime import date
from typing import Any

import pytest

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.actions.counting import RuleText, adopt_count_rule, name_count_owner
from vapenvila.web.incidents.models import CountRule
from vapenvila.web.incidents.queries.counting import rule_in_force
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


@pytest.fixture
def city() -> Any:
    """A city whose rows are open to the test."""
    city = build_city()
    with acting(programmes=[city.programme.pk]):
        yield city


def adopted(city: City, valid_from: date) -> CountRule:
    """A new version adopted by the project leader."""
    text = RuleText(
        valid_from=valid_from,
        kinds=["shooting"],
        incident_rule="Traces or two witnesses.",
        victim_rule="All hit.",
    )
    return adopt_count_rule(
        programme=city.programme, text=text, by=city.people[Role.PROJECT_LEADER], at=EVENING, today=TODAY
    )


def test_a_new_version_holds_from_its_day_and_the_old_one_until_the_day_before(city: City) -> None:
    old = a_count_rule(city)
    coded = an_incident(city, count_rule=old)
    new = adopted(city, date(2026, 4, 1))
    old.refresh_from_db()
    coded.refresh_from_db()
    assert (new.version, old.valid_to) == (2, date(2026, 3, 31))
    assert coded.count_rule == old
    assert rule_in_force(city.programme, on=date(2026, 3, 31)) == old
    assert rule_in_force(city.programme, on=date(2026, 4, 1)) == new
    assert AuditEvent.objects.get(act="count_rule.adopted").details["version"] == 2


def test_a_version_is_never_adopted_backwards(city: City) -> None:
    a_count_rule(city)
    with pytest.raises(Refused):
        adopted(city, TODAY)


def test_the_owner_of_the_count_is_named(city: City) -> None:
    owner = city.people[Role.POLICE_ANALYST]
    programme = name_count_owner(
        programme=city.programme, owner=owner, by=city.people[Role.PROJECT_LEADER], at=EVENING
    )
    assert programme.count_owner == owner
    assert AuditEvent.objects.get(act="count_owner.named").details["new"] == str(owner.pk)
