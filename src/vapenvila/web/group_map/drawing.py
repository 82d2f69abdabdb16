"""The map as a drawing made on the server: groups where they always stand, lines told apart by stroke and sign."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from vapenvila.web.group_map.queries.places import Spot
from vapenvila.web.group_map.tally import Touched, Touches
from vapenvila.web.groups.picture import GroupPicture, GroupSeen, RelationSaid
from vapenvila.web.groups.queries.landscape import GroupLine, lines_of
from vapenvila.web.groups.vocabulary import RelationKind, State

WIDTH, HEIGHT = 1000, 640
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 70, 40, 62
RADIUS = 26
MOST_DRAWN = 200  # groups; more cover one another, and the places of more are not worked out
LONGEST, LONGEST_IN_A_CROWD = 27, 18  # letters of a name under its circle
CROWD = 12  # groups; the names of more cover one another unless they are cut, and stand whole in the table and the title
SHADES = 4
SIGNS = {"feud": "×", "tension": "!", "alliance": "+", "trade": "⇄", "truce": "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnGroup:
    """One group: its circle, the number in it, and the words under it."""

    line: GroupLine
    x: float
    y: float
    touched: Touched
    shade: int
    name: str
    where: str

    @property
    def id(self) -> UUID:
        """The group's identity."""
        return self.line.group.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRelation:
    """One relation: from circle to circle, with its sign in the middle."""

    said: RelationSaid
    x1: float
    y1: float
    x2: float
    y2: float
    sign: str

    @property
    def middle(self) -> tuple[float, float]:
        """Where the sign stands."""
        return round((self.x1 + self.x2) / 2, 1), round((self.y1 + self.y2) / 2, 1)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The whole map."""

    width: int
    height: int
    groups: tuple[DrawnGroup, ...]
    relations: tuple[DrawnRelation, ...]
    left_out: int = 0  # groups in being that are not drawn

    @property
    def tally(self) -> list["Tally"]:
        """How many lines there are of each kind, feuds always."""
        found = Counter(relation.said.kind for relation in self.relations)
        kinds = (kind for kind in RelationKind if found[kind] or kind == RelationKind.FEUD)
        return [Tally(kind.value, found[kind]) for kind in kinds]


@dataclass(frozen=True, slots=True)
class Tally:
    """A kind of relation and how many lines it has."""

    kind: str
    n: int


def in_being(picture: GroupPicture) -> list[GroupLine]:
    """Groups that have not ended. What has ended lives on in the table of lineage."""
    return [line for line in lines_of(picture) if line.state not in (State.SUCCEEDED, State.DISSOLVED)]


def chosen_groups(picture: GroupPicture, counted: Touches) -> list[GroupLine]:
    """The groups that are drawn: all in being, or where they are too many those with most incidents and relations."""
    living = in_being(picture)
    if len(living) <= MOST_DRAWN:
        return living
    related = Counter(end for said in picture.relations for end in (said.a, said.b))
    living.sort(
        key=lambda line: (-counted.of(line.group.id).wide, -related[line.group.id], line.group.number)
    )
    return sorted(living[:MOST_DRAWN], key=lambda line: line.group.number)


def draw(picture: GroupPicture, spots: Mapping[UUID, Spot], counted: Touches) -> MapDrawing:
    """The chosen groups, and how they stand to one another."""
    drawn = chosen_groups(picture, counted)
    most = max((counted.of(line.group.id).wide for line in drawn), default=0) or 1
    longest = LONGEST if len(drawn) <= CROWD else LONGEST_IN_A_CROWD
    groups = {line.group.id: _group(line, spots[line.group.id], counted, most, longest) for line in drawn}
    relations = [
        _relation(said, groups[said.a], groups[said.b])
        for said in picture.relations
        if said.a in groups and said.b in groups
    ]
    left_out = len(in_being(picture)) - len(drawn)
    return MapDrawing(WIDTH, HEIGHT, tuple(groups.values()), tuple(relations), left_out)


def on_paper(spot: Spot) -> tuple[float, float]:
    """A place on the map as a point of the drawing."""
    x = MARGIN_X + spot.across * (WIDTH - 2 * MARGIN_X)
    y = MARGIN_TOP + spot.down * (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM)
    return round(x, 1), round(y, 1)


def _group(line: GroupLine, spot: Spot, counted: Touches, most: int, longest: int) -> DrawnGroup:
    x, y = on_paper(spot)
    touched = counted.of(line.group.id)
    return DrawnGroup(
        line=line,
        x=x,
        y=y,
        touched=touched,
        shade=-(-SHADES * touched.wide // most),
        name=_short(
            f"{line.group.code} {line.group.label.text}" if line.group.label else line.group.code, longest
        ),
        where=_short(_where(line.group), longest),
    )


def _where(group: GroupSeen) -> str:
    return next((said.label for said in group.areas if said.label), "")


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _relation(said: RelationSaid, one: DrawnGroup, other: DrawnGroup) -> DrawnRelation:
    across, down = other.x - one.x, other.y - one.y
    length = math.hypot(across, down) or 1.0
    gap = min(RADIUS + 3, length / 3)
    step_x, step_y = across / length * gap, down / length * gap
    return DrawnRelation(
        said=said,
        x1=round(one.x + step_x, 1),
        y1=round(one.y + step_y, 1),
        x2=round(other.x - step_x, 1),
        y2=round(other.y - step_y, 1),
        sign=SIGNS[said.kind],
    )
