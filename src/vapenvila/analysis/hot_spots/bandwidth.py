"""How wide should the kernel be? Chosen so that each place is foretold as well as can be by the others.

Likelihood: R. P. W. Duin (1976), "On the choice of smoothing parameters for Parzen estimators of probability density
functions", IEEE Transactions on Computers C-25(11), 1175–1179. Least squares: A. W. Bowman (1984), "An alternative method of
cross-validation for the smoothing of density estimates", Biometrika 71(2), 353–360. A whole place is left out at a time:
addresses are rounded to blocks, and events at one place would foretell each other with a kernel of no width.
"""

from typing import Literal

import numpy as np
from scipy import optimize

from vapenvila.analysis.checked_events import EventError, Floats
from vapenvila.analysis.study_window import StudyWindow

Choice = Literal["likelihood", "least-squares"]
SMALLEST = 1 / 400  # of the window's longer side
_LARGEST = 1 / 3
_MOST_PAIRS = 10_000_000
_FIRST_LOOK = 14


def chosen_bandwidth(
    x: Floats, y: Floats, window: StudyWindow, choice: Choice, rng: np.random.Generator
) -> float:
    """Standard deviation of the Gaussian kernel. `x`, `y`: (n,) events. Raises EventError with fewer than three places.

    With many places the others foretell a random part of them, so that pairs stay within ten million.
    """
    if choice not in ("likelihood", "least-squares"):
        raise EventError(f"The bandwidth is a length, likelihood or least-squares, not {choice}.")
    places, held = np.unique(np.stack([x, y], axis=1), axis=0, return_counts=True)
    if len(places) < 3:
        raise EventError(f"{len(places)} different places cannot choose a bandwidth; give one.")
    some = np.arange(len(places))
    if len(places) ** 2 > _MOST_PAIRS:
        some = rng.choice(len(places), _MOST_PAIRS // len(places), replace=False)
    squares = (places[some, None, 0] - places[None, :, 0]) ** 2
    squares += (places[some, None, 1] - places[None, :, 1]) ** 2
    squares[np.arange(len(some)), some] = np.inf
    weights = held.astype(np.float64)

    def loss(log_h: float) -> float:
        return _loss(float(np.exp(log_h)), squares, weights[some], weights, choice)

    longest = max(window.sides)
    steps = np.linspace(np.log(longest * SMALLEST), np.log(longest * _LARGEST), _FIRST_LOOK)
    best = int(np.argmin([loss(step) for step in steps]))
    between = (steps[max(0, best - 1)], steps[min(_FIRST_LOOK - 1, best + 1)])
    found = optimize.minimize_scalar(loss, bounds=between, method="bounded", options={"xatol": 0.005})
    return float(np.exp(found.x))


def _loss(h: float, squares: Floats, own: Floats, weights: Floats, choice: Choice) -> float:
    """Minus the mean log density at the places from all others, or the cross-validated squared error; without constants."""
    n, all_own = weights.sum(), own.sum()
    others = np.exp(squares / (-2.0 * h * h)) @ weights / (2.0 * np.pi * h * h)
    if choice == "likelihood":
        with np.errstate(divide="ignore"):
            return float(-(own @ np.log(others / (n - own))) / all_own)
    twice = np.exp(squares / (-4.0 * h * h)) @ weights / (4.0 * np.pi * h * h)
    squared = (own @ twice / all_own + 1.0 / (4.0 * np.pi * h * h)) / n
    return float(squared - 2.0 * (own @ (others / (n - own))) / all_own)
