"""Writes many events into a made-up city's trail and searches them as the data-protection officer does. Prints JSON.

Run by bench/trail inside a city of its own.
"""
# ruff: noqa: PLC0415 - Django's parts are importable after setup only

import json
import os
import statistics
import sys
from time import perf_counter
from typing import Any

import django

# People, records and acts are spread as in a trail: a few people read most, most records are seen a few times,
# exports, refusals and sign-ins are rare. The seals are not made: they are not asked by a search.
_WRITE = """
INSERT INTO audit_auditevent (at, request, "user", programme, room, manner, act, subject_kind, subject, details, acting_room)
SELECT now() - make_interval(secs => n * 25.0), gen_random_uuid(),
    people.ids[1 + floor(power(random(), 2) * people.many)::int], %(programme)s, NULL,
    CASE WHEN n %% 200 = 0 THEN 'refused' WHEN n %% 500 = 1 THEN 'export' WHEN n %% 10 = 2 THEN 'write' ELSE 'read' END,
    CASE WHEN n %% 200 = 0 THEN 'page.refused' WHEN n %% 500 = 1 THEN 'export.made' WHEN n %% 10 = 2 THEN 'incident.changed'
         WHEN n %% 3 = 0 THEN 'incident.read' ELSE 'incident.listed' END,
    CASE WHEN n %% 3 = 0 THEN 'incident' ELSE '' END,
    CASE WHEN n %% 3 = 0 THEN md5('record ' || (n %% 20000)::text)::uuid END,
    '{"kind": "shooting", "page": 1}'::jsonb, people.rooms[1 + n %% people.many]
FROM generate_series(1, %(events)s) AS n
CROSS JOIN (
    SELECT array_agg(m.user_id) AS ids, array_agg(m.room_id) AS rooms, count(*)::int AS many
    FROM partners_mission AS m
) AS people
"""


def main(events: int, repeats: int) -> None:
    """Fill, search, print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "vapenvila.web.site.settings"
    django.setup()
    from django.db import connection

    from vapenvila.rules.roles import Role
    from vapenvila.web.demo.cast import people_of_made_up_city
    from vapenvila.web.partners.models import Programme

    connection.ensure_connection()
    people = dict(people_of_made_up_city())
    programme = Programme.objects.get()
    began = perf_counter()
    _written(programme.pk, events)
    written = perf_counter() - began
    client = _client(people[Role.DATA_PROTECTION_OFFICER])
    searches = {
        name: _searched(client, f"/p/{programme.slug}/trail/{question}", repeats)
        for name, question in _questions(programme, people).items()
    }
    sys.stdout.write(
        json.dumps({"written_seconds": written, "searches": searches, "load_during": os.getloadavg()[0]})
    )


def _written(programme: Any, events: int) -> None:
    from django.db import connection

    from vapenvila.web.site.embedded_postgres import DATABASE, connected

    host = connection.settings_dict["HOST"]
    with connected(f"host={host} user=postgres dbname={DATABASE}") as superuser:
        superuser.execute(_WRITE, {"programme": programme, "events": events})
        superuser.execute("VACUUM ANALYZE audit_auditevent")


def _questions(programme: Any, people: dict[Any, Any]) -> dict[str, str]:
    from datetime import timedelta

    from django.utils import timezone

    from vapenvila.rules.roles import Role

    first = people[Role.COORDINATOR]
    room = people[Role.POLICE_ANALYST].missions.first().room_id
    today = timezone.localdate()
    long_ago, micros = today - timedelta(days=200), 1_000_000
    deep = int((timezone.now() - timedelta(days=240)).timestamp()) * micros
    month = f"first_day={long_ago}&last_day={long_ago + timedelta(days=30)}"
    return {
        "newest": "",
        "by user": f"?actor={first.pk}",
        "by record": "?subject=3b6b5a3e-7a4f-5d2c-9f3e-000000000000",
        "by record that is there": f"?subject={_a_record()}",
        "by user and act": f"?actor={first.pk}&act=incident.changed",
        "by common act": "?act=incident.listed",
        "by rare act": "?act=export.made",
        "refused": "?manner=refused",
        "taken out": "?manner=export",
        "changed": "?manner=write",
        "by room": f"?room={room}",
        "one month, 200 days ago": f"?{month}",
        "user in that month": f"?actor={first.pk}&{month}",
        "deep page": f"?place={deep}_1",
        "seen as another role": "?act=role_simulator.page_seen",
    }


def _a_record() -> str:
    from hashlib import md5
    from uuid import UUID

    return str(UUID(md5(b"record 300").hexdigest()))


def _client(person: Any) -> Any:
    from django.test import Client
    from django.utils import timezone

    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp()
    session.save()
    return client


def _searched(client: Any, path: str, repeats: int) -> dict[str, float]:
    from django.db import connection

    whole, base, shown = [], [], 0
    for number in range(-1, repeats):
        spent = 0.0

        def timed(execute: Any, *arguments: Any) -> Any:
            nonlocal spent
            began = perf_counter()
            try:
                return execute(*arguments)
            finally:
                spent += perf_counter() - began

        began = perf_counter()
        with connection.execute_wrapper(timed):
            answer = client.get(path)
        seconds = perf_counter() - began
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        shown = answer.content.count(b"<tr")
        if number >= 0:
            whole.append(seconds * 1000)
            base.append(spent * 1000)
    return {
        "ms": statistics.median(whole),
        "worst_ms": max(whole),
        "database_ms": statistics.median(base),
        "lines": max(0, shown - 1),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
