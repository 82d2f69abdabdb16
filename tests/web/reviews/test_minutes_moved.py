"""Minutes that were locked whole, before their points were kept apart, read the same after the move and the way back."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from tests.cast import build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import HOUR, NOW, a_held_review, at_work, minutes_as_locked, point_about
from vapenvila.rules.roles import Role
from vapenvila.web.reviews.actions.decisions import decide_nothing
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.models import MinutesPoint
from vapenvila.web.reviews.queries.minutes import hash_of

MOVE: Any = import_module("vapenvila.web.reviews.migrations.0007_minutes_point_by_point")
ALONE = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE reviews_minutespoint DISABLE TRIGGER locked;
ALTER TABLE reviews_reviewmeeting DISABLE TRIGGER whole_minutes;
"""

pytestmark = pytest.mark.django_db


def test_the_move_and_its_way_back_lose_no_word() -> None:
    city = build_city()
    by = city.people[Role.COORDINATOR]
    found = [an_incident(city, when=NOW - n * 8 * HOUR, injured_serious=1) for n in (1, 2)]
    meeting = a_held_review(city)
    with at_work(city):
        for incident in found:
            decide_nothing(item=point_about(meeting, incident).pk, reason="Seen", by=by, at=NOW)
        locked = lock_minutes(meeting=meeting.pk, by=by, at=NOW)
    words = minutes_as_locked(city, locked)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(ALONE)
        cursor.execute(MOVE.JOIN)
        cursor.execute("ALTER TABLE reviews_reviewmeeting NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SELECT minutes -> 'items' ->> 1 IS NOT NULL FROM reviews_reviewmeeting")
        assert cursor.fetchall() == [(True,)]
        cursor.execute("DELETE FROM reviews_minutespoint")
        assert cursor.rowcount == 2
        cursor.execute(MOVE.SPLIT)
        cursor.execute("ALTER TABLE reviews_minutespoint FORCE ROW LEVEL SECURITY")
    with at_work(city):
        locked.refresh_from_db()
        moved = MinutesPoint.objects.order_by("no").values_list("incident_id", flat=True)
        assert list(moved) == [item.incident_id for item in locked.items.order_by("position")]
    assert minutes_as_locked(city, locked) == words
    assert hash_of(words) == locked.minutes_hash
