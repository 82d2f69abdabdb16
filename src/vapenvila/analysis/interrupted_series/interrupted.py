"""Did events become fewer at a start? Interrupted time series of counts, with everything needed to doubt it.

Segmented regression as in `model`; intervals that hold where neighbouring periods go together (`serial_errors`), beside
them those of the model and of a parametric bootstrap (B. Efron, R. J. Tibshirani (1993), An Introduction to the Bootstrap,
chapter 6): series are drawn from the fitted model, fitted again, and the middle of the ratios kept.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.interrupted_series.checks import OtherStarts, residual_checks
from vapenvila.analysis.interrupted_series.count_regression import (
    Floats,
    SeriesError,
    fit_counts,
    means,
    simulated_counts,
)
from vapenvila.analysis.interrupted_series.model import Segmented, Stacked, Terms, segmented
from vapenvila.analysis.interrupted_series.periods import Days, periods_of
from vapenvila.analysis.interrupted_series.result import (
    Averted,
    Counterfactual,
    InterruptedSeries,
    Simulation,
)
from vapenvila.analysis.interrupted_series.uncertainty import students_t, uncertainty
from vapenvila.analysis.small_counts.checked_input import CountError, checked_counts, checked_level

FEWEST_DRAWN = 20


def interrupted_series(
    days: ArrayLike,
    counts: ArrayLike,
    start: str | date | np.datetime64,
    *,
    terms: Terms | None = None,
    exposure: ArrayLike | None = None,
    comparison: ArrayLike | None = None,
    comparison_exposure: ArrayLike | None = None,
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
) -> InterruptedSeries:
    """Fit a segmented count model around `start` and report its ratio, counterfactual and checks.

    `days`: (T,) first days of consecutive periods. `counts`: (T,) whole numbers. `exposure`: (T,) people or days at risk,
    above 0. `comparison`: (T,) counts of a series without the programme; the ratio is then over and above its change.
    A period in which the start falls counts as before. `draws`: simulated series, 0 for none. Raises SeriesError for
    what cannot be fitted, with a sentence.
    """
    first_days = periods_of(np.asarray(days, dtype="datetime64[D]")).first_days
    first_after = np.asarray(start, dtype="datetime64[D]")[()]
    at = int(np.searchsorted(first_days, first_after))
    series = _stacked(first_days, counts, exposure, comparison, comparison_exposure)
    chosen = Terms() if terms is None else terms
    fitted = segmented(series, at, chosen)
    drawn = _drawn(series, fitted, draws, seed)
    return _result(
        series, at, chosen, fitted, drawn, checked_level(level), bool(first_days[at] != first_after)
    )


def _result(
    series: Stacked,
    at: int,
    terms: Terms,
    fitted: Segmented,
    drawn: "_Drawn | None",
    level: float,
    start_inside: bool,
) -> InterruptedSeries:
    own, after = series.counts[series.treated], series.moments[series.treated] >= at
    low, high = fitted.interval(fitted.uncertainty.half_width(level))
    counterfactual = _counterfactual(series, fitted, drawn, level)
    slope = fitted.fit.coefficients[0, fitted.effect_columns[-1]] if terms.slope_change else None
    return InterruptedSeries(
        first_days=series.periods.first_days,
        kind=series.periods.kind,
        counts=own.astype(np.int64),
        start=str(series.periods.first_days[at]),
        start_inside=start_inside,
        terms=terms,
        compared=series.compared,
        ratio=float(np.exp(fitted.log_ratio)),
        low=low,
        high=high,
        level=level,
        p_value=fitted.uncertainty.p_value(fitted.log_ratio),
        intervals=_intervals(fitted, drawn, level),
        slope_ratio=None if slope is None else float(np.exp(slope)),
        dispersion=float(fitted.fit.dispersion[0]),
        loglik=float(fitted.fit.loglik[0]),
        freedom=fitted.uncertainty.serial_freedom,
        mean_before=float(own[~after].mean()),
        mean_after=float(own[after].mean()),
        counterfactual=counterfactual,
        averted=_averted(series, fitted, series.moments >= at, level),
        other_starts=OtherStarts(series, at, terms, level, fitted.log_ratio),
        residuals=residual_checks(series, fitted),
        simulation=Simulation(0, 0, None) if drawn is None else drawn.simulation,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Series drawn from the fitted model and fitted again: `log_ratios` (d,), counts without the programme (d, T)."""

    log_ratios: Floats
    without: Floats
    simulation: Simulation


