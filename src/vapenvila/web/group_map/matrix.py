"""Who acted against whom: each incident once, in the row of the offender's group and the column of the victim's.

What is not known has rows and columns of its own, so that every incident of the period stands somewhere and nobody reads a
known group as the whole.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.web.group_map.queries.acts import Act, SideJudged
from vapenvila.web.reviews.vocabulary import GroupLink


class Other(StrEnum):
    """What stands on a side where no group of the picture does, or one without a row of its own."""

    REST = "rest"  # a known group, of too many for each to have a row
    UNNAMED = "unnamed"  # a group member, of a group that nobody has named or that is not known by that name
    NO_GROUP = "no_group"  # judged to be no group member
    UNKNOWN = "unknown"  # not judged, or not known, or not sure enough for the strict measure


Place = UUID | Other
MOST_GROUPS = (
    60  # with rows of their own: a table of more is read by nobody, and one of a region has millions of cells
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Incidents of one row and column until the day that is shown. `new`: those of the step itself."""

    n: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table. `rows` stand for offenders, `columns` for victims; both have the same groups in the same order."""

    places: tuple[Place, ...]
    cells: Mapping[tuple[Place, Place], Cell]
    incidents: int
    new: int

    def cell(self, offender: Place, victim: Place) -> Cell:
        """One cell, empty where nothing happened."""
        return self.cells.get((offender, victim), Cell())

    def row_total(self, offender: Place) -> int:
        """Incidents laid to one offender."""
        return sum(cell.n for (row, _column), cell in self.cells.items() if row == offender)

    def column_total(self, victim: Place) -> int:
        """Incidents against one victim."""
        return sum(cell.n for (_row, column), cell in self.cells.items() if column == victim)

    @property
    def both_known(self) -> int:
        """Incidents with a known group on both sides."""
        return sum(cell.n for (row, column), cell in self.cells.items() if is_group(row) and is_group(column))

    @property
    def offender_unknown(self) -> int:
        """Incidents whose offender's side is not known."""
        return self.row_total(Other.UNKNOWN)


def matrix_of(
    acts: Sequence[Act], *, strict: bool, order: Sequence[UUID], new_from: date | None = None
) -> Matrix:
    """Incidents by who against whom. `order`: all groups as they are to stand; those without any incident are left out.

    Acts stand with the group they were laid to. Of more than 60 groups those with fewest incidents share a row and a column.
    `new_from`: incidents from this day on are also counted as new.
    """
    own = with_own_rows(acts, strict=strict, order=order)
    all_acts, new = Counter[tuple[Place, Place]](), Counter[tuple[Place, Place]]()
    for act in acts:
        where = (place_of(act.offender, strict=strict, own=own), place_of(act.victim, strict=strict, own=own))
        all_acts[where] += 1
        if new_from is not None and act.on >= new_from:
            new[where] += 1
    seen = {place for pair in all_acts for place in pair}
    groups = [group for group in order if group in seen]
    others = [other for other in Other if other in seen]
    return Matrix(
        places=(*groups, *others),
        cells={where: Cell(n, new[where]) for where, n in all_acts.items()},
        incidents=len(acts),
        new=sum(new.values()),
    )


def with_own_rows(acts: Sequence[Act], *, strict: bool, order: Sequence[UUID]) -> frozenset[UUID]:
    """The groups with most incidents, as many as have rows of their own; where they are even, those that come first."""
    found = Counter(group for act in acts for group in act.groups(strict=strict))
    at = {group: place for place, group in enumerate(order)}
    return frozenset(sorted(found, key=lambda group: (-found[group], at.get(group, len(at))))[:MOST_GROUPS])


def is_group(place: Place) -> bool:
    """Whether a known group stands there, in a row of its own or not."""
    return place is Other.REST or not isinstance(place, Other)


def place_of(side: SideJudged, *, strict: bool, own: Container[UUID]) -> Place:
    """Where one side of an incident stands in the table. `own`: the groups with rows of their own."""
    if side.counts(strict=strict):
        if side.group is None:
            return Other.UNNAMED
        return side.group if side.group in own else Other.REST
    return Other.NO_GROUP if side.link == GroupLink.NOT_GMI else Other.UNKNOWN
