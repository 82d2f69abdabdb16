"""Events in a window, and a model fitted to them."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels

MOST_SHARE = 0.99  # branching ratio beyond which the events would follow one another for ever
_FACTOR = 2.3


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Events in a window from day 0 to `end`. `times`: (n,) rising. `level`: (n,) the step of the background each falls in.
    `exposure`: (K,) days of each step. `delays`: shortest and longest mean delay that is looked for."""

    times: Floats
    end: float
    level: Levels
    exposure: Floats
    delays: tuple[float, float]

    def delays_to_try(self) -> Floats:
        """Mean delays so close that the best lies beside one of them."""
        shortest, longest = self.delays
        return np.geomspace(
            shortest, longest, max(2, int(np.ceil(np.log(longest / shortest) / np.log(_FACTOR))) + 1)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`reached`: log-likelihood, of the levels' evidence where there are several. `background`: (K,) events a day.
    `at_events`: (n,) λ. `shape`: of the levels' common gamma distribution, None where there is one level."""

    reached: float
    delay: float
    background: Floats
    share: float
    at_events: Floats
    shape: float | None = None
