"""Two made-up programmes with something of every kind in every room, so that there is something to leak."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

from django.db import models

from tests.attack.makers import AT_THE_DOOR, IN_A_PROGRAMME, IN_A_ROOM
from tests.cast import HELD_IN, City, build_city
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import Route, programme_routes
from vapenvila.rules.rights import ROLES_WITH_RIGHT
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.oversight.wall_proof.canary_rows import NotPlantedError, may_add, plant
from vapenvila.web.partners.models import Agency, Programme, Room
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

Example = Callable[[City, User], Mapping[str, object]]
# Figures are proposed of a register that holds what the example puts there, and no more.
FIRST = {EXAMPLES["release"]}
NO_MAKER = "no row of it can be made up from its fields; write how one is made in tests/attack/makers.py"
_drawn = count()


@dataclass(frozen=True)
class Town:
    """A city and, for each address that names an object, the objects that are opened there: one of each room."""

    city: City
    parameters: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def objects(self, route: Route) -> list[dict[str, Any]]:
        """What the address can name here; one empty set of parameters where it names nothing."""
        return self.parameters.get(route.name, [{}])

    def address(self, route: Route, slug: str = "", which: int = 0, **other: Any) -> str:
        """The address of one of this town's objects, under this or another programme."""
        given = {"programme": slug or self.city.programme.slug, **self.objects(route)[which], **other}
        return route.address(**given)


def build_town(slug: str, name: str) -> Town:
    """The city, objects for each address, and at least one row of every kind behind the wall in every room."""
    town = Town(build_city(slug, name))
    made: dict[
        tuple[Example, AgencyKind], dict[str, Any]
    ] = {}  # serves all addresses that name such an object
    named = [route for route in programme_routes() if route.of_objects]
    for route in sorted(named, key=lambda route: EXAMPLES[route.name] not in FIRST):
        example = EXAMPLES[route.name]
        for kind, person in openers(town.city, route):
            if (example, kind) not in made:
                with acting(programmes=[town.city.programme.pk]):
                    made[example, kind] = dict(example(town.city, person))
            found = town.parameters.setdefault(route.name, [])
            if made[example, kind] not in found:
                found.append(made[example, kind])
    for model in walled_models():
        if may_add(model):  # the others are written by triggers
            _something_of(model, town.city)
    _protected_too(town)
    return town


def _protected_too(town: Town) -> None:
    """Addresses of a person open a protected one of each room as well, whom only the keeper of the record may see."""
    found: list[dict[str, Any]] = []
    for kind in (AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL):
        with acting(room=town.city.rooms[kind].pk):
            found += [{"person": row.pk} for row in Person.objects.filter(protective_track=True)[:1]]
    for route in programme_routes():
        if route.of_objects == ("person",) and route.pattern.split("/")[3] == "persons":
            town.parameters[route.name] += found


def openers(city: City, route: Route) -> Iterator[tuple[AgencyKind, User]]:
    """Somebody who may open the address, of each kind of agency where the objects it names lie in rooms."""
    assert route.right is not None
    by_kind: dict[AgencyKind, Role] = {}
    for role in sorted(ROLES_WITH_RIGHT[route.right]):
        by_kind.setdefault(HELD_IN[role], role)
    kinds = list(by_kind) if in_rooms(route) else list(by_kind)[:1]
    for kind in kinds:
        yield kind, city.people[by_kind[kind]]


def in_rooms(route: Route) -> bool:
    """Whether the address shows what lies in one agency's room."""
    return route.pattern.split("/")[3] in ("persons", "disclosures", "memberships", "rights")


def _something_of(model: type[models.Model], city: City) -> None:
    """A row in the programme, or one in each room, where no example has brought one about.

    What the rows say does not matter: canaries are written over it. A kind that cannot be made this way fails here with
    the sentence of the database; give it a maker in `makers.py`.
    """
    kind = kind_of(model)
    if kind is RowKind.SHARED and model not in IN_A_ROOM:
        _in(model, city, None, programme_id=city.programme.pk)
        return
    for agency in AgencyKind:
        room = city.rooms[agency].pk
        where = {"room_id": room}
        if kind is RowKind.DOOR:
            other = AgencyKind.SOCIAL if agency is not AgencyKind.SOCIAL else AgencyKind.POLICE
            where = {"from_room_id": room, "to_room_id": city.rooms[other].pk}
        columns = {f.column for f in model._meta.concrete_fields}
        also = {"programme_id": city.programme.pk, "room_id": room}
        where |= {column: value for column, value in also.items() if column in columns}
        _in(model, city, room, **where)


def _in(model: type[models.Model], city: City, room: UUID | None, **where: UUID) -> None:
    with acting(programmes=[city.programme.pk], room=room):
        if model in IN_A_ROOM:
            IN_A_ROOM[model](city, where["room_id"])
        elif model in AT_THE_DOOR:
            AT_THE_DOOR[model](city, where["from_room_id"], where["to_room_id"])
        elif model in IN_A_PROGRAMME:
            IN_A_PROGRAMME[model](city)
        elif not those(model, where).exists():
            try:
                plant(model, where | numbered(model), parent=parent_in(city, where))
            except NotPlantedError as why:
                raise NotPlantedError(f"{model._meta.label}: {NO_MAKER} ({why})", None) from why


def numbered(model: type[models.Model]) -> dict[str, Any]:
    """Running numbers far above those that the examples have drawn."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    return {column: 900 + next(_drawn) for column in columns if column in ("no", "number")}


def those(model: type[models.Model], where: Mapping[str, Any]) -> "models.QuerySet[Any]":
    """Rows of the model that lie there, by those columns that it has."""
    named = {field.column: field.attname for field in model._meta.concrete_fields}
    return model._default_manager.filter(**{named[c]: value for c, value in where.items() if c in named})


def parent_in(city: City, where: Mapping[str, Any]) -> Callable[[Any, int], Any]:
    """Gives rows that lie in the same place, for `plant`. Two links of a row lead to different ones if there are several."""
    return partial(_parent, city, where)


def _parent(city: City, where: Mapping[str, Any], link: Any, attempt: int) -> Any:
    target, which = link.related_model, attempt + link.model._meta.concrete_fields.index(link)
    if target is User:
        return list(city.people.values())[which % len(city.people)].pk
    fixed = {
        Programme: city.programme.pk,
        Room: city.rooms[AgencyKind.POLICE].pk,
        Agency: city.rooms[AgencyKind.POLICE].agency_id,
    }
    if target in fixed:
        return fixed[target]
    rows = those(target, where).order_by("-pk")
    if link.one_to_one:
        rows = rows.exclude(pk__in=link.model._default_manager.values(link.name))
    keys = list(rows.values_list("pk", flat=True)[:9])[::-1]  # a pair is kept in the order of its keys
    if keys:
        return keys[which % len(keys)]
    if link.null:
        return None
    columns = {field.column for field in target._meta.concrete_fields}
    inside = {column: value for column, value in where.items() if column in columns}
    return plant(target, inside | numbered(target), parent=parent_in(city, where))
