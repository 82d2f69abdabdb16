"""Did groups change when their turn came, by how much treatment they got? A stepped wedge by group and week."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy import stats

from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.stepped_wedge.dose import DoseShape, at_work
from vapenvila.analysis.stepped_wedge.permuted_steps import PermutedSteps
from vapenvila.analysis.stepped_wedge.result import ByShape, Choices, Effect, SteppedWedge, Used
from vapenvila.analysis.stepped_wedge.two_way_poisson import TwoWayFit, fit_two_way, usable
from vapenvila.analysis.stepped_wedge.wedge_panel import Mask, WedgeError, WedgePanel

Exposed = Literal["out", "apart"]
HALF_LIVES = (4.0, 13.0, 26.0)
"""Half-lives, in periods, at which the answer is shown beside the one chosen: a month, a quarter, half a year of weeks."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """What is left of the panel: groups by periods with events, dose at work, and exposures that are estimated apart."""

    Y: Floats
    dose: Floats
    use: Mask
    exposures: tuple[tuple[str, Floats], ...]
    used: Used

    @property
    def others(self) -> Floats:
        """(q, n, T) exposures as regressors."""
        return np.array([one for _, one in self.exposures]).reshape(-1, *self.Y.shape)


def stepped_wedge(
    panel: WedgePanel,
    *,
    shape: DoseShape = "step",
    half_life: float = 13.0,
    exposed: Exposed = "out",
    lead: int = 8,
    draws: int = 999,
    level: float = 0.95,
    seed: int = 1,
) -> SteppedWedge:
    """Ratio of events where and while the programme is at work to what there would have been.

    Poisson regression with an effect for each group and period and the dose at work (`shape`, `half_life` in periods). Groups
    tied to one that has begun are kept out of the controls from then until they begin themselves, or their change is
    estimated apart. `lead`: periods before the start that must show nothing yet. `draws`: orders in which the histories of
    dose are given to groups anew, behind the p value and the interval; 0 for an interval by clusters. Raises WedgeError.
    """
    share = checked_level(level)
    choices = Choices(shape, half_life if shape == "fade" else None, exposed, lead, draws, share, seed)
    _refuse_settings(choices)
    cells = _cells(panel, at_work(panel.dose, shape, half_life), exposed)
    fit = _fitted(cells)
    reach = float(stats.t.ppf(0.5 + share / 2.0, len(cells.Y) - 1))
    dose, *spill_over = (
        _effect(name, float(fit.coefficients[k]), math.sqrt(fit.covariance[k, k]), reach, len(cells.Y))
        for k, name in enumerate(("dose", *(kind for kind, _ in cells.exposures)))
    )
    by_cluster = math.log(dose.low), math.log(dose.high)
    p, by_order = (None, by_cluster) if draws == 0 else _by_order(cells, dose, draws, share, seed)
    scale = _Scale(cells, fit)
    return SteppedWedge(
        ratio=scale.ratio(math.log(dose.ratio)),
        limits=scale.limits(by_order),
        cluster_limits=scale.limits(by_cluster),
        per_dose=dose,
        per_dose_limits=_ratios(by_order),
        expected=scale.expected(math.log(dose.ratio)),
        fitted=scale.fitted,
        averted_limits=scale.averted(by_order),
        p_value=p,
        spill_over=tuple(spill_over),
        before=_before(cells, lead, reach),
        by_shape=_by_shape(panel, exposed, reach, choices.half_life),
        used=cells.used,
        choices=choices,
    )


def _refuse_settings(choices: Choices) -> None:
    if choices.exposed not in get_args(Exposed):
        raise WedgeError(
            f"{choices.exposed!r} is no way with exposed groups; choose one of {', '.join(get_args(Exposed))}."
        )
    if choices.draws < 0 or choices.lead < 1:
        raise WedgeError(f"draws is {choices.draws} and lead {choices.lead}; at least 0 and 1 are needed.")


def _ratios(ends: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    low, high = (None if end is None else math.exp(end) for end in ends)
    return low, high


def _by_order(
    cells: _Cells, dose: Effect, draws: int, level: float, seed: int
) -> tuple[float, tuple[float | None, float | None]]:
    """P value and limits of the coefficient by orders drawn anew."""
    groups = np.tile(np.arange(len(cells.Y)), (draws, 1))
    orders = np.random.default_rng(seed).permuted(groups, axis=1)
    steps = PermutedSteps(cells.Y, cells.dose, cells.use, cells.others, orders)
    low, high = (steps.limit(math.log(dose.ratio), dose.log_error, level, side) for side in (-1, 1))
    return steps.p_value(), (low, high)


def _cells(panel: WedgePanel, dose: Floats, exposed: Exposed) -> _Cells:
    touched = panel.exposed()
    use = ~touched if exposed == "out" else np.ones(panel.Y.shape, np.bool_)
    never = ~panel.begun[:, -1]
    if exposed == "out":
        use[never & touched.any(axis=1)] = False
    kept = usable(panel.Y, use)
    groups, periods = kept.any(axis=1), kept.any(axis=0)
    if groups.sum() < 3 or periods.sum() < 2:
        raise WedgeError(
            f"Only {int(groups.sum())} groups and {int(periods.sum())} periods with events are left; at least three groups "
            "and two periods are needed."
        )
    inside = np.ix_(groups, periods)
    counts, at_group = np.where(kept, panel.Y, 0.0)[inside], touched.any(axis=1)
    used = Used(
        groups=len(counts),
        treated_groups=int(np.sum(((dose > 0.0) & kept).any(axis=1))),
        cells=int(kept.sum()),
        events=int(counts.sum()),
        period=(str(panel.times[0]), str(panel.times[-1])),
        exposed_groups=int(np.sum(never & at_group)) if exposed == "out" else 0,
        exposed_cells=int(np.sum(touched & ~never[:, None])) if exposed == "out" else 0,
        quiet_groups=int(np.sum(~groups & use.any(axis=1))),
        quiet_periods=int(np.sum(~periods)),
        ties_outside=panel.ties_outside,
    )
    return _Cells(counts, dose[inside], kept[inside], _exposures(panel, kept, inside, exposed), used)


def _exposures(
    panel: WedgePanel, kept: Mask, inside: tuple[Mask, ...], exposed: Exposed
) -> tuple[tuple[str, Floats], ...]:
    """By kind of tie, (n, T) whether a group is exposed; none where exposed groups are left out."""
    if exposed == "out":
        return ()
    found = [(kind, (panel.exposed(kind) & kept)[inside]) for kind in sorted(set(panel.kinds))]
    return tuple((kind, cells.astype(np.float64)) for kind, cells in found if cells.any())


class _Scale:
    """From a coefficient of the dose to what it means where the programme was at work."""

    def __init__(self, cells: _Cells, fit: TwoWayFit) -> None:
        at = cells.use & (cells.dose > 0.0)
        self.mean, self.dose, self.fitted = fit.mean[at], cells.dose[at], float(fit.mean[at].sum())

    def expected(self, coefficient: float) -> float:
        """Events there would have been without the programme, were this its effect."""
        return float(self.mean @ np.exp(np.clip(-coefficient * self.dose, -50.0, 50.0)))

    def ratio(self, coefficient: float) -> float:
        """Events there are to those there would have been."""
        return self.fitted / self.expected(coefficient)

    def limits(self, ends: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
        """Of the ratio."""
        low, high = (None if end is None else self.ratio(end) for end in ends)
        return low, high

    def averted(self, ends: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
        """Of the events there were fewer, the least first."""
        high, low = (None if end is None else self.expected(end) - self.fitted for end in ends)
        return low, high


def _effect(name: str, coefficient: float, error: float, reach: float, groups: int) -> Effect:
    return Effect(
        name=name,
        ratio=float(np.exp(coefficient)),
        low=float(np.exp(coefficient - reach * error)),
        high=float(np.exp(coefficient + reach * error)),
        log_error=error,
        p=float(2.0 * stats.t.sf(abs(coefficient) / error, groups - 1)) if error > 0.0 else 1.0,
    )


def _before(cells: _Cells, lead: int, reach: float) -> Effect | None:
    """Ratio in the `lead` periods before the first dose; None where they cannot be told from the rest."""
    begun = cells.dose > 0.0
    first = np.where(begun.any(axis=1), begun.argmax(axis=1), -1)
    period = np.arange(begun.shape[1])
    soon = (period < first[:, None]) & (period >= first[:, None] - lead)
    if not (soon & cells.use).any():
        return None
    try:
        fit = _fitted(cells, soon.astype(np.float64))
    except WedgeError:
        return None
    return _effect(
        "before", float(fit.coefficients[0]), float(np.sqrt(fit.covariance[0, 0])), reach, len(cells.Y)
    )


def _by_shape(panel: WedgePanel, exposed: Exposed, reach: float, chosen: float | None) -> tuple[ByShape, ...]:
    """Ratio and limits by clusters, were the dose of another shape; those the data cannot tell are left out."""
    half_lives = sorted({*HALF_LIVES, *([] if chosen is None else [chosen])})
    shapes: list[tuple[DoseShape, float | None]] = [("step", None), ("sum", None)]
    shapes += [("fade", half_life) for half_life in half_lives]
    found = []
    for shape, half_life in shapes:
        try:
            cells = _cells(panel, at_work(panel.dose, shape, half_life or 1.0), exposed)
            fit = _fitted(cells)
        except WedgeError:
            continue
        scale, estimate = _Scale(cells, fit), float(fit.coefficients[0])
        half = reach * float(np.sqrt(fit.covariance[0, 0]))
        low, high = scale.ratio(estimate - half), scale.ratio(estimate + half)
        found.append(ByShape(shape, half_life, scale.ratio(estimate), low, high))
    return tuple(found)


def _fitted(cells: _Cells, first: Floats | None = None) -> TwoWayFit:
    """The dose at work and the exposures, after a regressor of its own where one is given."""
    regressors = [*([] if first is None else [first]), cells.dose, *cells.others]
    return fit_two_way(cells.Y, np.array(regressors), cells.use, np.zeros(cells.Y.shape))
