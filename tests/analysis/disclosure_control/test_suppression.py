"""No small cell can be told by subtraction, and no cell is hidden that need not be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.analysis.disclosure_control.every_pattern import cheapest_by_trying
from vapenvila.analysis.disclosure_control import (
    Largest,
    LinkedTable,
    ProtectionError,
    Relation,
    TableError,
    attack,
    dominated,
    one_way,
    suppress,
    too_small,
    two_way,
)

pytestmark = pytest.mark.acceptance("S29")

# Investment by activity and region; the example of Fischetti and Salazar (after Willenborg and de Waal, 1996).
INVESTMENT = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]


@pytest.mark.published("disclosure-control")
def test_the_published_example_is_attacked_as_in_the_paper() -> None:
    table = two_way(INVESTMENT)
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[1, 0] = hidden[1, 2] = hidden[2, 0] = hidden[2, 2] = True
    bounds = attack(table, hidden.ravel())
    low, high = bounds.low.reshape(4, 4), bounds.high.reshape(4, 4)
    assert (low[1, 2], high[1, 2]) == (5, 30)
    assert (low[0, 1], high[0, 1]) == (50, 50)


def test_one_hidden_cell_alone_is_subtracted_out() -> None:
    table = one_way([12, 3, 30])
    bounds = attack(table, np.array([False, True, False, False]))
    assert (bounds.low[1], bounds.high[1]) == (3, 3)
    assert suppress(table, too_small(table, 5), threshold=5).further.sum() == 1


def test_a_table_without_small_cells_is_shown_whole() -> None:
    table = two_way([[10, 20], [30, 40]])
    assert not suppress(table, too_small(table, 5), threshold=5).hidden.any()


def _protected(table: LinkedTable, threshold: float) -> None:
    small = too_small(table, threshold)
    found = suppress(table, small, threshold=threshold)
    bounds = attack(table, found.hidden)  # once more, from outside
    assert (bounds.low[small] <= 1e-6).all()
    assert (bounds.high[small] >= threshold - 1e-6).all()
    assert not (found.small & found.further).any()
    for shown, hidden, value in zip(found.shown(), found.hidden, table.values, strict=True):
        assert (shown is None) == hidden
        assert hidden or shown == value


@settings(max_examples=40, deadline=None)
@given(arrays(int, st.tuples(st.integers(2, 4), st.integers(2, 5)), elements=st.integers(0, 25)))
def test_no_small_cell_of_any_table_can_be_told(counts: np.ndarray) -> None:
    _protected(two_way(counts), 5)


@settings(max_examples=15, deadline=None)
@given(arrays(int, (2, 2), elements=st.integers(0, 12)))
def test_no_cheaper_choice_of_cells_protects(counts: np.ndarray) -> None:
    table = two_way(counts)
    small, cost = too_small(table, 5), 1.0 + np.arange(9.0)
    found = suppress(table, small, threshold=5, weights=cost)
    assert found.cost == pytest.approx(cheapest_by_trying(table, small, 5, cost))


def test_a_year_so_far_that_was_published_before_is_protected_too() -> None:
    """January to March 20 was published; publishing January to April 23 would tell April's 3."""
    values = np.array([20.0, 3.0, 23.0, 40.0, 63.0])  # first quarter, April, four months, the rest, the year
    table = LinkedTable(values, (Relation(2, (0, 1)), Relation(4, (2, 3))))
    before = np.array([True, False, False, False, False])
    found = suppress(table, too_small(table, 5), threshold=5, must_show=before)
    assert found.hidden[2]
    assert not found.hidden[0]
    with pytest.raises(ProtectionError, match="cannot be protected"):
        suppress(table, too_small(table, 5), threshold=5, must_show=np.array([True, False, True, True, True]))


def test_a_small_cell_that_is_already_published_is_not_hidden_in_silence() -> None:
    table = one_way([12, 3])
    with pytest.raises(ProtectionError, match="already published"):
        suppress(table, too_small(table, 5), threshold=5, must_show=np.array([False, True, False]))


def test_zeros_are_small_only_when_asked() -> None:
    table = one_way([0, 4, 5])
    assert too_small(table, 5).tolist() == [False, True, False, False]
    assert too_small(table, 5, zeros_too=True).tolist() == [True, True, False, False]


def test_a_sum_that_one_contributor_makes_up_is_hidden() -> None:
    assert dominated([[90, 5, 5], [30, 30, 40], []], Largest(1, 0.85)).tolist() == [True, False, False]
    table = one_way([100, 100, 300])
    mostly_one = np.append(dominated([[90, 5, 5], [30, 30, 40], [100, 200]], Largest(1, 0.85)), False)
    found = suppress(table, mostly_one, threshold=5)
    assert (found.low[0], found.high[0] >= 200) == (0, True)


@pytest.mark.parametrize(
    "make",
    [
        lambda: two_way([[1, -1], [2, 3]]),
        lambda: one_way([]),
        lambda: LinkedTable(np.array([1.0, 2.0]), (Relation(0, (1,)),)),
        lambda: LinkedTable(np.array([1.0, 1.0]), (Relation(0, (2,)),)),
        lambda: too_small(one_way([1]), 1),
        lambda: suppress(one_way([1]), np.array([True]), threshold=5),
        lambda: Largest(0, 0.5),
    ],
)
def test_what_cannot_be_used_is_refused(make: object) -> None:
    with pytest.raises(TableError):
        make()  # type: ignore[operator]  # a function


def test_the_result_says_how_many_cells_and_why() -> None:
    table = one_way([12, 3, 30])
    assert suppress(table, too_small(table, 5), threshold=5).summary() == (
        "2 of 4 cells are not shown: 1 are below 5, 1 would let a reader subtract them out."
    )
