"""Groups of the shared picture and where they stand on the map."""

from collections.abc import Mapping

from django.utils import timezone

from tests.cast import City
from tests.guards.examples.form import Example
from tests.web.groups.made_up import a_group, a_label, an_area, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.group_map.actions.placing import move_group
from vapenvila.web.group_map.queries.places import Spot
from vapenvila.web.wall.acting import acting


def _group(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    a_label(city, group, "Hamngruppen", **said_now())
    an_area(city, group, **said_now())
    return {"group": group.pk}


def _two_groups(city: City, person: User) -> Mapping[str, object]:
    one, other = _group(city, person)["group"], _group(city, person)["group"]
    return {"first": one, "second": other}


def _group_moved(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    with acting(programmes=[city.programme.pk]):
        move = move_group(group, Spot(0.3, 0.3), by=city.people[Role.COORDINATOR], at=timezone.now())
        return {"move": move.pk}


def _group_saying(city: City, person: User) -> Mapping[str, object]:
    return {**_group(city, person), "says": "name"}


def _group_statement(city: City, person: User) -> Mapping[str, object]:
    group = a_group(city)
    first = a_label(city, group, "Kajen", **said_now())
    second = a_label(city, group, "Hamngruppen", supersedes=first, **said_now())
    return {"says": "name", "statement": second.pk}


EXAMPLES: dict[str, Example] = {
    "group": _group,
    "group-map-data": _group,
    "group-map-between": _two_groups,
    "group-map-undo": _group_moved,
    "group-state": _group_saying,
    "group-statement-renew": _group_statement,
    "group-statement-withdraw": _group_statement,
    "group-statement-undo": _group_statement,
}
