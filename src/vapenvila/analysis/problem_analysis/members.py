"""How many groups and members there are, as a range, and their share of the people who live here: never without a
denominator."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from vapenvila.analysis.problem_analysis.inputs import GroupTable, PeopleTable, Population, ProblemError
from vapenvila.analysis.problem_analysis.link import NOT_KNOWN, YES
from vapenvila.analysis.result_form import JsonValue

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """`groups`: active ones, and with those of unknown activity. `members`: stated numbers of these added up, None where
    nobody has stated any. `without_size`: groups among them without a stated number, which are missing in the sum."""

    groups: Range
    dormant: int
    dissolved: int
    activity_known: bool
    members: Range | None
    without_size: int
    on: date | None

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "groups": list(self.groups),
            "dormant": self.dormant,
            "dissolved": self.dissolved,
            "activity_known": self.activity_known,
            "members": None if self.members is None else list(self.members),
            "without_size": self.without_size,
            "on": None if self.on is None else self.on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class PopulationShare:
    """Members as a share of the people who live here: from the low to the high number."""

    members: Range
    population: Population

    @property
    def low(self) -> float:
        """Share by the low number."""
        return self.members[0] / self.population.people

    @property
    def high(self) -> float:
        """Share by the high number."""
        return self.members[1] / self.population.people

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        return {
            "share": [self.low, self.high],
            "members": list(self.members),
            "population": self.population.people,
            "population_on": self.population.on.isoformat(),
            "population_source": self.population.source,
        }


def count_groups(groups: GroupTable) -> GroupCount:
    """Groups by activity, and the members stated for those that are active or may be."""
    stated = groups.activity if groups.activity is not None else ["active"] * len(groups.names)
    words = np.array(stated, dtype=object)
    active, open_ = words == "active", np.array([word is None for word in stated])
    low, high = groups.low, groups.high
    members, without = None, int((active | open_).sum())
    if low is not None or high is not None:
        least = np.array(low if low is not None else high)
        most = np.array(high if high is not None else low)
        least, most = np.where(np.isnan(least), most, least), np.where(np.isnan(most), least, most)
        without = int(np.isnan(most[active | open_]).sum())
        if without < int((active | open_).sum()):
            members = (round(float(np.nansum(least[active]))), round(float(np.nansum(most[active | open_]))))
    return GroupCount(
        groups=(int(active.sum()), int((active | open_).sum())),
        dormant=int((words == "dormant").sum()),
        dissolved=int((words == "dissolved").sum()),
        activity_known=groups.activity is not None,
        members=members,
        without_size=without,
        on=groups.on,
    )


def count_listed(people: PeopleTable) -> Range:
    """People stated to be members, and with those of whom it is open. Raises ProblemError where nobody says."""
    if people.listed is None:
        raise ProblemError("The table of people does not say who is listed as a member.")
    yes = int((people.listed == YES).sum())
    return yes, yes + int((people.listed == NOT_KNOWN).sum())


def share_of_population(members: Range, population: Population | None) -> PopulationShare:
    """Raises ProblemError without the number of people and its date, and for more members than people."""
    if population is None:
        raise ProblemError(
            "A share of the population needs its denominator and the day it was true: the same city has published 0.5 % "
            "and "
            "0.05 % for one programme. Give the number of people and its date."
        )
    low, high = members
    if not 0 <= low <= high:
        raise ProblemError(f"{low} to {high} members is no range.")
    if high > population.people:
        raise ProblemError(f"{high} members cannot be of {population.people} people.")
    return PopulationShare(members, population)
