"""Recording, amending and deciding: rule, change, history and one audit event, and nobody's work is lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from tests.cast import City, build_city
from tests.rules.test_incident_free_text import NUMBER
from tests.web.incidents.made_up import EVENING, a_count_rule
from vapenvila.rules.incident_state import IncidentState
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.actions.amend import amend_incident, undo_change
from vapenvila.web.incidents.actions.record import SourceFacts, record_incident
from vapenvila.web.incidents.actions.sources import add_source
from vapenvila.web.incidents.actions.state import change_state
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.incidents.refusals import Refused, StaleIncident, TextNeedsALook
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
NOW = EVENING + timedelta(days=3)
TODAY = date(2026, 3, 17)
FACTS = {"kind": "shooting", "occurred_from": EVENING, "occurred_to": EVENING, "place": "Torget"}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The sentences here are read outside any page, where the city's own language would hold."""
    with translation.override("en"):
        yield


@pytest.fixture
def city() -> Any:
    """A city whose rows are open to the test."""
    city = build_city()
    with acting(programmes=[city.programme.pk], user=city.people[Role.COORDINATOR].pk):
        yield city


def recorded(
    city: City, source: SourceFacts | None = None, looked_at: bool = False, **facts: Any
) -> Incident:
    """An incident put in by the coordinator."""
    return record_incident(
        programme=city.programme,
        facts={**FACTS, **facts},
        source=source,
        looked_at=looked_at,
        by=city.people[Role.COORDINATOR],
        at=NOW,
    )


def amended(
    city: City, incident: Incident, version: int, reason: str = "Better known.", **facts: Any
) -> Incident:
    """An amendment by the analyst."""
    return amend_incident(
        incident=incident,
        version=version,
        facts=facts,
        reason=reason,
        looked_at=False,
        by=city.people[Role.POLICE_ANALYST],
        at=NOW,
    )


def decided(
    city: City, incident: Incident, new: str, reason: str = "", review: date | None = None
) -> Incident:
    """A change of state by the analyst."""
    return change_state(
        incident=incident,
        version=incident.version,
        new=IncidentState(new),
        reason=reason,
        hold_review_on=review,
        looked_at=False,
        by=city.people[Role.POLICE_ANALYST],
        at=NOW,
        today=TODAY,
    )


def test_a_recorded_incident_is_numbered_reported_and_under_the_rule_of_its_day(city: City) -> None:
    rule = a_count_rule(city)
    first, second = recorded(city), recorded(city)
    assert (first.number, second.number) == (1, 2)
    assert (first.state, first.count_rule, first.version) == ("reported", rule, 1)
    assert list(first.history.values_list("field", "new", "decided_by__email")) == [
        ("registered", "shooting", "coordinator@vinterhamn.example")
    ]
    event = AuditEvent.objects.filter(act="incident.recorded", subject=first.pk).get()
    assert event.user == city.people[Role.COORDINATOR].pk


@pytest.mark.acceptance("S11")
def test_an_impossible_time_is_not_saved(city: City) -> None:
    with pytest.raises(Refused) as refused:
        recorded(city, occurred_from=NOW + timedelta(days=1), occurred_to=NOW + timedelta(days=1))
    assert refused.value.sentence == "The incident lies in the future. Check the date."
    assert not Incident.objects.exists()


@pytest.mark.acceptance("T33")
def test_a_reference_of_a_source_never_becomes_two_incidents(city: City) -> None:
    recorded(city, SourceFacts("RAR", "K-1"))
    with pytest.raises(Refused) as refused:
        recorded(city, SourceFacts("RAR", "K-1"))
    assert refused.value.sentence == "The reference K-1 of RAR already belongs to incident #1."
    other = recorded(city, SourceFacts("112", "K-1"))
    with pytest.raises(Refused):
        add_source(
            incident=other,
            source=SourceFacts("RAR", "K-1"),
            looked_at=False,
            by=city.people[Role.COORDINATOR],
            at=NOW,
        )
    assert Incident.objects.count() == 2


def test_a_personal_number_is_refused_even_when_the_writer_insists(city: City) -> None:
    with pytest.raises(TextNeedsALook):
        recorded(city, looked_at=True, note=f"Talked to {NUMBER}")
    assert not Incident.objects.exists()


def test_a_phone_number_stays_only_when_the_writer_has_looked(city: City) -> None:
    with pytest.raises(TextNeedsALook) as stopped:
        recorded(city, note="Kiosk 070-123 45 67")
    assert set(stopped.value.finds) == {"note"}
    assert recorded(city, looked_at=True, note="Kiosk 070-123 45 67").number == 1


