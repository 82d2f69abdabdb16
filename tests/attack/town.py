"""Two made-up programmes with something of every kind in every room, so that there is something to leak."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models

from tests.cast import City, build_city
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import Route, programme_routes
from vapenvila.rules.rights import ROLES_WITH_RIGHT
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.oversight.wall_proof.canary_rows import may_add, plant
from vapenvila.web.partners.models import Agency, Programme, Room
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

Example = Callable[[City, User], Mapping[str, object]]
FIRST = {
    EXAMPLES["release"]
}  # figures are proposed of a register that holds what the example puts there, and no more


@dataclass(frozen=True)
class Town:
    """A city and, for each address that names an object, the object that is opened there."""

    city: City
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)

    def address(self, route: Route, slug: str = "", **other: object) -> str:
        """The address of this town's object, under this or another programme."""
        given = {
            "programme": slug or self.city.programme.slug,
            **self.parameters.get(route.name, {}),
            **other,
        }
        return route.address(**given)


def build_town(slug: str, name: str) -> Town:
    """The city, an object for each address, and at least one row of every kind behind the wall in every room."""
    town = Town(build_city(slug, name))
    made: dict[Example, dict[str, Any]] = {}  # one object of each kind serves all addresses that name it
    named = [route for route in programme_routes() if route.of_objects]
    for route in sorted(named, key=lambda route: EXAMPLES[route.name] not in FIRST):
        example = EXAMPLES[route.name]
        if example not in made:
            with acting(programmes=[town.city.programme.pk]):
                made[example] = dict(example(town.city, opener(town.city, route)))
        town.parameters[route.name] = made[example]
    for model in walled_models():
        if may_add(model):  # the others are written by triggers
            _something_of(model, town.city)
    return town


def opener(city: City, route: Route) -> User:
    """Somebody who may open the address."""
    assert route.right is not None
    return city.people[min(ROLES_WITH_RIGHT[route.right])]


def _something_of(model: type[models.Model], city: City) -> None:
    """A row in the programme, or one in each room, where no example has brought one about.

    What the rows say does not matter: canaries are written over it. A kind that cannot be made this way fails here with
    the sentence of the database; give its model a `canary` with the values that it insists on.
    """
    kind = kind_of(model)
    if kind is RowKind.SHARED:
        _in(model, city, None, programme_id=city.programme.pk)
        return
    for agency in AgencyKind:
        room = city.rooms[agency].pk
        where = {"room_id": room}
        if kind is RowKind.DOOR:
            other = AgencyKind.SOCIAL if agency is AgencyKind.POLICE else AgencyKind.POLICE
            where = {"from_room_id": room, "to_room_id": city.rooms[other].pk}
        if "programme_id" in {f.column for f in model._meta.concrete_fields}:
            where["programme_id"] = city.programme.pk
        _in(model, city, room, **where)


def _in(model: type[models.Model], city: City, room: UUID | None, **where: UUID) -> None:
    with acting(programmes=[city.programme.pk], room=room):
        named = {field.column: field.attname for field in model._meta.concrete_fields}
        if not model._default_manager.filter(**{named[c]: value for c, value in where.items()}).exists():
            plant(model, where, parent=partial(_parent, city, where))


def _parent(city: City, where: dict[str, UUID], link: Any, attempt: int) -> Any:
    """A row of the same programme, or a new one of the same room: a room's rows may have to be different ones."""
    target = link.related_model
    fixed = {
        Programme: city.programme.pk,
        Room: city.rooms[AgencyKind.POLICE].pk,
        Agency: city.rooms[AgencyKind.POLICE].agency_id,
        User: next(iter(city.people.values())).pk,
    }
    if target in fixed:
        return fixed[target]
    rows = target._default_manager.order_by("-pk")
    if link.one_to_one:
        rows = rows.exclude(pk__in=link.model._default_manager.values(link.name))
    keys = list(rows.values_list("pk", flat=True)[:9]) if kind_of(target) is RowKind.SHARED else []
    if keys:
        return keys[attempt % len(keys)]
    if link.null:
        return None
    columns = {field.column for field in target._meta.concrete_fields}
    inside = {column: value for column, value in where.items() if column in columns}
    return plant(target, inside, parent=partial(_parent, city, where))
