"""A trail of 50,000 events leaves as one file in bounded memory and with a constant number of queries."""

import tracemalloc
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import build_city
from tests.web.audit.trail import NOW
from vapenvila.rules import exports
from vapenvila.rules.roles import Role
from vapenvila.web.audit.exports import ExportOrder
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.audit.queries import Wanted
from vapenvila.web.oversight.actions import export_trail
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T9")]

EVENTS, TRACED, MEGABYTES = 50_000, 10_000, 5  # tracing memory is slow, so a part of the events is traced


def _many_events(count: int, act: str, programme: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditevent (at, programme, manner, act, subject_kind, details)"
            " SELECT now(), %s, 'read', %s, 'incident', jsonb_build_object('number', n)"
            " FROM generate_series(1, %s) AS n",
            [programme, act, count],
        )


def _order(programme: UUID) -> ExportOrder:
    return ExportOrder(
        programme=programme,
        room=None,
        kind=ExportKind.TRAIL,
        format="csv",
        purpose="Measuring memory",
        recipient="Nobody",
        expires=NOW.date() + timedelta(days=30),
    )


def test_a_large_export_stays_small_in_memory_and_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        exports, "ROWS_ALONE", 10**9
    )  # as if approved: this test measures, it does not decide
    city = build_city()
    person = city.people[Role.DATA_PROTECTION_OFFICER]
    programme, officer = city.programme.pk, person.pk

    def queries_and_rows(act: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as caught:
            _, file = export_trail(
                programme=city.programme, order=_order(programme), wanted=Wanted(act=act), by=person, at=NOW
            )
        with file:
            return len(caught), sum(1 for _ in file) - 1

    _many_events(EVENTS, "incident.read", programme)
    _many_events(TRACED, "incident.recorded", programme)
    _many_events(1, "incident.merged", programme)
    with acting(user=officer, programmes=[programme]):
        few, one = queries_and_rows("incident.merged")
        assert one == 1
        assert queries_and_rows("incident.read") == (few, EVENTS)
        tracemalloc.start()
        assert queries_and_rows("incident.recorded") == (few, TRACED)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MEGABYTES * 1024 * 1024