def _drawn(series: Stacked, fitted: Segmented, draws: int, seed: int) -> _Drawn | None:
    if draws == 0:
        return None
    if draws < FEWEST_DRAWN:
        raise SeriesError(
            f"Draw at least {FEWEST_DRAWN} series from the model, or none; {draws} were asked for."
        )
    rng = np.random.default_rng(seed)
    spread = float(fitted.fit.dispersion[0])
    again = fit_counts(
        fitted.X,
        simulated_counts(fitted.mean, spread, rng, draws),
        family="negbin" if spread > 0.0 else "poisson",
        log_exposure=series.log_exposure,
        start=fitted.fit.coefficients[0],
        dispersion_start=spread,
    )
    kept = again.coefficients[again.converged].copy()
    if len(kept) < max(FEWEST_DRAWN, draws // 2):
        raise SeriesError(
            f"Of {draws} series drawn from the model only {len(kept)} could be fitted: there are too few events for this "
            "model. Choose a coarser season (quarter or none) or leave out the trend."
        )
    log_ratios = kept[:, fitted.level_column].copy()
    kept[:, list(fitted.effect_columns)] = 0.0
    own = series.treated
    expected = means(fitted.X[own], kept, series.log_exposure[own])
    without = simulated_counts(expected, spread, rng, len(kept))
    return _Drawn(log_ratios, without, Simulation(draws, draws - len(kept), seed))


def _intervals(
    fitted: Segmented, drawn: _Drawn | None, level: float
) -> dict[str, tuple[float, float] | None]:
    sure = fitted.uncertainty
    bootstrap = None if drawn is None else np.exp(np.quantile(drawn.log_ratios, _tails(level))).tolist()
    return {
        "model": fitted.interval(students_t(level, sure.freedom) * sure.model),
        "newey_west": fitted.interval(sure.serial_half_width(level)),
        "bootstrap": None if bootstrap is None else (bootstrap[0], bootstrap[1]),
    }


def _counterfactual(series: Stacked, fitted: Segmented, drawn: _Drawn | None, level: float) -> Counterfactual:
    own = series.treated
    without = means(fitted.X[own], fitted.without, series.log_exposure[own])
    if drawn is None:
        return Counterfactual(without, fitted.mean[own], None, None)
    low, high = np.quantile(drawn.without, _tails(level), axis=0)
    return Counterfactual(without, fitted.mean[own], low, high)


def _averted(series: Stacked, fitted: Segmented, after: NDArray[np.bool_], level: float) -> Averted:
    """Limits by the delta method for what the model expects without the programme less what it expects with it."""
    rows = series.treated & after
    X, seen = fitted.X[rows], float(series.counts[rows].sum())
    without, plain = means(X, fitted.without, series.log_exposure[rows]), X.copy()
    plain[:, list(fitted.effect_columns)] = 0.0
    direction = without @ plain - fitted.mean[rows] @ X
    doubt = uncertainty(
        fitted.X, series.counts, fitted.fit, fitted.mean, direction, series=series.rows
    ).half_width(level)
    events = float(without.sum()) - seen
    return Averted(events, events - doubt, events + doubt)


def _tails(level: float) -> tuple[float, float]:
    return (1.0 - level) / 2.0, (1.0 + level) / 2.0


def _stacked(
    first_days: Days,
    counts: ArrayLike,
    exposure: ArrayLike | None,
    comparison: ArrayLike | None,
    comparison_exposure: ArrayLike | None,
) -> Stacked:
    periods = periods_of(first_days)
    T = len(first_days)
    rows = [("The counts", counts, exposure)]
    rows += [] if comparison is None else [("The comparison", comparison, comparison_exposure)]
    try:
        whole = [checked_counts(values, name) for name, values, _ in rows]
    except CountError as problem:
        raise SeriesError(str(problem)) from None
    for (name, _, _), values in zip(rows, whole, strict=True):
        if len(values) != T:
            raise SeriesError(f"{name} are {len(values)}, but there are {T} periods.")
    return Stacked(
        periods=periods,
        counts=np.concatenate(whole).astype(np.float64),
        log_exposure=np.concatenate([_log_exposure(of, T) for _, _, of in rows]),
        moments=np.tile(np.arange(T), len(rows)),
        treated=np.repeat(np.arange(len(rows)) == 0, T),
    )


def _log_exposure(exposure: ArrayLike | None, periods: int) -> Floats:
    """Logarithm of the exposure over its mean, so that coefficients stay in the order of counts."""
    if exposure is None:
        return np.zeros(periods)
    given = np.asarray(exposure, dtype=np.float64)
    if given.shape != (periods,):
        raise SeriesError(f"The exposure has {given.size} values, but there are {periods} periods.")
    wrong = ~(np.isfinite(given) & (given > 0.0))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise SeriesError(f"The exposure at position {at + 1} is {given[at]:g}; it must be above 0.")
    return np.asarray(np.log(given / given.mean()))
