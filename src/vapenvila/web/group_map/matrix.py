"""Who acted against whom: each incident once, in the row of the offender's group and the column of the victim's.

What is not known has rows and columns of its own, so that every incident of the period stands somewhere and nobody reads a
known group as the whole.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.web.group_map.queries.acts import Act, SideJudged
from vapenvila.web.reviews.vocabulary import GroupLink


class Other(StrEnum):
    """What stands on a side where no group of the picture does."""

    UNNAMED = "unnamed"  # a group member, of a group that nobody has named or that is not known by that name
    NO_GROUP = "no_group"  # judged to be no group member
    UNKNOWN = "unknown"  # not judged, or not known, or not sure enough for the strict measure


Place = UUID | Other


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
        return sum(
            cell.n
            for (row, column), cell in self.cells.items()
            if not isinstance(row, Other) and not isinstance(column, Other)
        )

    @property
    def offender_unknown(self) -> int:
        """Incidents whose offender's side is not known."""
        return self.row_total(Other.UNKNOWN)


def matrix_of(
    acts: Sequence[Act], *, strict: bool, order: Sequence[UUID], new_from: date | None = None
) -> Matrix:
    """Incidents by who against whom. `order`: all groups as they are to stand; those without any incident are left out.

    Acts stand with the group they were laid to. `new_from`: incidents from this day on are also counted as new.
    """
    all_acts, new = Counter[tuple[Place, Place]](), Counter[tuple[Place, Place]]()
    for act in acts:
        where = (place_of(act.offender, strict=strict), place_of(act.victim, strict=strict))
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


def place_of(side: SideJudged, *, strict: bool) -> Place:
    """Where one side of an incident stands in the table."""
    if side.counts(strict=strict):
        return side.group if side.group is not None else Other.UNNAMED
    return Other.NO_GROUP if side.link == GroupLink.NOT_GMI else Other.UNKNOWN
