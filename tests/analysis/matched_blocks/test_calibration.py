"""Weights of blocks: the definition solved slowly, the nearest figures where none are exact, and degenerate columns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from tests.analysis.matched_blocks.made_up_blocks import slow_weights
from vapenvila.analysis.matched_blocks import calibrated


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(12, 25))
def test_the_slow_quadratic_programme_gives_the_same(seed: int, figures: int, blocks: int) -> None:
    rng = np.random.default_rng(seed)
    controls = rng.poisson(3.0, (blocks, figures)).astype(float)
    mixture = rng.dirichlet(np.full(blocks, 0.3)) * 5
    found = calibrated(controls, mixture @ controls, 5)
    assert found.exact
    assert found.weights.min() >= 0.0
    assert found.weights @ controls == pytest.approx(mixture @ controls, abs=1e-4)
    assert found.weights.sum() == pytest.approx(5.0, abs=1e-4)
    assert found.weights == pytest.approx(slow_weights(controls, mixture @ controls, 5), abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_where_no_weights_are_exact_the_nearest_are_those_of_nonnegative_least_squares(seed: int) -> None:
    rng = np.random.default_rng(seed)
    controls = rng.gamma(2.0, 1.0, (40, 4))
    sums = controls.max(axis=0) * 6.0
    found = calibrated(controls, sums, 5)
    spread, centre = controls.std(axis=0), controls.mean(axis=0)
    Z = np.column_stack([np.full(40, 10.0), (controls - centre) / spread])
    asked = np.append(10.0, (sums / 5 - centre) / spread)
    _, least = optimize.nnls(Z.T / 40, asked)
    own = asked - Z.T @ found.weights / 5
    assert not found.exact
    assert np.linalg.norm(own) == pytest.approx(least, rel=1e-6)
    assert own[1:] == pytest.approx(found.gap, abs=1e-9)


def test_figures_that_equal_weights_meet_already_leave_the_weights_equal() -> None:
    controls = np.arange(12.0).reshape(6, 2)
    found = calibrated(controls, controls.mean(axis=0) * 3, 3)
    assert found.weights == pytest.approx(np.full(6, 0.5))
    assert found.effective == pytest.approx(6.0)


def test_columns_that_say_the_same_or_never_vary_do_no_harm() -> None:
    rng = np.random.default_rng(1)
    one = rng.poisson(3.0, 30).astype(float)
    controls = np.column_stack([one, 2.0 * one, np.full(30, 7.0), np.zeros(30)])
    found = calibrated(controls, np.array([20.0, 40.0, 35.0, 0.0]), 5)
    assert found.exact
    assert found.weights == pytest.approx(calibrated(one[:, None], np.array([20.0]), 5).weights, abs=1e-5)


def test_what_no_control_has_cannot_be_met_and_is_the_gap() -> None:
    controls = np.column_stack([np.arange(10.0), np.zeros(10)])
    found = calibrated(controls, np.array([9.0, 2.0]), 2)
    assert not found.exact
    assert found.gap == pytest.approx([0.0, 1.0], abs=1e-4)
    assert found.weights @ controls[:, 0] == pytest.approx(9.0, abs=1e-3)


def test_scale_and_order_of_figures_do_not_matter() -> None:
    rng = np.random.default_rng(3)
    controls = rng.poisson(2.0, (50, 3)).astype(float)
    sums = controls[:5].sum(axis=0)
    plain = calibrated(controls, sums, 5).weights
    turned = calibrated(controls[:, ::-1] * [1e4, 1.0, 1e-3], sums[::-1] * [1e4, 1.0, 1e-3], 5).weights
    assert turned == pytest.approx(plain, abs=1e-6)
