"""Committing: new, updated and unchanged; empty cells change nothing; what people decided stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cast import build_city
from tests.web.imports.files import NOW, settings
from tests.web.imports.register import ROWS, analyst, counts, enter, imported, incident
from vapenvila.rules.incident_state import IncidentState
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.imports.models import BatchState, ImportChange, ImportConflict
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.models import Area, ClassificationEvent, CountRule, Incident, IncidentSource
from vapenvila.web.wall.acting import act, acting

pytestmark = pytest.mark.django_db


def test_rows_become_incidents_with_sources_history_and_numbers(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    batch = imported(city, tmp_path, *ROWS)
    assert batch.state == BatchState.COMMITTED
    assert counts(batch) == (3, 0, 0, 0)
    first = incident("A1")
    assert (first.number, first.kind, first.weapon, first.outcome) == (1, "shooting", "firearm", "injured")
    assert first.occurred_from == datetime(2024, 1, 5, 20, 30, tzinfo=UTC)
    assert (first.latitude, first.longitude, first.precision) == (55.6, 13.0, "exact")
    assert (first.dead, first.injured_unknown, first.note, first.state) == (0, 2, "first", "reported")
    assert incident("A3").number == 3
    history = ClassificationEvent.objects.get(incident=first)
    assert (history.field, history.decided_by, history.source_vintage) == ("registered", None, "I1 test")
    assert all(pk.version == 7 for pk in Incident.objects.values_list("pk", flat=True))


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    before = list(Incident.objects.order_by("number").values())
    assert counts(imported(city, tmp_path, *ROWS, later=1)) == (0, 0, 3, 0)
    assert list(Incident.objects.order_by("number").values()) == before
    assert ImportChange.objects.count() == 3


@pytest.mark.acceptance("T29")
def test_an_empty_cell_changes_nothing(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    batch = imported(
        city, tmp_path, "A1,2024-01-05 21:30,,,shot,,,", "A3,2024-03-07,55.6,13.0,shot,1,0,", later=1
    )
    assert counts(batch) == (0, 1, 1, 0)
    first, third = incident("A1"), incident("A3")
    assert (first.latitude, first.injured_unknown, first.note, first.version) == (55.6, 2, "first", 1)
    assert (third.latitude, third.note, third.precision, third.version) == (55.6, "third", "exact", 2)


def test_a_changed_cell_updates_the_fact_and_keeps_the_old_one_in_the_history(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    batch = imported(city, tmp_path, "A1,2024-01-05 21:30,55.6,13.0,shot,1,1,first", later=1)
    assert counts(batch) == (0, 1, 0, 0)
    first = incident("A1")
    assert (first.dead, first.injured_unknown, first.outcome, first.version) == (1, 1, "fatal", 2)
    changed = ClassificationEvent.objects.filter(incident=first).exclude(field="registered")
    assert {(e.field, e.old, e.new) for e in changed} == {
        ("dead", "0", "1"), ("injured_unknown", "2", "1"), ("outcome", "injured", "fatal"),
    }  # fmt: skip


@pytest.mark.acceptance("T33")
def test_what_a_person_decided_is_not_reverted_but_listed_for_decision(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    first = incident("A1")
    amend_incident(
        incident=first, version=first.version, facts={"kind": "threat_with_weapon", "dead": 1, "outcome": "fatal"},
        reason="Seen on film", looked_at=True, by=analyst(city), at=NOW,
    )  # fmt: skip
    batch = imported(city, tmp_path, "A1,2024-01-05 21:30,55.6,13.0,shot,0,3,first", later=1)
    first = incident("A1")
    assert (first.kind, first.dead, first.injured_unknown) == ("threat_with_weapon", 1, 3)
    assert counts(batch) == (0, 1, 0, 1)
    listed = {(c.field, c.register_value, c.file_value) for c in ImportConflict.objects.filter(batch=batch)}
    assert listed == {
        ("kind", "threat_with_weapon", "shooting"),
        ("dead", "1", "0"),
        ("outcome", "fatal", "injured"),
    }


@pytest.mark.acceptance("T33")
def test_a_reference_that_two_incidents_share_is_left_for_decision(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    mapping = settings(victims={"rows": True, "same_event": ["when", "lat", "lon"]})
    same = "2024-09-09 21:00,55.6,13.0,shot,,,"
    batch = imported(city, tmp_path, f"A1,{same}", f"A2,{same}", mapping=mapping, later=1)
    assert counts(batch) == (0, 0, 1, 1)
    conflict = ImportConflict.objects.get(batch=batch)
    assert (conflict.field, conflict.register_value, conflict.file_value) == ("source", "#1, #2", "A1, A2")


def test_all_numbers_of_a_folded_incident_lead_back_to_it(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    mapping = settings(victims={"rows": True, "same_event": ["when", "lat", "lon"]})
    same = "2024-01-05 21:30,55.6,13.0,shot,,,"
    imported(city, tmp_path, f"B,{same}", mapping=mapping)
    batch = imported(city, tmp_path, f"A,{same}", f"B,{same}", mapping=mapping, later=1)
    assert counts(batch) == (0, 1, 0, 0)
    assert Incident.objects.get().injured_unknown == 2
    assert set(IncidentSource.objects.values_list("source_no", flat=True)) == {"A", "B"}


def test_areas_and_counting_rules_are_found_by_name_and_day(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    area = Area.objects.create(programme=city.programme, name="Centrum")
    rule = CountRule.objects.create(
        programme=city.programme, version=1, valid_from=datetime(2024, 2, 1, tzinfo=UTC).date(), kinds=["shooting"],
        incident_rule="x", victim_rule="y", adopted_by=analyst(city), adopted_at=NOW,
    )  # fmt: skip
    mapping = settings(where={"lat": "lat", "lon": "lon", "area": ["text"]}, note=[])
    imported(
        city,
        tmp_path,
        "A1,2024-01-05 21:30,,,shot,,,CENTRUM",
        "A2,2024-03-05 21:30,,,shot,,,Elsewhere",
        mapping=mapping,
    )
    first, second = incident("A1"), incident("A2")
    assert (first.area, first.place, first.count_rule, first.precision) == (area, "CENTRUM", None, "area")
    assert (second.area, second.place, second.count_rule) == (None, "Elsewhere", rule)


@pytest.mark.parametrize("state", ["hold", "unfounded", "confirmed"])
def test_states_of_the_source_fulfil_the_registers_own_rules(tmp_path: Path, state: str) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, ROWS[0], mapping=settings(state=state))
    first = incident("A1")
    assert first.state == IncidentState(state)
    assert (first.hold_review_on is not None) == (state == "hold")
    assert bool(first.state_reason) == (state == "unfounded")


@pytest.mark.acceptance("S1")
def test_another_city_sees_neither_the_batch_nor_its_incidents(tmp_path: Path) -> None:
    city, other = build_city(), build_city("annanstad", "Annanstad")
    enter(city)
    imported(city, tmp_path, *ROWS)
    act(user=None, programmes=[other.programme.pk])
    assert not Incident.objects.exists()
    assert not ImportChange.objects.exists()
    imported(other, tmp_path, ROWS[0])
    assert Incident.objects.get().programme_id == other.programme.pk


def test_one_audit_event_tells_the_whole_batch(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    batch = imported(city, tmp_path, *ROWS)
    with acting(user=city.people[next(iter(city.people))].pk, programmes=[city.programme.pk]):
        events = AuditEvent.objects.filter(subject=batch.pk, act="import.committed")
        assert events.count() <= 1  # who may read the trail is the trail's own question
