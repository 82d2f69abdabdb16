"""Two incidents that are one are merged, and that can be undone; two that are different are not asked about again."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.actions.merge import (
    merge_incidents,
    reopen_pair,
    settle_as_different,
    undo_merge,
)
from vapenvila.web.incidents.models import DifferentIncidents, Incident, IncidentMerge, IncidentSource
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
NOW = EVENING + timedelta(days=1)


@pytest.fixture
def city() -> Any:
    """A city whose rows are open to the test."""
    city = build_city()
    with acting(programmes=[city.programme.pk]):
        yield city


def two(city: City) -> tuple[Incident, Incident]:
    """Two incidents, each with a source."""
    pair = an_incident(city), an_incident(city)
    for incident, name in zip(pair, ("RAR", "112"), strict=True):
        IncidentSource.objects.create(
            programme=city.programme,
            incident=incident,
            source_system=name,
            source_no="K-1",
            received_at=EVENING,
        )
    return pair


def merged(
    city: City, kept: Incident, absorbed: Incident, reason: str = "Same shots, two callers."
) -> IncidentMerge:
    """A merge by the analyst."""
    return merge_incidents(
        kept=kept,
        absorbed=absorbed,
        reason=reason,
        looked_at=False,
        by=city.people[Role.POLICE_ANALYST],
        at=NOW,
    )


def test_sources_move_and_both_histories_tell_of_the_merge(city: City) -> None:
    kept, absorbed = two(city)
    merged(city, kept, absorbed)
    assert kept.sources.count() == 2
    assert list(kept.history.values_list("field", "new")) == [("took_up", "2")]
    assert list(absorbed.history.values_list("field", "new")) == [("merged_into", "1")]
    absorbed.refresh_from_db()
    assert absorbed.merged_into == kept


@pytest.mark.acceptance("T28")
def test_a_merge_is_undone_and_each_source_is_back_where_it_was(city: City) -> None:
    kept, absorbed = two(city)
    merge = merged(city, kept, absorbed)
    undo_merge(merge=merge, reason="Two places after all.", by=city.people[Role.COORDINATOR], at=NOW)
    assert [s.source_system for s in kept.sources.all()] == ["RAR"]
    assert [s.source_system for s in absorbed.sources.all()] == ["112"]
    absorbed.refresh_from_db()
    assert absorbed.merged_into is None
    assert AuditEvent.objects.filter(act__startswith="incident.merge").count() == 2
    with pytest.raises(Refused):
        undo_merge(merge=merge, reason="", by=city.people[Role.COORDINATOR], at=NOW)


def test_a_merge_says_why_and_is_of_two_that_stand_alone(city: City) -> None:
    kept, absorbed = two(city)
    with pytest.raises(Refused):
        merged(city, kept, absorbed, reason=" ")
    with pytest.raises(Refused):
        merged(city, kept, kept)
    merged(city, kept, absorbed)
    with pytest.raises(Refused):
        merged(city, an_incident(city), absorbed)


def test_the_later_merge_is_undone_first(city: City) -> None:
    kept, absorbed = two(city)
    first = merged(city, kept, absorbed)
    merged(city, an_incident(city), kept)
    with pytest.raises(Refused) as refused:
        undo_merge(merge=first, reason="", by=city.people[Role.COORDINATOR], at=NOW)
    assert refused.value.sentence == "The incident was merged further. Undo the later merge first."


def test_a_pair_settled_as_different_is_remembered_and_can_be_reopened(city: City) -> None:
    first, second = two(city)
    for one, other in ((first, second), (second, first)):
        pair = settle_as_different(first=one, second=other, by=city.people[Role.COORDINATOR], at=NOW)
    assert DifferentIncidents.objects.count() == 1
    reopen_pair(pair=pair, by=city.people[Role.COORDINATOR], at=NOW)
    assert not DifferentIncidents.objects.exists()