def test_an_amendment_keeps_the_old_value_with_who_when_and_why(city: City) -> None:
    incident = amended(city, recorded(city), 1, dead=1, outcome="fatal", place="Torget")
    rows = list(incident.history.exclude(field="registered").values_list("field", "old", "new", "reason"))
    assert sorted(rows) == [
        ("dead", "0", "1", "Better known."),
        ("outcome", "unknown", "fatal", "Better known."),
    ]
    assert len(set(incident.history.exclude(field="registered").values_list("request", flat=True))) == 1
    assert incident.version == 2
    event = AuditEvent.objects.get(act="incident.amended")
    assert event.details["changed"] == {"dead": ["0", "1"], "outcome": ["unknown", "fatal"]}


def test_an_amendment_says_why(city: City) -> None:
    with pytest.raises(Refused) as refused:
        amended(city, recorded(city), 1, reason=" ", place="Bryggan")
    assert refused.value.field == "reason"


def test_an_amendment_that_changes_nothing_leaves_no_trace(city: City) -> None:
    incident = amended(city, recorded(city), 1, reason="", place="Torget")
    assert incident.version == 1
    assert not AuditEvent.objects.filter(act="incident.amended").exists()


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(city: City) -> None:
    incident = recorded(city)
    amended(city, incident, 1, place="Bryggan")
    with pytest.raises(StaleIncident) as stale:
        amended(city, incident, 1, place="Kajen")
    assert (stale.value.current.place, stale.value.current.version) == ("Bryggan", 2)
    incident.refresh_from_db()
    assert incident.place == "Bryggan"


@pytest.mark.acceptance("T25")
def test_undoing_a_change_is_a_new_correction_in_the_history(city: City) -> None:
    incident = amended(city, recorded(city), 1, place="Bryggan")
    event = incident.history.get(field="place")
    undone = undo_change(event=event, version=2, by=city.people[Role.COORDINATOR], at=NOW)
    assert (undone.place, undone.version) == ("Torget", 3)
    assert list(incident.history.filter(field="place").order_by("id").values_list("old", "new")) == [
        ("Torget", "Bryggan"),
        ("Bryggan", "Torget"),
    ]


@pytest.mark.acceptance("T25")
def test_a_change_that_was_changed_again_cannot_be_undone_over_the_later_one(city: City) -> None:
    incident = amended(city, recorded(city), 1, place="Bryggan")
    first = incident.history.get(field="place")
    amended(city, incident, 2, place="Kajen")
    with pytest.raises(Refused):
        undo_change(event=first, version=3, by=city.people[Role.COORDINATOR], at=NOW)


def test_an_incident_is_reviewed_put_on_hold_and_confirmed_with_its_history(city: City) -> None:
    incident = decided(city, recorded(city), "under_review")
    incident = decided(city, incident, "hold", "Waiting for traces.", TODAY + timedelta(days=14))
    assert incident.hold_review_on == TODAY + timedelta(days=14)
    incident = decided(city, incident, "confirmed")
    assert (incident.hold_review_on, incident.state_reason) == (None, "")
    steps = incident.history.filter(field="state").order_by("id").values_list("old", "new")
    assert list(steps) == [("reported", "under_review"), ("under_review", "hold"), ("hold", "confirmed")]
    assert AuditEvent.objects.filter(act="incident.reclassified").count() == 3


def test_a_step_the_rule_refuses_changes_nothing(city: City) -> None:
    incident = recorded(city)
    with pytest.raises(Refused):
        decided(city, incident, "confirmed")
    incident.refresh_from_db()
    assert incident.state == "reported"


def test_history_is_never_changed_not_even_by_sql(city: City) -> None:
    recorded(city)
    with pytest.raises(DatabaseError, match=r"permission denied|append-only"), transaction.atomic():
        ClassificationEvent.objects.update(new="arson")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ClassificationEvent.objects.update(new="arson")


def delete_history(*, close_programme: bool) -> None:
    """Delete the history alone and let the check of the end of the transaction run."""
    with transaction.atomic(), connection.cursor() as cursor:
        ClassificationEvent.objects.all().delete()
        if close_programme:
            cursor.execute("SELECT set_config('vapenvila.programmes', '', true)")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_history_goes_only_together_with_its_incident(city: City) -> None:
    incident = recorded(city)
    with pytest.raises(DatabaseError, match="append-only"):
        delete_history(close_programme=False)
    with transaction.atomic(), connection.cursor() as cursor:
        incident.delete()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not ClassificationEvent.objects.exists()


def test_history_is_kept_even_when_the_programme_is_closed_at_the_end_of_the_transaction(city: City) -> None:
    recorded(city)
    with pytest.raises(DatabaseError, match="append-only"):
        delete_history(close_programme=True)
