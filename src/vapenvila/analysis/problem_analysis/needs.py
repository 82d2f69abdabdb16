"""What each part of the analysis is made of, and which of it is missing in the data at hand."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from vapenvila.analysis.problem_analysis.inputs import CATEGORIES, IncidentTable, ProblemData
from vapenvila.analysis.problem_analysis.lacking import Need

PartName = Literal[
    "involvement",
    "groups",
    "members",
    "population",
    "by_person",
    "repeated",
    "by_group",
    "by_place",
    "hot_spots",
    "near_repeats",
    "retaliation",
    "answers",
    "people_network",
    "group_network",
    "supervised",
    "roles",
    "profile",
    "disparity",
]

ABOUT_PEOPLE: Final[frozenset[PartName]] = frozenset(
    {"roles", "by_person", "repeated", "people_network", "supervised", "profile", "disparity"}
)
"""Parts made of rows about persons: only the agency whose rows they are can make them."""


def missing_for(part: PartName, data: ProblemData) -> tuple[Need, ...]:
    """What the part lacks; empty when it can be tried."""
    return tuple(need for need in _NEEDS[part] if not _THERE[need](data))


_NEEDS: Final[Mapping[PartName, tuple[Need, ...]]] = {
    "involvement": ("incidents", "link"),
    "groups": ("groups",),
    "members": ("groups", "sizes"),
    "population": ("population",),
    "by_person": ("persons", "same_person"),
    "repeated": ("persons", "same_person"),
    "by_group": ("incidents", "named_groups"),
    "by_place": ("incidents", "area_or_place"),
    "hot_spots": ("incidents", "place", "date"),
    "near_repeats": ("incidents", "place", "date"),
    "retaliation": ("incidents", "date"),
    "answers": ("incidents", "date", "both_groups", "feuds"),
    "people_network": ("ties",),
    "group_network": ("relations",),
    "supervised": ("persons", "supervised"),
    "roles": ("persons",),
    "profile": ("persons", "categories"),
    "disparity": ("persons", "listed", "categories"),
}


def _incidents(holds: Callable[[IncidentTable], bool]) -> Callable[[ProblemData], bool]:
    """A column of the incidents is there. Without the table, the table is what is missing, and not its columns too."""
    return lambda data: data.incidents is None or holds(data.incidents)


_THERE: Final[Mapping[Need, Callable[[ProblemData], bool]]] = {
    "incidents": lambda data: data.incidents is not None,
    "link": _incidents(lambda rows: rows.links is not None),
    "named_groups": _incidents(lambda rows: rows.struck is not None or rows.attacker is not None),
    "both_groups": _incidents(lambda rows: rows.struck is not None and rows.attacker is not None),
    "date": _incidents(lambda rows: rows.when is not None),
    "place": _incidents(lambda rows: rows.x is not None and rows.y is not None),
    "area_or_place": _incidents(lambda rows: rows.area is not None or rows.x is not None),
    "groups": lambda data: data.groups is not None,
    "sizes": lambda data: data.groups is None or data.groups.low is not None or data.groups.high is not None,
    "population": lambda data: data.population is not None,
    "persons": lambda data: data.persons is not None,
    "same_person": lambda data: data.persons is None or data.persons.person is not None,
    "supervised": lambda data: data.persons is None or data.persons.supervised is not None,
    "ties": lambda data: (
        data.ties is not None or (data.persons is not None and data.persons.person is not None)
    ),
    "relations": lambda data: data.relations is not None,
    "feuds": lambda data: bool(data.feuds),
    "listed": lambda data: data.people is not None and data.people.listed is not None,
    "categories": lambda data: data.persons is None or bool(categories_in(data)),
}


def categories_in(data: ProblemData) -> tuple[str, ...]:
    """The categories known of people in incidents, by their row or by the table of people."""
    return tuple(
        by
        for by in CATEGORIES
        if (data.persons is not None and getattr(data.persons, by) is not None)
        or (data.people is not None and getattr(data.people, by) is not None)
    )
