"""The batched count regression against a slow likelihood, and where no finite fit exists."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from vapenvila.analysis.interrupted_series import SeriesError, fit_counts
from vapenvila.analysis.interrupted_series.count_regression import Family, Floats

MONTHS = np.arange(36)
X = np.column_stack([np.ones(36), MONTHS / 12.0, (MONTHS >= 24).astype(float)])


def slow_loglik(coefficients: Floats, dispersion: float, counts: Floats) -> float:
    """The likelihood by its definition."""
    mean = np.exp(X @ coefficients)
    if (
        dispersion < 1e-6
    ):  # below this the gamma functions of the definition lose more digits than the dispersion moves
        return float(stats.poisson.logpmf(counts, mean).sum())
    return float(stats.nbinom.logpmf(counts, 1 / dispersion, 1 / (1 + dispersion * mean)).sum())


def slow_best(counts: Floats, begin: Floats) -> float:
    """The highest likelihood a general search finds from `begin` (p + 1,), dispersion as a logarithm."""

    def fall(q: Floats) -> float:
        return -slow_loglik(q[:-1], float(np.exp(q[-1])), counts)

    found = optimize.minimize(
        fall, begin, method="Nelder-Mead", options={"maxfev": 8000, "xatol": 1e-8, "fatol": 1e-11}
    )
    return -float(found.fun)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.5, 20.0), st.floats(0.02, 1.5))
def test_the_fit_is_the_maximum_of_the_slow_likelihood(seed: int, mean: float, dispersion: float) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(1 / dispersion, dispersion * mean, 36)).astype(float)
    if counts[:24].sum() == 0 or counts[24:].sum() == 0:
        return
    fit = fit_counts(X, counts[None, :])
    assert fit.converged[0]
    own = slow_loglik(fit.coefficients[0], fit.dispersion[0], counts)
    assert fit.loglik[0] == pytest.approx(own, abs=1e-8)
    begin = np.append(fit.coefficients[0] + 0.05, np.log(max(fit.dispersion[0], 1e-4)) + 0.1)
    assert own >= slow_best(counts, begin) - 1e-8


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_rows_fitted_together_equal_rows_fitted_alone(seed: int) -> None:
    counts = np.random.default_rng(seed).negative_binomial(3, 0.4, (6, 36)).astype(float)
    together = fit_counts(X, counts)
    for row in range(6):
        alone = fit_counts(X, counts[row : row + 1])
        assert together.loglik[row] == pytest.approx(alone.loglik[0], abs=1e-9)
        assert together.coefficients[row] == pytest.approx(alone.coefficients[0], abs=1e-6)


def test_counts_that_vary_less_than_poisson_get_dispersion_nought() -> None:
    counts = np.full((1, 36), 4.0)
    negbin, poisson = fit_counts(X, counts), fit_counts(X, counts, family="poisson")
    assert negbin.dispersion[0] == 0.0
    assert negbin.loglik[0] == pytest.approx(poisson.loglik[0], abs=1e-10)


def test_twice_the_exposure_is_half_the_rate() -> None:
    counts = np.random.default_rng(3).poisson(5.0, (1, 36)).astype(float)
    plain = fit_counts(X, counts)
    twice = fit_counts(X, counts, log_exposure=np.full(36, np.log(2.0)))
    assert twice.coefficients[0, 0] == pytest.approx(plain.coefficients[0, 0] - np.log(2.0), abs=1e-7)
    assert twice.loglik[0] == pytest.approx(plain.loglik[0], abs=1e-9)


def test_a_side_without_events_is_not_called_converged() -> None:
    counts = np.where(MONTHS >= 24, 0.0, 3.0)[None, :]
    assert not fit_counts(X, counts).converged[0]


def test_terms_that_say_the_same_are_refused() -> None:
    with pytest.raises(SeriesError, match="cannot be told apart"):
        fit_counts(np.column_stack([X, X[:, 1]]), np.ones((1, 36)))


@given(st.integers(0, 10_000), st.sampled_from(["poisson", "negbin"]), st.booleans())
@settings(max_examples=20, deadline=None)
def test_periods_alike_are_fitted_as_periods_one_by_one(seed: int, family: Family, exposed: bool) -> None:
    """A level before and after is two cells; exposures that all differ a little leave every period a cell of its own."""
    rng = np.random.default_rng(seed)
    counts = rng.negative_binomial(3, 0.4, (4, 36)).astype(float)
    level = np.column_stack([np.ones(36), MONTHS >= 24])
    alike = np.repeat([0.3, -0.2], 18) if exposed else np.zeros(36)
    own = alike + 1e-12 * (1.0 + MONTHS)
    together = fit_counts(level, counts, family=family, log_exposure=alike)
    apart = fit_counts(level, counts, family=family, log_exposure=own)
    np.testing.assert_array_equal(together.converged, apart.converged)
    np.testing.assert_allclose(together.coefficients, apart.coefficients, atol=1e-8)
    np.testing.assert_allclose(together.dispersion, apart.dispersion, atol=1e-8)
    np.testing.assert_allclose(together.loglik, apart.loglik, atol=1e-8)
