"""The groups on the map of the city: their areas, the incidents of the period, and feuds between areas as lines.

A place that is known only as an area is no point here either: it is counted in the area's row of the table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vapenvila.web.group_map.drawing import SIGNS
from vapenvila.web.groups.drawing import Place, frame_of, path_of
from vapenvila.web.groups.picture import GroupPicture, GroupSeen, RelationSaid
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.places import middle, rings

Districts = Mapping[UUID, tuple[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One area of a group: its outline, where its name stands, and the statement that says so."""

    group: UUID
    name: str
    label: str
    statement: UUID
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A relation drawn from the first area of one group to the first of the other."""

    said: RelationSaid
    one: Home
    other: Home
    sign: str

    @property
    def middle(self) -> tuple[float, float]:
        """Where the sign stands."""
        return round((self.one.x + self.other.x) / 2, 1), round((self.one.y + self.other.y) / 2, 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """An incident whose own place is known."""

    incident: Incident
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CityMap:
    """The drawing, north up. `nowhere`: groups of which no area is in sight; `pointless`: incidents without a point."""

    width: int
    height: int
    districts: tuple[tuple[str, str], ...]
    homes: tuple[Home, ...]
    lines: tuple[Rivalry, ...]
    dots: tuple[Dot, ...]
    nowhere: tuple[UUID, ...]
    pointless: int


def city_map(
    picture: GroupPicture,
    living: Sequence[UUID],
    names: Mapping[UUID, str],
    districts: Districts,
    incidents: Sequence[Incident],
) -> CityMap | None:
    """The drawing of groups in being; None where there is neither a part of the city nor an area to draw."""
    alive = frozenset(living)
    groups = [group for group in picture.groups if group.id in alive]
    shapes = [shape for _name, shape in districts.values()]
    shapes += [said.geometry for group in groups for said in group.areas]
    if not shapes:
        return None
    place, width, height = frame_of(shapes)
    homes = [home for group in groups for home in _homes(group, names[group.id], place)]
    first = {home.group: home for home in reversed(homes)}
    dots = list(_dots(incidents, place))
    return CityMap(
        width,
        height,
        tuple((name, path_of(shape, place)) for name, shape in districts.values()),
        tuple(homes),
        tuple(_lines(picture, first)),
        tuple(dot for dot in dots if 0 <= dot.x <= width and 0 <= dot.y <= height),
        tuple(group.id for group in groups if group.id not in first),
        len(incidents) - len(dots),
    )


def _homes(group: GroupSeen, name: str, place: Place) -> Iterator[Home]:
    for said in group.areas:
        x, y = place(middle(said.geometry) or rings(said.geometry)[0][0])
        yield Home(
            group=group.id,
            name=name,
            label=said.label,
            statement=said.ground.statement,
            path=path_of(said.geometry, place),
            x=round(x, 1),
            y=round(y, 1),
        )


def by_district(incidents: Sequence[Incident]) -> Counter[UUID | None]:
    """Incidents of the period in each part of the city; None where that is not known."""
    return Counter(incident.area_id for incident in incidents)


def _lines(picture: GroupPicture, first: Mapping[UUID, Home]) -> list[Rivalry]:
    return [
        Rivalry(said, first[said.a], first[said.b], "?" if said.disputed else SIGNS[said.kind])
        for said in picture.relations
        if said.a in first and said.b in first
    ]


def _dots(incidents: Sequence[Incident], place: Place) -> Iterator[Dot]:
    for incident in incidents:
        if incident.longitude is not None and incident.latitude is not None:
            x, y = place((incident.longitude, incident.latitude))
            yield Dot(incident, round(x, 1), round(y, 1))
