"""Concentration by person, group and place: against counting by hand, and nothing told of too few people."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.problem_analysis.made import incidents, persons
from vapenvila.analysis.problem_analysis import IncidentTable, PersonTable
from vapenvila.analysis.problem_analysis.gathered import (
    MOST_TIMES,
    Drawn,
    by_group,
    by_person,
    by_place,
    repeated,
    thinned,
)
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.pages.lorenz_steps import lorenz_steps

DRAWN = Drawn(49, 0.95, 1)
ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 20), st.sampled_from(["v", "s", "w"])),
    min_size=1,
    max_size=80,
)


def table(rows: list[tuple[int, int, str]]) -> PersonTable:
    """Persons, incidents and roles."""
    role = np.array([one[2] for one in rows])
    return PersonTable(
        incident=tuple(one[1] for one in rows),
        victim=role == "v",
        suspect=role == "s",
        witness=role == "w",
        person=tuple(one[0] for one in rows),
    )


@settings(deadline=None)
@given(ROWS)
def test_people_by_incidents_are_those_of_counting_by_hand(rows: list[tuple[int, int, str]]) -> None:
    pairs = {(person, incident) for person, incident, role in rows if role != "w"}
    if not pairs:
        with pytest.raises(ProblemError, match="victim or a suspect"):
            repeated(table(rows), 1)
        return
    found = repeated(table(rows), 1)
    times = Counter(person for person, _ in pairs)
    again = {person for person, n in times.items() if n > 1}
    assert found.people_total == len(times)
    assert found.more_than_once == len(again)
    assert found.incidents == len({incident for person, incident in pairs if person in again})
    assert sum(people for _, people in found.people) == len(times)
    for at, people in found.people[:-1]:
        assert people == sum(n == at for n in times.values())
    last, people = found.people[-1]
    assert people == sum(n >= last for n in times.values())
    assert last <= MOST_TIMES


@settings(deadline=None)
@given(ROWS, st.integers(2, 6))
def test_no_cell_holds_fewer_people_than_may_be_told(rows: list[tuple[int, int, str]], smallest: int) -> None:
    if all(role == "w" for _, _, role in rows):
        return
    found = repeated(table(rows), smallest)
    if len(found.people) > 1:
        assert all(people == 0 or people >= smallest for _, people in found.people)
    assert found.more_than_once in (None, 0) or found.more_than_once >= smallest


def test_a_witness_is_in_no_count() -> None:
    rows = [(1, 1, "v"), (1, 2, "s"), (2, 1, "w"), (2, 2, "w"), (3, 3, "v"), (1, 1, "s")]
    found = repeated(table(rows), 1)
    assert (found.people_total, found.more_than_once) == (2, 1)


def test_the_curve_of_persons_has_no_step_of_too_few() -> None:
    found = by_person(persons(), DRAWN, smallest=10)
    steps = np.diff([point[0] for point in found.curve]) * found.n
    assert steps.min() >= 10 - 1e-9
    assert all(one.units * found.n >= 9.5 for one in found.top)
    chart = lorenz_steps(found, fewest=10, caption="x", language="en")
    assert all(
        float(row[0]) * found.n >= 10 for row in chart.rows if isinstance(row[0], float) and row[0] > 0
    )
    with pytest.raises(ProblemError, match="nothing is told of so few"):
        by_person(table([(1, 1, "v"), (2, 1, "v")]), DRAWN, smallest=5)


def test_thinning_keeps_the_ends_and_lies_under_the_curve() -> None:
    curve = tuple((float(x), float(x**0.5)) for x in np.linspace(0, 1, 101))
    thin = thinned(curve, 0.1)
    assert (thin[0], thin[-1]) == (curve[0], curve[-1])
    assert set(thin) <= set(curve)
    assert 9 <= len(thin) <= 11


def test_an_incident_between_two_groups_counts_for_both_and_within_one_once() -> None:
    rows = IncidentTable(4, struck=("a", "a", None, "b"), attacker=("b", "a", "b", None))
    found = by_group(rows, 10, DRAWN)
    assert (found.events, found.n) == (2 + 1 + 1 + 1, 10)
    assert found.known_units
    with pytest.raises(ProblemError, match="No incident names a group"):
        by_group(IncidentTable(2, struck=(None, None)), None, DRAWN)


def test_places_are_areas_where_known_and_else_spots_to_the_metre() -> None:
    found = by_place(incidents(), DRAWN)
    assert found.areas
    assert found.found.n == 5
    spots = IncidentTable(3, x=np.array([0.1, 0.2, np.nan]), y=np.array([5.0, 5.3, 5.0]))
    with pytest.raises(ValueError, match="one unit"):
        by_place(spots, DRAWN)
    two = by_place(IncidentTable(3, x=np.array([0.1, 0.2, 9]), y=np.array([5.0, 5.3, 5.0])), DRAWN)
    assert (two.found.n, two.found.events, two.areas) == (2, 3, False)
    with pytest.raises(ProblemError, match="neither an area nor a place"):
        by_place(IncidentTable(3), DRAWN)
