"""The best fit to a series, whatever its background, and how far the share may be moved from it."""

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
    `outside` if it never does. By regula falsi and halving in turn, to 1e-3."""
    inside, above = best.share, best.reached - floor
    end = best_fit(series, outside, best)
    below = end.reached - floor
    if below >= 0.0:
        return outside
    halve = False
    while abs(outside - inside) > _CLOSE:
        part = 0.5 if halve else min(max((above / (above - below)) ** 0.5, 0.1), 0.9)
        middle = inside + part * (outside - inside)
        best = best_fit(series, middle, best)
        reached = best.reached - floor
        if reached >= 0.0:
            inside, above = middle, reached
        else:
            outside, below = middle, reached
        halve = not halve
    return float(0.5 * (inside + outside))
