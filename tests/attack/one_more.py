"""One more row of every kind, in every state it can be planted in: for whoever counts, orders or asks past the wall."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from tests.attack.makers import AT_THE_DOOR, IN_A_PROGRAMME, IN_A_ROOM
from tests.attack.town import Example, numbered, openers, parent_in, those
from tests.cast import HELD_IN, City
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import programme_routes
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.oversight.wall_proof.canary_rows import NotPlantedError, may_add, plant
from vapenvila.web.retention.models import RetentionCertificate, RetentionDeletion
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

# Tables of the house that have a wall of their own around what was done in a room.
OF_THE_HOUSE: tuple[type[models.Model], ...] = (AuditEvent, RetentionDeletion, RetentionCertificate)

_REFUSED: set[tuple[object, ...]] = set()  # states of a kind in which no row begins, found out once


def one_more_of_everything(
    city: City, agencies: Collection[AgencyKind], *, shared: bool, but: Collection[str] = ()
) -> dict[str, int]:
    """Plant in the rooms of these agencies (`shared`: in the programme's picture too); how many there are more of each kind.

    What passes through the door is planted between rooms of these agencies, or with another one's where there is only one.
    """
    planted = {}
    for label, model in kinds_to_plant().items():
        if label not in but:
            places = _places(model, city, list(agencies), shared=shared)
            planted[label] = sum(_one_more(model, city, where) for where in places)
    return planted


def kinds_to_plant() -> dict[str, type[models.Model]]:
    """Every kind of record that the application adds to; the others are written by triggers."""
    return {model._meta.label: model for model in (*walled_models(), *OF_THE_HOUSE) if may_add(model)}


def _places(
    model: type[models.Model], city: City, agencies: list[AgencyKind], *, shared: bool
) -> Iterator[dict[str, Any]]:
    """Columns of the rows to plant, for each place in which one lies."""
    columns = {str(field.column) for field in model._meta.concrete_fields}
    programme = next((name for name in ("programme_id", "programme") if name in columns), "")
    room = next((name for name in ("room_id", "room") if name in columns), "")
    of_all = {programme: city.programme.pk} if programme else {}
    if kind_of(model) is RowKind.DOOR:
        for one, other in _neighbours(agencies):
            ways = {"from_room_id": city.rooms[one].pk, "to_room_id": city.rooms[other].pk}
            yield of_all | ways | ({room: city.rooms[one].pk} if room else {})
        return
    for agency in agencies if room else ():
        toward = {"to_room_id": _outside(city, agencies)} if "to_room_id" in columns else {}
        yield of_all | {room: city.rooms[agency].pk} | toward
    if shared and programme and room != "room_id":
        yield of_all | ({room: None} if room else {})


def _neighbours(agencies: list[AgencyKind]) -> Iterator[tuple[AgencyKind, AgencyKind]]:
    """Each agency with the next one, so that each gives once and receives once."""
    ring = agencies if len(agencies) > 1 else [*agencies, *_others(agencies)[:1]]
    for number, one in enumerate(ring):
        other = ring[(number + 1) % len(ring)]
        yield one, other


def _others(agencies: Collection[AgencyKind]) -> list[AgencyKind]:
    return [kind for kind in AgencyKind if kind not in agencies]


def _outside(city: City, agencies: Collection[AgencyKind]) -> UUID:
    """The room to which a row points that may one day pass the door: the reader's own, who must not see it yet."""
    return city.rooms[(_others(agencies) or list(AgencyKind))[0]].pk


def _one_more(model: type[models.Model], city: City, where: dict[str, Any]) -> int:
    room = next((where[name] for name in ("room_id", "room", "from_room_id") if where.get(name)), None)
    with acting(programmes=[city.programme.pk], room=room):
        before = those(model, where).count()
        if model is AuditEvent:
            _events(city, room)
        elif model in IN_A_ROOM:
            IN_A_ROOM[model](city, where["room_id"])
        elif model in AT_THE_DOOR:
            AT_THE_DOOR[model](city, where["from_room_id"], where["to_room_id"])
        elif model in IN_A_PROGRAMME:
            IN_A_PROGRAMME[model](city)
        else:
            for state in _states(model):
                _try(model, city, where, state)
        return those(model, where).count() - before


def _events(city: City, room: UUID | None) -> None:
    for manner in Manner:
        record(
            act="person.read", by=_somebody_of(city, room), at=timezone.now(), manner=manner,
            subject_kind="person", programme=city.programme.pk, room=room,
        )  # fmt: skip


def _somebody_of(city: City, room: UUID | None) -> UUID:
    """Somebody of that room: what one did oneself is seen wherever it was done."""
    kind = next((kind for kind, row in city.rooms.items() if row.pk == room), AgencyKind.MUNICIPALITY)
    return city.people[next(role for role, held in HELD_IN.items() if held is kind)].pk


def _states(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """As it comes, and with each word of each field that has a choice of them."""
    yield {}
    for field in model._meta.concrete_fields:
        for value, _ in field.flatchoices or ():
            yield {str(field.column): value}


def _try(model: type[models.Model], city: City, where: dict[str, Any], state: dict[str, Any]) -> None:
    """Some rows are there once only, and some states are no beginning: what the database refuses stays away."""
    if (model, *state.items()) in _REFUSED:
        return
    try:
        plant(model, state | where | numbered(model), parent=parent_in(city, where))
    except NotPlantedError:
        if state:
            _REFUSED.add((model, *state.items()))


def numbers_drawn(city: City, kind: AgencyKind) -> dict[str, list[int]]:
    """Register, tell, ask, import and take out one of each as this agency does; the numbers that the new rows were given."""
    before = _numbers(city, kind)
    for example, person in _examples_of(city, kind).items():
        with acting(programmes=[city.programme.pk]):
            example(city, person)
    after = _numbers(city, kind)
    return {
        name: sorted(n or 0 for key, n in rows.items() if key not in before[name])
        for name, rows in after.items()
    }


def _numbers(city: City, kind: AgencyKind) -> dict[str, dict[Any, int]]:
    """The numbers of all rows that the room of this agency sees, those that came in from others among them."""
    room = city.rooms[kind].pk
    with acting(programmes=[city.programme.pk], room=room):
        return {
            f"{model._meta.label}.{field.name}": dict(model._default_manager.values_list("pk", field.name))
            for model in walled_models()
            for field in model._meta.concrete_fields
            if field.name in ("no", "number", "minutes_no")
        }


def _examples_of(city: City, kind: AgencyKind) -> dict[Example, User]:
    """The examples of the routes, each with somebody of this agency who opens one."""
    return {
        EXAMPLES[route.name]: person
        for route in programme_routes()
        if route.of_objects
        for who, person in openers(city, route)
        if who is kind
    }
