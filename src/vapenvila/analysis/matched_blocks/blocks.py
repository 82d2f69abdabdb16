"""Did an area of many small blocks fare otherwise than blocks weighted to be like it?"""

import numpy as np
from scipy import stats

from vapenvila.analysis.matched_blocks.block_panel import BlockError, BlockPanel
from vapenvila.analysis.matched_blocks.calibration import Calibration
from vapenvila.analysis.matched_blocks.compare import (
    Difference,
    Placebos,
    matched,
    normal_reach,
    placebo_areas,
)
from vapenvila.analysis.matched_blocks.jackknife import Jackknife, jackknifed
from vapenvila.analysis.matched_blocks.result import Figure, Jackknifed, MatchedBlocks, OutcomeChange
from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.small_counts.checked_input import checked_level

NOTHING = 1e-6
"""Guard: an expected count below this share of what was seen is none at all, but for rounding."""


def matched_blocks(
    panel: BlockPanel,
    *,
    together: int = 1,
    draws: int = 199,
    jackknife: int = 0,
    level: float = 0.95,
    seed: int = 1,
) -> MatchedBlocks:
    """Compare the treated area with the other blocks, weighted to have its covariates and its counts before the start.

    `together`: so many periods before the start are met as one sum. `draws`: placebo areas behind p values and
    intervals; with 0, or with fewer than twice as many controls as treated blocks, they rest on the normal distribution.
    `jackknife`: groups of blocks that are left out in turn for one more interval beside it, 0 for none.
    After M. W. Robbins, J. Saunders, B. Kilmer (2017), JASA 112, 109–126; M. W. Robbins, S. Davenport (2021), J. Statistical
    Software 97(2). Raises BlockError.
    """
    share = checked_level(level)
    _refuse_settings(panel, together, draws)
    names, figures = panel.figures(together)
    weights, found = matched(figures, panel.after, panel.treated)
    _refuse_nothing(panel, found)
    left_out = jackknifed(panel, figures, found.log_ratio, jackknife, seed) if jackknife else None
    treated, controls = int(panel.treated.sum()), int(np.sum(~panel.treated))
    enough = draws > 0 and controls >= 2 * treated
    placebos = placebo_areas(panel, figures, draws, np.random.default_rng(seed)) if enough else None
    statistic, freedom = found.joint
    return MatchedBlocks(
        outcomes=_changes(panel, found, placebos, left_out, share),
        figures=_met(names, figures, panel.treated, weights),
        paths=_paths(panel, weights),
        exact=weights.exact,
        treated=treated,
        controls=controls,
        used=int(np.sum(weights.weights > 0.0)),
        effective=weights.effective,
        joint_statistic=statistic,
        joint_freedom=freedom,
        joint_linear_p=float(stats.chi2.sf(statistic, freedom)) if freedom else 1.0,
        joint_p=None if placebos is None else placebos.p_value(statistic, placebos.joint),
        placebos=None if placebos is None else len(placebos.z),
        placebos_exact=None if placebos is None else placebos.exact,
        times=tuple(str(time) for time in panel.times),
        start=panel.T0,
        together=together,
        level=share,
        seed=seed,
    )


def _refuse_settings(panel: BlockPanel, together: int, draws: int) -> None:
    if not 1 <= together <= panel.T0:
        raise BlockError(
            f"{together} periods cannot be taken together: choose 1 to {panel.T0}, the periods before the start."
        )
    if draws < 0:
        raise BlockError(f"The number of placebo areas is {draws}; it cannot be below 0.")


def _refuse_nothing(panel: BlockPanel, found: Difference) -> None:
    nothing = found.expected <= NOTHING * found.seen
    if nothing.any():
        outcome = panel.outcomes[int(np.argmax(nothing))]
        raise BlockError(
            f"The blocks that are like the treated area have no {outcome} after the start; nothing can be compared."
        )


def _changes(
    panel: BlockPanel, found: Difference, placebos: Placebos | None, left_out: Jackknife | None, level: float
) -> tuple[OutcomeChange, ...]:
    normal = normal_reach(level)
    reach = np.full(len(panel.outcomes), normal) if placebos is None else placebos.reach(level)
    changes = []
    for k, outcome in enumerate(panel.outcomes):
        ratio, error = float(found.seen[k] / found.expected[k]), float(found.log_error[k])
        z = float(found.z[k])
        changes.append(
            OutcomeChange(
                name=outcome,
                seen=float(found.seen[k]),
                expected=float(found.expected[k]),
                ratio=ratio,
                low=ratio * float(np.exp(-reach[k] * error)),
                high=ratio * float(np.exp(reach[k] * error)),
                linear_low=ratio * float(np.exp(-normal * error)),
                linear_high=ratio * float(np.exp(normal * error)),
                log_error=error,
                z=z,
                linear_p=float(2.0 * stats.norm.sf(abs(z))),
                p=None if placebos is None else placebos.p_value(z, placebos.z[:, k]),
                jackknife=None if left_out is None else _left_out(ratio, left_out, k, level),
            )
        )
    return tuple(changes)


def _left_out(ratio: float, left_out: Jackknife, k: int, level: float) -> Jackknifed:
    error = float(left_out.error[k])
    far = float(np.exp(left_out.reach(level) * error))
    return Jackknifed(len(left_out.logs), error, ratio / far, ratio * far)


def _met(
    names: tuple[str, ...],
    figures: Floats,
    treated: np.ndarray[tuple[int], np.dtype[np.bool_]],
    weights: Calibration,
) -> tuple[Figure, ...]:
    asked = figures[treated].sum(axis=0)
    given = weights.weights @ figures[~treated]
    plain = figures[~treated].mean(axis=0) * treated.sum()
    return tuple(
        Figure(name, float(own), float(synthetic), float(average), float(gap))
        for name, own, synthetic, average, gap in zip(names, asked, given, plain, weights.gap, strict=True)
    )


def _paths(panel: BlockPanel, weights: Calibration) -> tuple[tuple[tuple[float, float], ...], ...]:
    seen = panel.Y[panel.treated].sum(axis=0)
    expected = np.einsum("n,ntk->tk", weights.weights, panel.Y[~panel.treated])
    return tuple(
        tuple((float(a), float(b)) for a, b in zip(seen[:, k], expected[:, k], strict=True))
        for k in range(len(panel.outcomes))
    )
