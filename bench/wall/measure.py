"""Opens each page and asks each question in both arms, in random order, again and again. Prints JSON.

Run by bench/wall inside a made-up city of its own.
"""
# ruff: noqa: PLC0415 - Django's parts are importable after setup only

import json
import os
import random
import sys
from time import perf_counter
from typing import Any

import django

from bench.wall.two_roles import WITH, WITHOUT, acting_as, make_role

WARM_UP = 3
SOUGHT = {
    "text": "Fabla Diktqvist",
    "purpose": "casework",
}  # sent in the body, so that no name stands in an address


def main(rounds: int, repeats: int) -> None:
    """Set up, fill, measure, print."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "vapenvila.web.site.settings"
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from bench.wall.questions import questions
    from bench.wall.rows import fill
    from bench.wall.writes import writes
    from vapenvila.rules.roles import Role
    from vapenvila.web.access import kept_panels, remembered
    from vapenvila.web.demo.cast import people_of_made_up_city
    from vapenvila.web.partners.models import Programme

    def never(_programme: object) -> None:
        return None

    for module in (
        remembered,
        kept_panels,
    ):  # every opening is a first one: nothing is kept, the wall is asked
        setattr(module, "picture_version", never)  # noqa: B010 - mypy holds that modules are not changed
    connection.ensure_connection()
    make_role()
    people = dict(people_of_made_up_city())
    programme = Programme.objects.get()
    fill(programme, people, now=timezone.now())
    draw = random.Random(9)
    _prove_the_arms()
    found = {
        "pages": _pages(programme, people, rounds=rounds, draw=draw),
        "questions": questions(programme, repeats=repeats, draw=draw),
        "writes": writes(programme, people[Role.POLICE_ANALYST].pk, repeats=repeats // 3, draw=draw),
        "load_during": os.getloadavg()[0],
    }
    sys.stdout.write(json.dumps(found))


def _prove_the_arms() -> None:
    """A comparison of the wall with the wall would show nothing: see that one arm is held and the other is not."""
    from bench.wall.two_roles import rows_without_a_room

    with acting_as(WITH):
        held = rows_without_a_room("people_person")
    with acting_as(WITHOUT):
        free = rows_without_a_room("people_person")
    if held or not free:
        raise SystemExit(
            f"The arms are not what they should be: {held} rows behind the wall, {free} without it."
        )


def _pages(programme: Any, people: dict[Any, Any], *, rounds: int, draw: random.Random) -> dict[str, Any]:
    from vapenvila.rules.roles import Role

    clients = {role: _client(people[role]) for role in (Role.COORDINATOR, Role.POLICE_ANALYST)}
    addresses = _addresses(programme, people)
    taken: dict[str, dict[str, list[dict[str, float]]]] = {
        name: {WITH: [], WITHOUT: []} for name in addresses
    }
    same: dict[str, bool] = {}
    for number in range(-WARM_UP, rounds):
        for name, (role, path) in draw.sample(sorted(addresses.items()), len(addresses)):
            sizes = {}
            for arm in draw.sample((WITH, WITHOUT), 2):
                with acting_as(arm):
                    one = _opened(clients[role], path)
                sizes[arm] = one["bytes"]
                if number >= 0:
                    taken[name][arm].append(one)
            same[name] = sizes[WITH] == sizes[WITHOUT]
    return {name: {"arms": arms, "same_page": same[name]} for name, arms in taken.items()}


def _client(person: Any) -> Any:
    from django.test import Client
    from django.utils import timezone

    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp()
    session.save()
    return client


def _opened(client: Any, path: str) -> dict[str, float]:
    from django.db import connection

    in_database, queries = 0.0, 0

    def timed(execute: Any, *arguments: Any) -> Any:
        nonlocal in_database, queries
        began = perf_counter()
        try:
            return execute(*arguments)
        finally:
            in_database += perf_counter() - began
            queries += 1

    began = perf_counter()
    with connection.execute_wrapper(timed):
        answer = client.post(path, SOUGHT) if path.endswith("/persons/search/") else client.get(path)
    seconds = perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return {
        "ms": seconds * 1000,
        "database_ms": in_database * 1000,
        "queries": queries,
        "bytes": len(answer.content),
    }


def _addresses(programme: Any, people: dict[Any, Any]) -> dict[str, tuple[Any, str]]:
    from vapenvila.rules.roles import Role
    from vapenvila.web.people.models import Person
    from vapenvila.web.wall.acting import acting

    here = f"/p/{programme.slug}"
    analyst = people[Role.POLICE_ANALYST]
    room = analyst.missions.first().room_id
    with acting(user=analyst.pk, programmes=[programme.pk], room=room):
        person = Person.objects.filter(room=room).order_by("-created_at").first()
    shared = {
        "incidents, list": f"{here}/incidents/",
        "incident": f"{here}/incidents/1/",
        "incidents, search": f"{here}/incidents/?q=HITTEPA-000123",
        "incidents, figures": f"{here}/incidents/charts/",
        "incidents, map data": f"{here}/incidents/map/data/",
        "reviews": f"{here}/reviews/",
        "this week": f"{here}/",
    }
    rooms = {
        "persons, list": f"{here}/persons/",
        "persons, search": f"{here}/persons/search/",
        "person": f"{here}/persons/{person.pk if person else ''}/",
        "disclosures, list": f"{here}/disclosures/",
    }
    return {
        **{name: (Role.COORDINATOR, path) for name, path in shared.items()},
        **{name: (Role.POLICE_ANALYST, path) for name, path in rooms.items()},
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
