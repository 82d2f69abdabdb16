"""What a problem analysis is made of: tables of which every one, and every column, may be missing. Nothing is ever
guessed."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.problem_analysis.link import Codes, Flags

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Moments = NDArray[np.datetime64]
Texts = tuple[str | None, ...]
Names = tuple[Hashable, ...]

CATEGORIES: Final = ("sex", "age_band", "area")
"""What people may be compared by. Origin, nationality, religion, opinion and health are never among it."""


class ProblemError(InputError):
    """Tables or settings no problem analysis can be made of; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class IncidentTable:
    """n incidents. `ids`: names, for persons to refer to. `when`: (n,) days or moments. `x`, `y`: (n,) metres, nan where not
    known. `dead`, `victims`: (n,) numbers, -1 where not known. `shooting`: (n,) yes, no, not known. `links`: (n, sides) of
    `Link`. `struck`, `attacker`: the group of either side. `areas_total`: areas there are, with those without an incident."""

    n: int
    ids: Names | None = None
    when: Moments | None = None
    x: Floats | None = None
    y: Floats | None = None
    area: Texts | None = None
    areas_total: int | None = None
    dead: Whole | None = None
    victims: Whole | None = None
    shooting: Codes | None = None
    links: Codes | None = None
    struck: Texts | None = None
    attacker: Texts | None = None

    def __post_init__(self) -> None:
        names = (
            "ids",
            "when",
            "x",
            "y",
            "area",
            "dead",
            "victims",
            "shooting",
            "links",
            "struck",
            "attacker",
        )
        check_lengths(self, names, self.n, "incidents")
        if self.n < 1:
            raise ProblemError("There are no incidents.")
        if self.when is not None and np.isnat(self.when).any():
            raise ProblemError(f"Incident {int(np.argmax(np.isnat(self.when))) + 1} has no date.")


@dataclass(frozen=True, slots=True, eq=False)
class PersonTable:
    """One row for each person in each incident. `person`: who, None where that is not known. `victim`, `suspect`, `witness`:
    (m,) roles; one person can have several. `supervised`: (m,) at the time: yes, no, not known."""

    incident: Names
    victim: Flags
    suspect: Flags
    witness: Flags
    person: Names | None = None
    supervised: Codes | None = None
    sex: Texts | None = None
    age_band: Texts | None = None
    area: Texts | None = None

    def __post_init__(self) -> None:
        check_lengths(
            self,
            ("victim", "suspect", "witness", "person", "supervised", *CATEGORIES),
            len(self.incident),
            "rows of persons",
        )
        if not self.incident:
            raise ProblemError("There are no rows of persons in incidents.")


@dataclass(frozen=True, slots=True, eq=False)
class PeopleTable:
    """One row a person. `listed`: (k,) whether stated to be a member of a group: yes, no, not known."""

    ids: Names
    listed: Codes | None = None
    group: Texts | None = None
    sex: Texts | None = None
    age_band: Texts | None = None
    area: Texts | None = None

    def __post_init__(self) -> None:
        check_lengths(self, ("listed", "group", *CATEGORIES), len(self.ids), "people")
        if len(set(self.ids)) != len(self.ids):
            raise ProblemError("A person stands twice in the table of people; each is one row.")


@dataclass(frozen=True, slots=True, eq=False)
class GroupTable:
    """One row a group. `activity`: active, dormant, dissolved or None where not known. `low`, `high`: (g,) members
    stated, nan where nobody has said. `on`: the day they were stated for."""

    names: Names
    activity: Texts | None = None
    low: Floats | None = None
    high: Floats | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        check_lengths(self, ("activity", "low", "high"), len(self.names), "groups")
        if len(set(self.names)) != len(self.names):
            raise ProblemError("A group stands twice in the table of groups; each is one row.")
        wrong = [word for word in self.activity or () if word not in ("active", "dormant", "dissolved", None)]
        if wrong:
            raise ProblemError(f"A group is active, dormant or dissolved, not {wrong[0]!r}.")
        if self.low is not None and self.high is not None and (self.low > self.high).any():
            at = int(np.argmax(self.low > self.high))
            raise ProblemError(f"Group {self.names[at]}: the low number of members is above the high one.")
        if any(given is not None and (given < 0).any() for given in (self.low, self.high)):
            raise ProblemError("A number of members is below 0.")


@dataclass(frozen=True, slots=True, eq=False)
class TieTable:
    """Pairs on record. `weight`: (t,) above 0. `day`: (t,). `everyone`: who belongs to the network with or without a tie."""

    one: Names
    other: Names
    weight: Floats | None = None
    day: Moments | None = None
    everyone: Names = ()

    def __post_init__(self) -> None:
        check_lengths(self, ("other", "weight", "day"), len(self.one), "ties")


@dataclass(frozen=True, slots=True)
class Population:
    """How many people live where this is about, on which day, and who says so: the denominator of every share of people."""

    people: int
    on: date
    source: str = ""

    def __post_init__(self) -> None:
        if self.people < 1:
            raise ProblemError(f"The population is {self.people}; it must be at least 1.")


@dataclass(frozen=True, slots=True)
class Feuding:
    """Two groups in feud from `first` to `last`, ISO dates, None where not known."""

    one: str
    other: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ProblemData:
    """Everything that is known. What is None is reported as missing."""

    incidents: IncidentTable | None = None
    persons: PersonTable | None = None
    people: PeopleTable | None = None
    groups: GroupTable | None = None
    ties: TieTable | None = None
    relations: TieTable | None = None
    population: Population | None = None
    feuds: tuple[Feuding, ...] = ()
    remarks: tuple[tuple[str, int], ...] = field(default=())

    def __post_init__(self) -> None:
        tables = (self.incidents, self.persons, self.people, self.groups, self.ties, self.relations)
        if all(table is None for table in tables):
            raise ProblemError(
                "There is no table to analyse: give incidents, persons, people, ties or groups."
            )


def check_lengths(table: object, names: tuple[str, ...], n: int, what: str) -> None:
    """Refuse a column that has not one value a row. Raises ProblemError naming it."""
    for name in names:
        column = getattr(table, name)
        if column is not None and len(column) != n:
            raise ProblemError(f"There are {n} {what} but {len(column)} values of {name}.")
