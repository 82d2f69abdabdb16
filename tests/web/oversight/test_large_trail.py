"""A trail of 50,000 events leaves as one file in bounded memory and with a constant number of queries."""

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import build_city
from tests.web.audit.trail import NOW, write_events
from vapenvila.rules.roles import Role
from vapenvila.web.audit.queries import Wanted
from vapenvila.web.oversight.actions import export_trail
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T9")]

EVENTS, MEGABYTES = 50_000, 25


def test_a_large_export_stays_small_in_memory_and_queries() -> None:
    city = build_city()
    programme, officer = city.programme.pk, city.people[Role.DATA_PROTECTION_OFFICER].pk
    write_events(1, programme=programme)

    def queries_of_export() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as caught:
            file = export_trail(programme=programme, wanted=Wanted(act="incident.read"), by=officer, at=NOW)
        with file:
            return len(caught), sum(1 for _ in file) - 1

    with acting(user=officer, programmes=[programme]):
        few, _ = queries_of_export()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_auditevent (at, programme, manner, act, subject_kind, details)"
                " SELECT now(), %s, 'read', 'incident.read', 'incident', jsonb_build_object('number', n)"
                " FROM generate_series(1, %s) AS n",
                [programme, EVENTS],
            )
        tracemalloc.start()
        many, rows = queries_of_export()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (many, rows) == (few, EVENTS)
    assert peak < MEGABYTES * 1024 * 1024
