"""Undoing a batch: what was before stands again; what people have worked on since is named or left alone."""

from pathlib import Path

import pytest

from tests.cast import build_city
from tests.web.imports.files import NOW
from tests.web.imports.register import ROWS, analyst, counts, enter, imported, incident
from vapenvila.web.imports.actions.undo import Undone, UndoRefused, undo_batch
from vapenvila.web.imports.models import BatchState
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.models import ClassificationEvent, Incident, IncidentSource

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T25")]


def _facts() -> list[dict[str, object]]:
    hidden = {"version", "updated_at"}
    return [
        {name: value for name, value in row.items() if name not in hidden}
        for row in Incident.objects.order_by("number").values()
    ]


def test_undoing_a_first_import_leaves_an_empty_register(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    batch = imported(city, tmp_path, *ROWS)
    assert undo_batch(batch=batch, leave_out=False, by=analyst(city).pk, at=NOW) == Undone(3, 0, 0)
    assert (
        Incident.objects.count(),
        IncidentSource.objects.count(),
        ClassificationEvent.objects.count(),
    ) == (0, 0, 0)
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert counts(imported(city, tmp_path, *ROWS, later=1)) == (3, 0, 0, 0)


def test_undoing_an_update_brings_back_every_fact(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    imported(city, tmp_path, *ROWS)
    before = _facts()
    batch = imported(
        city, tmp_path, "A1,2024-01-05 22:00,55.62,13.02,blast,1,1,other", "A2,2024-02-06 01:10,,,blast,2,,x",
        "A3,2024-03-07 10:00,55.6,13.0,shot,1,0,third", "A9,2024-04-07,,,shot,1,0,new", later=1,
    )  # fmt: skip
    assert counts(batch) == (1, 3, 0, 0)
    assert _facts() != before
    assert undo_batch(batch=batch, leave_out=False, by=analyst(city).pk, at=NOW) == Undone(1, 3, 0)
    assert _facts() == before
    told = ClassificationEvent.objects.filter(incident=incident("A1"), field="kind").order_by("pk")
    assert [(e.old, e.new) for e in told] == [("shooting", "explosion"), ("explosion", "shooting")]


def test_an_incident_somebody_changed_since_stands_in_the_way_and_is_named(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    batch = imported(city, tmp_path, *ROWS)
    second = incident("A2")
    amend_incident(
        incident=second,
        version=1,
        facts={"note": "Checked"},
        reason="New",
        looked_at=True,
        by=analyst(city),
        at=NOW,
    )
    with pytest.raises(UndoRefused) as refusal:
        undo_batch(batch=batch, leave_out=False, by=analyst(city).pk, at=NOW)
    assert refusal.value.numbers == (second.number,)
    assert Incident.objects.count() == 3
    assert undo_batch(batch=batch, leave_out=True, by=analyst(city).pk, at=NOW) == Undone(2, 0, 1)
    assert Incident.objects.get() == second


def test_an_earlier_batch_cannot_be_undone_under_a_later_one(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    first = imported(city, tmp_path, *ROWS)
    second = imported(city, tmp_path, "A1,2024-01-05 21:30,55.6,13.0,shot,1,1,first", later=1)
    with pytest.raises(UndoRefused):
        undo_batch(batch=first, leave_out=False, by=None, at=NOW)
    undo_batch(batch=second, leave_out=False, by=None, at=NOW)
    assert undo_batch(batch=first, leave_out=False, by=None, at=NOW) == Undone(3, 0, 0)


def test_a_batch_is_undone_once(tmp_path: Path) -> None:
    city = build_city()
    enter(city)
    batch = imported(city, tmp_path, *ROWS)
    undo_batch(batch=batch, leave_out=False, by=None, at=NOW)
    with pytest.raises(UndoRefused):
        undo_batch(batch=batch, leave_out=False, by=None, at=NOW)
