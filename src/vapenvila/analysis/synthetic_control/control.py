"""What would have happened without the programme, put together from places without it: synthetic control.

A. Abadie, A. Diamond, J. Hainmueller (2010), "Synthetic control methods for comparative case studies", JASA 105, 493–505.
"""

import math
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.synthetic_control.conformal import conformal_limits
from vapenvila.analysis.synthetic_control.gaps import (
    Composed,
    Variant,
    composed,
    every_gap,
    root_mean_square,
)
from vapenvila.analysis.synthetic_control.panel import Panel, PanelError
from vapenvila.analysis.synthetic_control.predictors import PredictorFit, Predictors, fit_by_predictors
from vapenvila.analysis.synthetic_control.result import LeftOut, PlaceboUnit, SyntheticControl
from vapenvila.analysis.synthetic_control.weights import Floats, simplex_weights

GROUP_PLACEBOS = 199
"""Guard: so many groups of controls stand in for the treated when several units are treated."""


@dataclass(frozen=True, slots=True, eq=False)
class _Means:
    """How units are put together, the same for the treated and every placebo."""

    variant: Variant
    predictors: Floats | None
    predictor_weights: Floats | None

    def compose(self, panel: Panel, rows: list[int], target: list[int]) -> Composed:
        C, y = panel.Y[rows], panel.Y[target].mean(axis=0)
        if self.predictors is None or self.predictor_weights is None:
            return composed(C, y, panel.T0, self.variant)
        D = self.predictors[rows] - self.predictors[target].mean(axis=0)
        w = simplex_weights(D * np.sqrt(self.predictor_weights))
        return Composed(w, np.asarray(y - w @ C))


def synthetic_control(
    panel: Panel,
    *,
    variant: Variant = "classic",
    predictors: Predictors | None = None,
    fitted_from: int = 0,
    level: float = 0.95,
    seed: int = 1,
) -> SyntheticControl:
    """Effect on the treated (their mean), with placebos, leave-one-out and conformal limits.

    `predictors`: match these, not every outcome before; then the variant is classic. `fitted_from`: first period in
    which the outcomes are to be met by the predictors. The placebos use the predictor weights of the treated. `seed`:
    of the groups that stand in where several units are treated. Raises PanelError.
    """
    checked_level(level)
    if predictors is not None and variant != "classic":
        raise PanelError("Predictors go with the classic variant only.")
    found = _predictor_fit(panel, predictors, fitted_from)
    means = _Means(
        variant,
        None if predictors is None else predictors.scaled(),
        None if found is None else found.predictor_weights,
    )
    controls, treated = list(range(panel.N0)), list(range(panel.N0, len(panel.Y)))
    own = means.compose(panel, controls, treated)
    placebos = _placebos(panel, means, seed)
    effect, ratio = float(own.gap[panel.T0 :].mean()), _ratio(own.gap, panel.T0)
    return SyntheticControl(
        panel=panel,
        variant=variant,
        weights=own.weights,
        predictor_names=() if predictors is None else predictors.names,
        predictor_weights=means.predictor_weights,
        gap=own.gap,
        effect=effect,
        pre_rmse=root_mean_square(own.gap[: panel.T0]),
        ratio=ratio,
        placebo_p=(1 + sum(one.ratio >= ratio for one in placebos)) / (1 + len(placebos)),
        placebos=placebos,
        left_out=_left_out(panel, means, own, controls, treated),
        limits=_placebo_limits(own.gap, placebos, panel.T0, level),
        conformal=_conformal(panel, own.gap, level, variant),
        level=level,
        seed=seed if len(treated) > 1 else None,
    )


def _placebo_limits(
    gap: Floats, placebos: tuple[PlaceboUnit, ...], T0: int, level: float
) -> tuple[float, float] | None:
    """Constant effects whose ratio, taken off the gap, is not among the largest: S. Firpo, V. Possebom (2018),
    "Synthetic control method: inference, sensitivity analysis and confidence sets", Journal of Causal Inference 6."""
    needed = math.floor((1.0 - level) * (1 + len(placebos)) + 1e-9)
    if needed == 0:
        return None
    threshold = sorted((one.ratio for one in placebos), reverse=True)[needed - 1]
    after = gap[T0:]
    room = (threshold * root_mean_square(gap[:T0])) ** 2 - float(after.var())
    half = math.sqrt(max(room, 0.0))
    return float(after.mean()) - half, float(after.mean()) + half


def _predictor_fit(panel: Panel, predictors: Predictors | None, fitted_from: int) -> PredictorFit | None:
    if predictors is None:
        return None
    if len(predictors.values) != len(panel.Y):
        raise PanelError(f"There are predictors of {len(predictors.values)} units, but {len(panel.Y)} units.")
    X = predictors.scaled()
    before = slice(fitted_from, panel.T0)
    return fit_by_predictors(
        X[: panel.N0], X[panel.N0 :].mean(axis=0), panel.Y[: panel.N0, before], panel.target[before]
    )


def _placebos(panel: Panel, means: _Means, seed: int) -> tuple[PlaceboUnit, ...]:
    """Every control in the place of the treated, who joins the others; random groups where several are treated."""
    many = len(panel.Y) - panel.N0
    if many == 1 and means.predictors is None:
        gaps = every_gap(panel.Y, panel.T0, means.variant)
        return tuple(_placebo(panel.units[u], gaps[u], panel.T0) for u in range(panel.N0))
    everyone = range(len(panel.Y))
    if many == 1:
        groups = [[u] for u in range(panel.N0)]
    else:
        if many >= panel.N0:
            return ()
        rng = np.random.default_rng(seed)
        groups = [sorted(rng.choice(panel.N0, many, replace=False).tolist()) for _ in range(GROUP_PLACEBOS)]
        everyone = range(panel.N0)
    found = []
    for group in groups:
        gap = means.compose(panel, [u for u in everyone if u not in group], group).gap
        found.append(_placebo(" + ".join(panel.units[u] for u in group), gap, panel.T0))
    return tuple(found)


def _placebo(name: str, gap: Floats, T0: int) -> PlaceboUnit:
    return PlaceboUnit(name, float(gap[T0:].mean()), root_mean_square(gap[:T0]), _ratio(gap, T0))


def _left_out(
    panel: Panel, means: _Means, own: Composed, controls: list[int], treated: list[int]
) -> tuple[LeftOut, ...]:
    """The effect without each control that carries weight."""
    if panel.N0 < 3:
        return ()
    heavy = [u for u in controls if abs(own.weights[u]) > 1e-3]
    gaps = {u: means.compose(panel, [c for c in controls if c != u], treated).gap for u in heavy}
    return tuple(LeftOut(panel.units[u], float(gap[panel.T0 :].mean())) for u, gap in gaps.items())


def _ratio(gap: Floats, T0: int) -> float:
    """Root mean square gap after over before; the one before is held above rounding."""
    floor = 1e-9 * (1.0 + float(np.abs(gap).max()))
    return root_mean_square(gap[T0:]) / max(root_mean_square(gap[:T0]), floor)


def _conformal(panel: Panel, gap: Floats, level: float, variant: Variant) -> tuple[float, float] | None:
    before, after = gap[: panel.T0], gap[panel.T0 :]
    effect = float(after.mean())
    spread = max(root_mean_square(before), float(after.std()), abs(effect) / 3.0)
    return conformal_limits(panel.Y[: panel.N0], panel.target, panel.T0, effect, spread, level, variant)
