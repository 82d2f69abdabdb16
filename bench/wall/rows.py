"""Fills rooms and door, so that the wall has something to hold back: persons in two rooms, requests between rooms."""

from datetime import date, datetime, timedelta

from bench.wall.two_roles import plain_sql
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.persons import GIVEN, SURNAMES
from vapenvila.web.partners.models import Programme
from vapenvila.web.people.actions.register import Ground, register_person
from vapenvila.web.wall.acting import acting

PERSONS = {AgencyKind.POLICE: 600, AgencyKind.PROBATION: 400, AgencyKind.SOCIAL: 200}
REQUESTS = 3_000

_CLONE_REQUESTS = """
INSERT INTO disclosures_disclosurerequest (id, from_room_id, to_room_id, no, sealed, fields, person_count, urgency, state,
    refusal, asked_by_id, asked_at, answered_at)
SELECT gen_random_uuid(), pair.f, pair.t, 100000 + n, r.sealed, r.fields, r.person_count, r.urgency, 'withdrawn',
    '', r.asked_by_id, r.asked_at - make_interval(hours => n), r.asked_at
FROM generate_series(1, %s) AS n
CROSS JOIN (SELECT * FROM disclosures_disclosurerequest ORDER BY id LIMIT 1) AS r
CROSS JOIN LATERAL (
    SELECT f.id AS f, t.id AS t FROM partners_room AS f JOIN partners_room AS t ON f.id <> t.id
        AND f.programme_id = t.programme_id ORDER BY md5(f.id::text || t.id::text || n::text) LIMIT 1
) AS pair
"""


def fill(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Made-up persons by the ordinary act, and copies of one request between all rooms by plain SQL."""
    rooms = {AgencyKind(room.agency.kind): room for room in programme.rooms.select_related("agency")}
    keepers = {
        AgencyKind.POLICE: Role.POLICE_ANALYST,
        AgencyKind.PROBATION: Role.PROBATION_OFFICER,
        AgencyKind.SOCIAL: Role.SOCIAL_WORKER,
    }
    for kind, count in PERSONS.items():
        keeper = people[keepers[kind]]
        with acting(user=keeper.pk, programmes=[programme.pk], room=rooms[kind].pk):
            for n in range(count):
                _register(rooms[kind], keeper, n, now)
    plain_sql(_CLONE_REQUESTS, REQUESTS)
    plain_sql("ANALYZE")


def _register(room: object, keeper: User, n: int, now: datetime) -> None:
    at = now - timedelta(days=1)
    register_person(
        room=room,  # type: ignore[arg-type]  # a Room
        identity={
            "given_name": f"{GIVEN[n % len(GIVEN)]}{n}",
            "surname": SURNAMES[n % len(SURNAMES)],
            "birth_date": date(1970 + n % 30, 1 + n % 12, 1 + n % 28).isoformat(),
            "case_number": f"PÅHITT-M{n}",
        },
        ground=Ground(
            mark=Mark.CONVICTED if room.agency.kind != "social" else Mark.OTHER,  # type: ignore[attr-defined]
            need="Påhittat behov",
            source="Påhittad källa",
            source_on=at.date(),
            reliability="unsure",
        ),
        looked_at=True,
        by=keeper,
        at=at,
        today=at.date(),
    )
