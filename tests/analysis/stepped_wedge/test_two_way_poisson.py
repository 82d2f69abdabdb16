"""Poisson regression with group and period effects: the same with a column for each, and what has no answer."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.real_data import rows_of_file
from tests.analysis.stepped_wedge.made_up_groups import slow_two_way
from vapenvila.analysis.stepped_wedge import WedgeError
from vapenvila.analysis.stepped_wedge.two_way_poisson import fit_two_way, project, usable


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 9), st.integers(4, 9), st.integers(1, 2))
def test_a_column_for_every_group_and_period_gives_the_same(seed: int, n: int, T: int, p: int) -> None:
    rng = np.random.default_rng(seed)
    Y = rng.poisson(4.0, (n, T)).astype(float)
    D = rng.normal(0.0, 1.0, (p, n, T))
    use = usable(Y, rng.random((n, T)) < 0.9)
    if not (use.any(axis=1).all() and use.any(axis=0).all() and use.sum() > n + T + 2 * p):
        return
    fit = fit_two_way(Y, D, use, np.zeros((n, T)))
    coefficients, covariance = slow_two_way(Y, D, use)
    assert fit.coefficients == pytest.approx(coefficients, abs=1e-6)
    assert fit.covariance == pytest.approx(covariance, rel=1e-4, abs=1e-8)


def test_the_score_equations_hold_and_an_offset_moves_the_coefficient_by_itself() -> None:
    rng = np.random.default_rng(1)
    Y, D = rng.poisson(3.0, (12, 20)).astype(float), rng.normal(0.0, 1.0, (1, 12, 20))
    use = np.ones(Y.shape, bool)
    fit = fit_two_way(Y, D, use, np.zeros(Y.shape))
    assert np.abs(fit.residual.sum(axis=0)).max() < 1e-5
    assert np.abs(fit.residual.sum(axis=1)).max() < 1e-5
    assert abs(float((fit.residual * D[0]).sum())) < 1e-5
    moved = fit_two_way(Y, D, use, 0.3 * D[0])
    assert moved.coefficients[0] == pytest.approx(fit.coefficients[0] - 0.3, abs=1e-7)


def test_groups_and_periods_without_events_are_not_usable_one_after_the_other() -> None:
    Y = np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 3.0, 1.0]])
    hidden = np.array([[True, True, True], [True, True, True], [True, False, True]])
    assert usable(Y, np.ones((3, 3), bool)).tolist() == [[True] * 3, [False] * 3, [True] * 3]
    assert usable(Y, hidden).tolist() == [[True, False, True], [False] * 3, [True, False, True]]


def test_what_has_no_answer_gets_a_sentence() -> None:
    Y, use = np.ones((4, 6)), np.ones((4, 6), bool)
    together = np.tile(np.arange(6) >= 3, (4, 1)).astype(float)
    with pytest.raises(WedgeError, match="cannot be told from groups and periods"):
        fit_two_way(Y, together[None], use, np.zeros(Y.shape))
    one = np.zeros((4, 6))
    one[0, 3:] = 1.0
    with pytest.raises(WedgeError, match="cannot be told from groups and periods"):
        fit_two_way(Y, np.array([one, 2.0 * one]), use, np.zeros(Y.shape))
    silent = Y.copy()
    silent[0, 3:] = 0.0
    with pytest.raises(WedgeError, match="no finite effect"):
        fit_two_way(silent, one[None], use, np.zeros(Y.shape))


@pytest.mark.published("stepped-wedge")
def test_the_projection_gives_stock_and_watsons_regression_with_state_and_year_effects() -> None:
    """Violent crime and shall-carry laws, 1977 to 1999: log violent on law with controls −0.0280 (exercise 10.1)."""
    rows = rows_of_file("C_evaluation", "us_state_guns", "guns.csv")
    states, years = (sorted({row[name] for row in rows}) for name in ("state", "year"))
    controls = ("prisoners", "density", "income", "population", "afam", "cauc", "male")
    V = np.zeros((9, len(states), len(years)))
    for row in rows:
        numbers = [
            math.log(float(row["violent"])),
            float(row["law"] == "yes"),
            *(float(row[k]) for k in controls),
        ]
        V[:, states.index(row["state"]), years.index(row["year"])] = numbers
    within, effects = project(V, np.ones(V.shape[1:]))
    assert within + effects == pytest.approx(V)
    found = np.linalg.lstsq(within[1:].reshape(8, -1).T, within[0].ravel(), rcond=None)[0]
    assert found[0] == pytest.approx(-0.0280, abs=1e-4)
