"""How late reports come and how many go out again, learnt from the newest periods that have reached each delay.

Reports are looked at backwards in time: of those that came in up to delay j, which share came at j itself? These shares
can be learnt although the newest periods are cut off at today (J. F. Lawless (1994), "Adjustments for reporting delays and
the prediction of occurred but not reported events", Canadian Journal of Statistics 22, 15–31). Their mean is that of the
chain ladder (P. D. England and R. J. Verrall (2002), "Stochastic claims reserving in general insurance", British Actuarial
Journal 8, 443–518); their uncertainty a generalised Dirichlet distribution (M. Höhle and M. an der Heiden (2014), "Bayesian
nowcasting during the STEC O104:H4 outbreak in Germany, 2011", Biometrics 70, 993–1002).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vapenvila.analysis.nowcast.triangle import FEWEST_ROWS, Floats, ReportingTriangle

ENOUGH_FOR_SPREAD = 20.0
"""Reports that a run of delays must hold before its own spread is judged; delays with fewer are judged together."""
SURE_OF_SPREAD = 0.8
"""Counts spread beyond chance where Pearson's statistic exceeds this share of its distribution under chance."""
FEWEST_REPORTS = 5
_ONE_PERCENT = 2.5758


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """From each delay to the next, summed over the periods of the window. All (D,): place j − 1 tells of delay j.

    `moved`: reports that moved at j. `exposed`: those that could (came in before j, or were known at j − 1). `rows`: periods
    seen. `spread`: how many times the variance of chance alone, at least 1; `freedom`: degrees of freedom behind it.
    """

    moved: Floats
    exposed: Floats
    rows: NDArray[np.int64]
    spread: Floats
    freedom: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Delays:
    """What the window tells. `late`: reports that came in at each delay; `out`: reports that went out. `window`: periods."""

    late: Steps
    out: Steps
    window: int

    @property
    def lacking(self) -> str | None:
        """Why the window tells too little, in a sentence; None where it tells enough."""
        for j, (rows, reports) in enumerate(
            zip(self.late.rows, self.late.moved + self.late.exposed, strict=True), start=1
        ):
            if rows < FEWEST_ROWS:
                return (
                    f"Only {rows} periods of the window were seen at delay {j} and the one before; at least "
                    f"{FEWEST_ROWS} are needed. Take a longer window, a shorter longest delay, or snapshots that lie closer."
                )
            if reports < FEWEST_REPORTS:
                return (
                    f"Only {reports:g} reports lie in the window of {self.window} periods; at least {FEWEST_REPORTS} are "
                    "needed to learn how late they come. Take a longer window or longer periods."
                )
        return None

    @property
    def came_in(self) -> Floats:
        """(D + 1,) share of all reports ever coming in that has come in by each delay."""
        share = self.late.moved / np.maximum(self.late.moved + self.late.exposed, 1e-300)
        return np.concatenate([np.cumprod((1.0 - share)[::-1])[::-1], [1.0]])

    @property
    def known(self) -> Floats:
        """(D + 1,) share of the final figure known at each delay; above 1 where later more goes out than comes in."""
        arriving = np.diff(self.came_in, prepend=0.0)
        leaving = self.out.moved / np.maximum(self.out.exposed, 1.0)
        held = np.empty(len(arriving))
        held[0] = arriving[0]
        for j in range(1, len(arriving)):
            held[j] = held[j - 1] * (1.0 - leaving[j - 1]) + arriving[j]
        return held / held[-1] if held[-1] > 0 else np.ones(len(held))


def learn_delays(triangle: ReportingTriangle, window: int) -> Delays:
    """Add up, for each delay, the newest `window` periods that have reached it."""
    usable = seen_steps(triangle, window)
    before = triangle.came_in[:, :-1]
    return Delays(
        late=_steps(triangle.added[:, 1:], before, usable, odds=True),
        out=_steps(triangle.removed[:, 1:], triangle.known[:, :-1], usable, odds=False),
        window=window,
    )


