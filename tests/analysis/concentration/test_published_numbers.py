"""Gini as in the examples of those who corrected it for sparse data, and what follows from its definition."""

import numpy as np
import pytest

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.concentration import concentration, spread_of_counts, spread_of_events


def zeros(*counts: int, units: int = 10) -> list[int]:
    return [*counts, *[0] * (units - len(counts))]


@pytest.mark.published("concentration")
@pytest.mark.parametrize(
    ("counts", "plain", "sparse"),
    [
        (zeros(10, 8, 2), 0.78, 0.78),  # Steenbeek and Bernasco (2018), examples of the R package lorenzgini
        (zeros(5, 2, 1), 0.80, 0.75),
        (zeros(10), 0.90, 0.90),
        (
            zeros(10, units=100),
            0.99,
            0.90,
        ),  # the package gives 0.99 plain; 10 (0.99 − 1) + 1 by the paper's formula
        (
            zeros(3, 1, 1),
            0.78,
            0.56,
        ),  # the package's vignette says .58 in a caption; the paper's formula gives .56
    ],
)
def test_gini_is_that_of_the_published_examples(counts: list[int], plain: float, sparse: float) -> None:
    found = concentration(spread_of_counts(counts), np.random.default_rng(1), draws=20)
    assert found.gini == pytest.approx(plain, abs=1e-12)
    assert found.gini_sparse == pytest.approx(sparse, abs=1e-12)


def test_all_events_in_one_unit_are_fully_concentrated_without_bias() -> None:
    found = concentration(spread_of_counts(zeros(10, units=100)), np.random.default_rng(1), draws=20)
    assert found.gini_unbiased == pytest.approx(1.0)


def test_as_even_as_can_be_is_no_concentration() -> None:
    found = concentration(spread_of_counts([1] * 5 + [0] * 5), np.random.default_rng(1), draws=50)
    assert found.gini == pytest.approx(0.5)
    assert found.gini_sparse == pytest.approx(0.0)
    assert found.curve == found.even_curve
    assert found.half == pytest.approx(0.25)


def test_murders_in_london_are_spread_over_the_boroughs_beyond_chance() -> None:
    rows = rows_of_file("A_incidents", "london_murders_2006_2011", "london_murders.csv")
    spread = spread_of_events([row["borough"] for row in rows], units_total=33)
    assert (spread.n, spread.events) == (33, len(rows))
    found = concentration(spread, np.random.default_rng(1), seed=1)
    assert found.gini_limits[0] <= found.gini <= found.gini_limits[1]
    assert found.gini == pytest.approx(found.gini_sparse)  # more events than units: nothing to correct
    assert found.gini > found.gini_by_chance
    assert found.rates_limits[0] > 0.1
