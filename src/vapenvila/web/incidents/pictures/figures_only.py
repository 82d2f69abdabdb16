"""What those see who see figures and not the register: never so little at once that it is a single incident.

Short periods and small cells would tell day, hour, kind and area of one incident, and that is a row of the register.
"""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from vapenvila.web.incidents.filters import Counts, IncidentFilter
from vapenvila.web.incidents.pictures.queries import Tallies, Tally

FEWEST_IN_A_CELL = 5  # below it a cell is added to others (domain.md, section 13)
OTHER_KINDS = "others"
OTHER_AREAS = UUID(int=0)

Cell = TypeVar("Cell")


def in_whole_years(chosen: IncidentFilter) -> IncidentFilter:
    """The official count of the calendar years the chosen days touch; nothing else of the filter is carried out."""
    return IncidentFilter(
        first_day=chosen.first_day and chosen.first_day.replace(month=1, day=1),
        last_day=chosen.last_day and chosen.last_day.replace(month=12, day=31),
        counts=Counts.YES.value,
    )


def without_small_cells(found: Tallies) -> Tallies:
    """Kinds and areas of fewer than five are added up under one name. The months stay: they are the official series."""
    return replace(
        found,
        by_kind=_added_up(found.by_kind, OTHER_KINDS),
        by_area=_added_up(found.by_area, OTHER_AREAS),
    )


def _added_up(cells: dict[Cell, Tally], under: Cell) -> dict[Cell, Tally]:
    """The sum holds at least two cells and five incidents where it can, or subtraction from the total would tell it."""
    order = sorted(cells, key=lambda cell: cells[cell].incidents)
    small = [cell for cell in order if cells[cell].incidents < FEWEST_IN_A_CELL]
    if not small:
        return cells
    for cell in order[len(small) :]:
        if len(small) > 1 and sum(cells[each].incidents for each in small) >= FEWEST_IN_A_CELL:
            break
        small.append(cell)
    kept = {cell: tally for cell, tally in cells.items() if cell not in small}
    parts = [cells[cell] for cell in small]
    kept[under] = Tally(
        sum(part.incidents for part in parts),
        sum(part.dead for part in parts),
        sum(part.injured for part in parts),
    )
    return kept