def seen_steps(triangle: ReportingTriangle, window: int) -> NDArray[np.bool_]:
    """(T, D) whether the step to delay 1 … D was seen, before and after, in the newest `window` periods that reached it."""
    seen = ~np.isnan(triangle.known)
    reached_for = triangle.ages[:, None] - np.arange(1, triangle.longest + 1)
    return np.asarray(seen[:, 1:] & seen[:, :-1] & (reached_for >= 0) & (reached_for < window))


def _steps(moving: Floats, exposure: Floats, usable: NDArray[np.bool_], *, odds: bool) -> Steps:
    """`odds`: movers come on top of those exposed (reports that come in); otherwise they are among them (that go out)."""
    moves, exposed = np.where(usable, moving, 0.0), np.where(usable, exposure, 0.0)
    moved, at_risk, rows = moves.sum(axis=0), exposed.sum(axis=0), usable.sum(axis=0)
    rate = moved / np.maximum(at_risk, 1.0)
    expected = exposed * rate
    variance = (expected * (1.0 + rate if odds else 1.0 - rate)).sum(axis=0)
    squares = ((moves - expected) ** 2).sum(axis=0)
    spread, freedom = _spread(moved, squares, variance, rows)
    return Steps(moved, at_risk, rows, spread, freedom)


def _spread(
    moved: Floats, squares: Floats, variance: Floats, rows: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Pearson's statistic over its degrees of freedom, for runs of delays that hold enough reports together."""
    spread, freedom = np.ones(len(moved)), np.ones(len(moved))
    for run in _runs(moved):
        judged = run[(variance[run] > 0) & (rows[run] > 1)]
        if len(judged):
            free = float((rows[judged] - 1).sum())
            scale = float(rows[judged].sum()) / free
            seen = scale * float(squares[judged].sum() / variance[judged].sum())
            beyond_chance = seen * free > stats.chi2.ppf(SURE_OF_SPREAD, free)
            spread[run] = seen if beyond_chance else 1.0
            freedom[run] = free
    return spread, freedom


def _runs(moved: Floats) -> list[NDArray[np.int64]]:
    """Delays next to each other, each run holding enough reports; what is left at the end joins the last."""
    runs: list[list[int]] = [[]]
    held = 0.0
    for j, count in enumerate(moved):
        if held >= ENOUGH_FOR_SPREAD:
            runs.append([])
            held = 0.0
        runs[-1].append(j)
        held += float(count)
    if held < ENOUGH_FOR_SPREAD and len(runs) > 1:
        runs[-2].extend(runs.pop())
    return [np.array(run, dtype=np.int64) for run in runs]


@dataclass(frozen=True, slots=True)
class ChangedDelays:
    """Late reports of the newest periods against what the older ones let expect."""

    periods: int
    seen: int
    expected: float


def changed_delays(triangle: ReportingTriangle, delays: Delays) -> ChangedDelays | None:
    """Whether the newest quarter of the window brought more or fewer late reports than the rest of it (at the 1 % level)."""
    newest = max(3, delays.window // 4)
    usable = seen_steps(triangle, delays.window)
    step = np.arange(1, triangle.longest + 1)
    new = usable & (triangle.ages[:, None] - step < newest)
    old = usable & ~new
    late, before = np.nan_to_num(triangle.added[:, 1:]), triangle.came_in[:, :-1]
    moved, exposed = (late * old).sum(axis=0), (before * old).sum(axis=0)
    learnt = (moved > 0) & (exposed > 0)
    odds = np.where(learnt, moved / np.maximum(exposed, 1.0), 0.0)
    now = (before * new).sum(axis=0)
    expected, spread = now * odds, delays.late.spread
    variance = spread * expected * (1.0 + odds) * (1.0 + now / np.maximum(exposed, 1.0))
    seen = float((late * new)[:, learnt].sum())
    if variance.sum() <= 0 or abs(seen - expected.sum()) <= _ONE_PERCENT * np.sqrt(variance.sum()):
        return None
    return ChangedDelays(newest, round(seen), float(expected.sum()))
