"""How many attacks between groups are answered? A self-exciting model of who strikes whom, by kind of following.

An attack of one group on another may be followed by the struck on the attacker (an answer), by the attacker on the struck
again, or by either and a third group; what none of these explains comes from the feud's own level. The kinds share their
numbers over all groups, so that a city with a dozen groups and some hundred attacks can be asked. Multivariate processes:
A. G. Hawkes (1971), Biometrika 58, 83–90; between gangs: A. Stomakhin, M. B. Short, A. L. Bertozzi (2011), "Reconstruction of
missing data in social networks based on temporal patterns of interactions", Inverse Problems 27, 115013.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from vapenvila.analysis.self_exciting.group_events import Feud, GroupEvents, group_events
from vapenvila.analysis.self_exciting.group_fit import KINDS, GroupFit, best_between, limit_between
from vapenvila.analysis.self_exciting.group_memory import ANSWER
from vapenvila.analysis.self_exciting.group_result import Answered
from vapenvila.analysis.self_exciting.series import MOST_SHARE
from vapenvila.analysis.self_exciting.window import SelfExcitingError, window_of

FEWEST = 80  # attacks within feuds; below, intervals hold almost every share (docs/methods/answers-between-groups.md)
DELAYS = (1.0, 30.0)


def answers_between_groups(
    times: ArrayLike,
    attacker: Sequence[str],
    struck: Sequence[str],
    *,
    feuds: Sequence[Feud] = (),
    first: str | float | None = None,
    last: str | float | None = None,
    breaks: Sequence[str | float] = (),
    delays: tuple[float, float] = DELAYS,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> Answered:
    """Fit the model to attacks in the window from `first` to `last` (days, both included).

    `times`: (n,) dates, moments or numbers of days; `attacker`, `struck`: (n,) groups. `feuds`: those known, with their days;
    attacks outside them are left out. `breaks`: days on which every feud's level may change. `delays`: mean days until a
    follower that are looked for. Days are spread over the day at random, by `rng` or `seed`.

    Raises SelfExcitingError for fewer than 80 attacks, unknown or equal sides, or settings that cannot be.
    """
    window = window_of(times, first=first, last=last, breaks=breaks)
    window.check(delays, level)
    events = group_events(
        window, attacker, struck, feuds, rng if rng is not None else np.random.default_rng(seed)
    )
    if len(events.times) < FEWEST:
        raise SelfExcitingError(
            f"{len(events.times)} attacks within feuds are too few to tell whether they are answered; at least {FEWEST} are "
            "needed."
        )
    best = best_between(events, delays)
    floor = best.reached - 0.5 * float(stats.chi2.ppf(level, 1))
    without = best_between(events, delays, held=(ANSWER, 0.0), near=best)
    return Answered(
        fit=best,
        limits=tuple(_limits(events, delays, best, kind, floor) for kind in range(KINDS)),
        level=level,
        gain=max(0.0, 2.0 * (best.reached - without.reached)),
        events=events,
        period=window.period,
        whole_days=window.whole_days,
        delays=delays,
        seed=seed,
    )


def _limits(
    events: GroupEvents, delays: tuple[float, float], best: GroupFit, kind: int, floor: float
) -> tuple[GroupFit, GroupFit]:
    below = limit_between(events, delays, best, kind, 0.0, floor)
    return below, limit_between(events, delays, best, kind, MOST_SHARE, floor)
