"""Rounded tables still add up, stay near the truth, and chance has no bias."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vapenvila.analysis.disclosure_control import (
    LinkedTable,
    Relation,
    TableError,
    controlled_rounding,
    one_way,
    random_rounding,
    two_way,
)

COUNTS = arrays(int, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.integers(0, 40))


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.sampled_from([3, 5]), st.one_of(st.none(), st.integers(0, 99)))
def test_a_rounded_table_adds_up_and_is_near(counts: np.ndarray, base: int, seed: int | None) -> None:
    table = two_way(counts)
    rng = None if seed is None else np.random.default_rng(seed)
    rounded = controlled_rounding(table, base, rng).values
    assert np.abs(table.sums() @ rounded).max() < 1e-9
    assert (rounded % base == 0).all()
    assert (np.abs(rounded - table.values) < base).all()
    exact = table.values % base == 0
    assert (rounded[exact] == table.values[exact]).all()


def test_without_chance_the_nearest_additive_table_is_taken() -> None:
    """1 + 1 + 1 = 3: rounding each to the nearest gives 0 + 0 + 0 ≠ 3, so one of them goes up."""
    rounded = controlled_rounding(one_way([1, 1, 1]), 3).values
    assert sorted(rounded[:3]) == [0, 0, 3]
    assert rounded[3] == 3


def test_random_rounding_has_no_bias() -> None:
    table, rng = one_way([1, 2, 7]), np.random.default_rng(20260302)
    mean = np.mean([random_rounding(table, 5, rng).values for _ in range(20_000)], axis=0)
    assert mean == pytest.approx(table.values, abs=0.06)  # 4 standard errors: 4 · 2.5/√20000 = 0.07


def test_the_same_seed_gives_the_same_table() -> None:
    table = two_way([[1, 2], [3, 4]])
    first, second = (controlled_rounding(table, 5, np.random.default_rng(7)).values for _ in range(2))
    assert (first == second).all()


def test_a_base_that_is_no_base_is_refused() -> None:
    with pytest.raises(TableError, match="at least 2"):
        controlled_rounding(one_way([1]), 1)


def test_a_linked_table_without_such_a_rounding_says_so() -> None:
    """Three halves whose sums two by two are all 3: with 0 or 3 for each, not all pairs can make 3."""
    values = np.array([1.5, 1.5, 1.5, 3.0, 3.0, 3.0])
    table = LinkedTable(values, (Relation(3, (0, 1)), Relation(4, (1, 2)), Relation(5, (0, 2))))
    with pytest.raises(TableError, match="cannot be rounded"):
        controlled_rounding(table, 3)
