"""The best fit to a series, whatever its background, and how far the share may be moved from it."""

from vapenvila.analysis.self_exciting.crossing import crossing
from vapenvila.analysis.self_exciting.series import Fit, Series
from vapenvila.analysis.self_exciting.steady import best_if_steady
from vapenvila.analysis.self_exciting.stepping import best_over_steps

_CLOSE = 1e-3


def best_fit(series: Series, share: float | None = None, near: Fit | None = None) -> Fit:
    """The best over all mean delays that are looked for. `share`: branching ratio held fixed, None for free. `near`: a fit
    to a series like this one, which spares a wide search."""
    if len(series.exposure) == 1:
        return best_if_steady(series, share)
    found = best_over_steps(series, share, near)
    if share is None:
        without = best_over_steps(series, 0.0, near)
        return found if found.reached > without.reached else without
    return found


def share_limit(series: Series, best: Fit, outside: float, floor: float) -> float:
    """Branching ratio between that of the best fit and `outside` at which the profile log-likelihood crosses `floor`;
    `outside` if it never does. To 1e-3."""
    near = best

    def profile(share: float) -> float:
        nonlocal near
        near = best_fit(series, share, near)
        return near.reached - floor

    return crossing(best.share, best.reached - floor, outside, profile, _CLOSE)
