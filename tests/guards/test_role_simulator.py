"""Every route, seen as every role by the data-protection officer: the role's rights hold, and nothing of a room is shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import HELD_IN, City, build_city
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import Route, programme_routes
from tests.web.access.looking import look_as
from tests.web.audit.trail import as_owner
from vapenvila.rules.rights import Right, may
from vapenvila.rules.role_simulator import may_send
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

ONLY_LOOKING = str(may_send(simulating=True).reason)
# 404: the object lies in a room. 403: the page would change or take out something, or has a rule of its own.
SHOWN = {200, 302, 400, 403, 404, 405}
OBJECTS_IN_ROOMS = {
    Right.WORK_WITH_PERSONS,
    Right.LIST_PERSONS,
    Right.USE_DOOR,
    Right.HANDLE_RIGHTS_REQUESTS,
    Right.READ_MEMBERSHIPS,
    Right.STATE_MEMBERSHIPS,
    Right.IMPORT_MEMBERSHIPS,
}
SHORTEST_TOLD = 8  # shorter words of a room's rows stand on pages by chance


def _rows_of_rooms() -> set[str]:
    """Every text, number and identifier that stands in a room or between two, longer than chance."""
    told: set[str] = set()
    with as_owner(), connection.cursor() as cursor:
        for model in walled_models():
            if kind_of(model) in (RowKind.ROOM, RowKind.DOOR):
                outside = {"room_id", "from_room_id", "to_room_id", "programme_id", "by_id"}
                fields = [
                    f
                    for f in model._meta.concrete_fields
                    if f.get_internal_type() in ("CharField", "TextField", "UUIDField")
                    and not f.choices
                    and f.column not in outside
                ]
                if fields:
                    names = ", ".join(f'"{f.column}"' for f in fields)
                    cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
                    told |= {str(value) for row in cursor.fetchall() for value in row if value is not None}
    return {text for text in told if len(text) >= SHORTEST_TOLD}


def _made(route: Route, city: City, role: Role) -> str:
    if not route.of_objects:
        return route.address(programme=city.programme.slug)
    person = city.people[role]
    with acting(user=person.pk, programmes=[city.programme.pk]):
        return route.address(programme=city.programme.slug, **EXAMPLES[route.name](city, person))


def test_every_role_can_be_seen_as() -> None:
    assert set(HELD_IN) == set(Role) == set(ROLES)
    assert all(HELD_IN[role] in facts.held_in for role, facts in ROLES.items())


@pytest.mark.django_db
@pytest.mark.acceptance("S18")
@pytest.mark.parametrize("route", programme_routes(), ids=lambda route: route.name)
def test_each_role_is_seen_with_its_rights_and_without_its_room(client: Client, route: Route) -> None:
    city, today = build_city(), timezone.localdate()
    assert route.right is not None
    for role in Role:
        address = _made(route, city, role)
        hidden = _rows_of_rooms() - set(re.findall(r"[0-9a-f-]{36}", address))
        hidden -= {str(person.pk) for person in city.people.values()}
        client.logout()
        assert look_as(client, city, role) == 302
        answer = client.get(address)
        allowed = may(reader_of(city.people[role].pk), route.right, city.programme.pk, today=today)
        shown = answer.content.decode() if not answer.streaming else pytest.fail("a stream is no page")
        assert answer.status_code in (SHOWN if allowed else {403, 405}), (role, answer.status_code)
        if route.of_objects and route.right in OBJECTS_IN_ROOMS:
            assert answer.status_code != 200, f"{route.name} shows {role.value} a record of a room"
        leaked = sorted(text for text in hidden if text in shown)
        assert leaked == [], f"{route.name} seen as {role.value} shows what lies in a room: {leaked[:3]}"
        sent = client.post(address)
        assert (sent.status_code, ONLY_LOOKING in sent.content.decode()) == (403, True), role
