"""Strict, wide and unknown against going through every incident by hand; victims apart, homicides and shootings apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.problem_analysis.made import incidents
from vapenvila.analysis.problem_analysis import IncidentTable, Link
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.involvement import involvement
from vapenvila.analysis.problem_analysis.link import together

SIDES = st.lists(st.tuples(*[st.sampled_from(list(Link))] * 2), min_size=1, max_size=30)


def slow(sides: list[tuple[Link, Link]]) -> tuple[int, int, int, int]:
    """Strict, what could become strict, wide, unknown."""
    strict = strict_open = wide = unknown = 0
    for a, b in sides:
        confirmed = Link.CONFIRMED in (a, b)
        linked = confirmed or Link.SUSPECTED in (a, b)
        asked = Link.UNKNOWN in (a, b)
        strict += confirmed
        strict_open += asked and not confirmed
        wide += linked
        unknown += asked and not linked
    return strict, strict_open, wide, unknown


@settings(deadline=None)
@given(SIDES)
def test_shares_are_those_of_going_through_every_incident(sides: list[tuple[Link, Link]]) -> None:
    table = IncidentTable(len(sides), links=np.array(sides, dtype=np.int8))
    found = involvement(table, 0.95).of["together"]
    strict, strict_open, wide, unknown = slow(sides)
    assert (found.strict.yes, found.strict.unknown) == (strict, strict_open)
    assert (found.wide.yes, found.wide.unknown, found.unknown) == (wide, unknown, unknown)
    assert found.strict.lowest <= found.wide.lowest
    assert found.strict.highest <= found.wide.highest + 1e-12


@settings(deadline=None)
@given(SIDES)
def test_whatever_is_judged_later_stays_between_the_bounds(sides: list[tuple[Link, Link]]) -> None:
    before = involvement(IncidentTable(len(sides), links=np.array(sides, dtype=np.int8)), 0.95).of["together"]
    for judged in (Link.NOT_GROUP, Link.CONFIRMED):
        later = np.array(sides, dtype=np.int8)
        later[later == Link.UNKNOWN] = judged
        after = involvement(IncidentTable(len(sides), links=later), 0.95).of["together"]
        assert before.strict.lowest <= after.strict.lowest <= before.strict.highest
        assert before.wide.lowest <= after.wide.lowest <= before.wide.highest
        assert after.unknown == 0


def test_homicides_shootings_and_others_are_counted_apart_and_never_added_silently() -> None:
    table = incidents()
    assert table.dead is not None
    assert table.shooting is not None
    found = involvement(table, 0.95)
    serious = (table.dead > 0) | (table.shooting == 1)
    assert found.of["together"].n == serious.sum()
    assert found.of["homicides"].n == (table.dead > 0).sum()
    assert found.of["shootings"].n == (table.shooting == 1).sum()
    assert found.of["others"].n == (~serious).sum()


def test_victims_are_counted_apart_from_incidents() -> None:
    links = np.array([[3, 1], [2, 1], [0, 1], [1, 1]], dtype=np.int8)
    table = IncidentTable(4, links=links, victims=np.array([4, 3, 2, 1]))
    assert involvement(table, 0.95).of["together"].victims == (4, 7, 2, 10)
    assert involvement(table, 0.95).of["together"].strict.yes == 1


def test_without_a_known_kind_all_incidents_are_taken_and_it_is_said() -> None:
    found = involvement(IncidentTable(3, links=np.full((3, 1), Link.CONFIRMED, dtype=np.int8)), 0.95)
    assert not found.kinds_known
    assert found.of["together"].n == 3
    assert found.sides == 1


def test_rows_of_one_incident_are_put_together_by_what_was_found() -> None:
    rows = np.array([[1, 0], [3, 0], [1, 1], [1, 0]], dtype=np.int8)
    made = together(rows, np.array([0, 0, 1, 1]), 2)
    assert made.tolist() == [[Link.CONFIRMED, Link.UNKNOWN], [Link.NOT_GROUP, Link.UNKNOWN]]


def test_without_a_judgement_there_is_no_share() -> None:
    with pytest.raises(ProblemError, match="no link to groups"):
        involvement(IncidentTable(3), 0.95)
