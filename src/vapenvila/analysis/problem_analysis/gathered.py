"""How concentrated the violence is by person, by group and by place: Lorenz curves and counts, never a list of who or where.

Gini for fewer events than units: W. Bernasco and W. Steenbeek (2017), see `concentration`.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from vapenvila.analysis.concentration import Concentration, concentration, spread_of_events
from vapenvila.analysis.concentration.concentrated import Curve
from vapenvila.analysis.problem_analysis.inputs import IncidentTable, PersonTable, ProblemError
from vapenvila.analysis.problem_analysis.small_numbers import added_up
from vapenvila.analysis.result_form import JsonValue

MOST_TIMES = 5
"""People in so many incidents or more are counted together."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Bootstrap draws, level of the limits, and the seed."""

    draws: int
    level: float
    seed: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """`people`: how many were victim or suspect in 1, 2, 3, … incidents, the last meaning "or more", which takes in
    whatever is too few. `more_than_once`: people in two incidents or more, None where too few to be said; `people_total`:
    all of them. `incidents`: incidents with such a person; `incidents_total`: incidents with anybody known."""

    people: tuple[tuple[int, int], ...]
    more_than_once: int | None
    people_total: int
    incidents: int | None
    incidents_total: int

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "people_by_incidents": [list(pair) for pair in self.people],
            "more_than_once": self.more_than_once,
            "people": self.people_total,
            "incidents_with_them": self.incidents,
            "incidents_with_anybody": self.incidents_total,
        }


@dataclass(frozen=True, slots=True)
class ByPlace:
    """`areas`: by area, else by exact place. `without_place`: incidents left out."""

    found: Concentration
    areas: bool
    without_place: int


def by_person(persons: PersonTable, drawn: Drawn, *, smallest: int) -> Concentration:
    """Incidents by victim or suspect; each person counts once in each incident. Raises ProblemError.

    No step of the curve and no top share stands on fewer than `smallest` people.
    """
    units = [person for person, _ in pairs_of(persons)]
    made = _gathered(units, None, drawn)
    if made.n < smallest:
        raise ProblemError(f"Fewer than {smallest} people are known; nothing is told of so few.")
    return replace(
        made,
        top=tuple(one for one in made.top if round(one.units * made.n) >= smallest),
        curve=thinned(made.curve, smallest / made.n),
    )


def thinned(curve: Curve, step: float) -> Curve:
    """Points of the curve at least `step` apart across, the first and the last among them."""
    kept = [curve[0]]
    for point in curve[1:-1]:
        if point[0] - kept[-1][0] >= step - 1e-12 and 1.0 - point[0] >= step - 1e-12:
            kept.append(point)
    return (*kept, curve[-1])


def by_group(incidents: IncidentTable, groups_total: int | None, drawn: Drawn) -> Concentration:
    """Incidents by the group named on either side; one between two groups counts for both. Raises ProblemError."""
    named: list[Hashable] = []
    for sides in zip(
        *(side for side in (incidents.struck, incidents.attacker) if side is not None), strict=True
    ):
        named += sorted({group for group in sides if group})
    if not named:
        raise ProblemError("No incident names a group.")
    total = None if groups_total is None else max(groups_total, len(set(named)))
    return _gathered(named, total, drawn)


def by_place(incidents: IncidentTable, drawn: Drawn) -> ByPlace:
    """Incidents by area, or by exact place where no areas are known. Raises ProblemError."""
    if incidents.area is not None:
        there: list[Hashable] = [area for area in incidents.area if area is not None]
        made = _gathered(there, incidents.areas_total, drawn)
        return ByPlace(made, True, incidents.n - len(there))
    if incidents.x is None or incidents.y is None:
        raise ProblemError("The incidents have neither an area nor a place.")
    known = np.isfinite(incidents.x) & np.isfinite(incidents.y)
    across, up = (np.round(axis[known]).tolist() for axis in (incidents.x, incidents.y))
    made = _gathered(zip(across, up, strict=True), None, drawn)
    return ByPlace(made, False, int((~known).sum()))


def repeated(persons: PersonTable, smallest: int) -> Repeated:
    """How many were in several incidents. `smallest`: fewer people than this are not told. Raises ProblemError."""
    pairs = pairs_of(persons)
    times = Counter(person for person, _ in pairs)
    several = {person for person, count in times.items() if count > 1}
    tally = Counter(min(count, MOST_TIMES) for count in times.values())
    told = len(several) if len(several) >= smallest or not several else None
    touched = {incident for person, incident in pairs if person in several}
    return Repeated(
        people=added_up([(count, tally.get(count, 0)) for count in range(1, MOST_TIMES + 1)], smallest),
        more_than_once=told,
        people_total=len(times),
        incidents=None if told is None else len(touched),
        incidents_total=len({incident for _, incident in pairs}),
    )


def pairs_of(persons: PersonTable) -> set[tuple[Hashable, Hashable]]:
    """Who was victim or suspect in which incident, each pair once. Raises ProblemError without names of persons."""
    if persons.person is None:
        raise ProblemError("The rows of persons do not say who is the same person.")
    rows = zip(
        persons.person, persons.incident, persons.victim.tolist(), persons.suspect.tolist(), strict=True
    )
    found = {
        (person, incident)
        for person, incident, victim, suspect in rows
        if person is not None and (victim or suspect)
    }
    if not found:
        raise ProblemError("No row names a victim or a suspect.")
    return found


def _gathered(units: Iterable[Hashable], total: int | None, drawn: Drawn) -> Concentration:
    spread = spread_of_events(list(units), total)
    rng = np.random.default_rng(drawn.seed)
    return concentration(spread, rng, draws=drawn.draws, level=drawn.level, seed=drawn.seed)
