"""What the rules allow and what row-level security lets through are the same set, for invented readers and real rows."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import build_city
from tests.rules.invented_readers import AGENCIES, PROGRAMMES, ROOMS, days, readers
from tests.web.audit.trail import NOW, as_owner
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.room_access import RoomFacts, may_read_room
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.row_security import APPLICATION_ROLE, POLICY

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]
rows_stay = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)

ANNA = UUID(int=99)  # the user of every invented reader


@pytest.fixture
def real() -> dict[UUID, UUID]:
    """Three cities with two incidents each, in place of the three invented programmes."""
    cities = [build_city(slug, slug.title()) for slug in ("vinterhamn", "sommarhamn", "hosthamn")]
    for city in cities:
        an_incident(city)
        an_incident(city)
    return {invented: city.programme.pk for invented, city in zip(PROGRAMMES, cities, strict=True)}


@pytest.mark.acceptance("T3")
def test_incidents(real: dict[UUID, UUID]) -> None:
    with acting(programmes=real.values()):
        owner_of = dict(Incident.objects.values_list("pk", "programme"))
    invented = {there: here for here, there in real.items()}
    assert len(owner_of) == 6

    @rows_stay
    @given(readers(), days)
    def agree(reader: Reader, today: date) -> None:
        by_rule = {
            pk
            for pk, programme in owner_of.items()
            if may(reader, Right.SEE_PROGRAMME, invented[programme], today=today)
        }
        opened = [real[programme] for programme in reader.programmes(today=today)]
        with acting(user=reader.user, programmes=opened):
            assert set(Incident.objects.values_list("pk", flat=True)) == by_rule

    agree()


def test_audit_events() -> None:
    written: dict[int, tuple[UUID | None, UUID | None]] = {}
    for programme in (*PROGRAMMES, None):
        for user in (ANNA, UUID(int=98), None):
            record(act="incident.read", by=user, at=NOW, programme=programme)
    with as_owner():
        written = {e.pk: (e.user, e.programme) for e in AuditEvent.objects.all()}
    assert len(written) == 12

    @rows_stay
    @given(readers(), days)
    def agree(reader: Reader, today: date) -> None:
        opened = reader.programmes(today=today)
        by_rule = {
            pk for pk, (user, programme) in written.items() if user == reader.user or programme in opened
        }
        with acting(user=reader.user, programmes=opened):
            assert set(AuditEvent.objects.values_list("pk", flat=True)) == by_rule

    agree()


@pytest.mark.acceptance("S2")
def test_rows_of_a_room() -> None:
    """No table of kind ROOM is built yet: the policy that will hold them is tried on a table of its own."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE room_rows (room_id uuid)")
        cursor.execute("ALTER TABLE room_rows ENABLE ROW LEVEL SECURITY")
        policy = POLICY[RowKind.ROOM]
        cursor.execute(f"CREATE POLICY wall ON room_rows USING ({policy}) WITH CHECK ({policy})")
        cursor.execute("INSERT INTO room_rows SELECT unnest(%s::uuid[])", [list(ROOMS)])
        cursor.execute(f"GRANT SELECT ON room_rows TO {APPLICATION_ROLE}")

    @rows_stay
    @given(readers(), st.sampled_from(ROOMS), days)
    def agree(reader: Reader, asked: UUID, today: date) -> None:
        facts = {room: RoomFacts(id=room, agency=AGENCIES[0], programme=PROGRAMMES[0]) for room in ROOMS}
        opened = asked if may_read_room(reader, facts[asked], today=today) else None
        with acting(user=reader.user, room=opened), connection.cursor() as cursor:
            cursor.execute("SELECT room_id FROM room_rows")
            assert [room for (room,) in cursor.fetchall()] == ([asked] if opened else [])

    agree()


@pytest.mark.acceptance("S3")
def test_a_disclosure_lies_in_both_its_rooms_and_in_no_third() -> None:
    """No table of kind DOOR is built yet: the policy that will hold them is tried on a table of its own."""
    giver, receiver, third, _ = ROOMS
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE door_rows (from_room_id uuid, to_room_id uuid)")
        cursor.execute("ALTER TABLE door_rows ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"CREATE POLICY wall ON door_rows USING ({POLICY[RowKind.DOOR]})")
        cursor.execute("INSERT INTO door_rows VALUES (%s, %s)", [giver, receiver])
        cursor.execute(f"GRANT SELECT ON door_rows TO {APPLICATION_ROLE}")
    for room, seen in ((giver, 1), (receiver, 1), (third, 0), (None, 0)):
        with acting(room=room), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM door_rows")
            assert cursor.fetchone() == (seen,)
