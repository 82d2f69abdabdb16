"""The effect methods beside their peers: interrupted series, synthetic control, synthetic DiD, staggered roll-out.

python -m bench.effect     (VAPENVILA_PEERS=…/bin/python with statsmodels, pyfixest, quadprog, mlsynth, pysyncon,
    diff-diff, csdid, differences, causalpy, tfp-causalimpact for those peers)

Jobs: `its`, the likelihoods of so many series × months; `its_one`, one series with intervals and checks; `its_drawn`, the
same with 999 drawn and the band; `scm`, the weights of every unit as if it were the treated; `sdid`, with placebo errors;
`did`, every group and time, averaged.
"""

from collections.abc import Mapping

import numpy as np

from bench.effect.made_up_series import Floats, counts, design, staggered
from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.interrupted_series import Terms, fit_counts, interrupted_series
from vapenvila.analysis.staggered_rollout import cohort_panel, staggered_rollout
from vapenvila.analysis.synthetic_control import Panel, synthetic_did
from vapenvila.analysis.synthetic_control.weights import all_weights

Answer = Mapping[str, object]


def likelihoods(units: int, months: int) -> list[Measured]:
    """Negative-binomial series, all at once."""
    Y, X, job = counts(units, months), design(months), f"its {units} × {months}"

    def ours() -> Answer:
        return {"log-likelihood": f"{float(fit_counts(X, Y).loglik.sum()):.4f}"}

    return [
        measure(job, "vapenvila, negative-binomial series", ours, 5),
        *measure_elsewhere(job, "effect", which="its", X=X, Y=Y),
    ]


def one_series(months: int, draws: int = 0) -> list[Measured]:
    """One series with its intervals; with `draws`, those of the bootstrap and the band."""
    Y, start = counts(1, months)[0], months * 3 // 4
    days = np.arange(months).astype("datetime64[M]").astype("datetime64[D]")
    job = f"its_drawn 1 × {months}" if draws else f"its_one 1 × {months}"

    def ours() -> Answer:
        found = interrupted_series(days, Y, days[start], terms=Terms(season="none"), draws=draws)
        return {"ratio": f"{found.ratio:.4f}"}

    who = (
        f"vapenvila, one series, {draws} drawn and band" if draws else "vapenvila, one series with intervals"
    )
    found = [measure(job, who, ours, 5)]
    if draws or months > 240:
        return found
    return found + measure_elsewhere(job, "effect", which="its_one", y=Y, start=start)


def placebos(units: int, months: int) -> list[Measured]:
    """The weights of every unit."""
    Y, T0, job = _treated_last(units, months), months * 3 // 4, f"scm {units} × {months}"

    def ours() -> Answer:
        return {"misfit": f"{float(np.sum((Y - all_weights(Y[:, :T0]) @ Y)[:, :T0] ** 2)):.3f}"}

    return [
        measure(job, "vapenvila, every unit as placebo", ours, 5),
        *measure_elsewhere(job, "effect", which="scm", Y=Y, start=T0),
    ]


def synthetic_difference(units: int, months: int) -> list[Measured]:
    """Synthetic difference-in-differences of the last unit, placebo errors."""
    Y, T0, job = _treated_last(units, months), months * 3 // 4, f"sdid {units} × {months}"
    panel = Panel(Y, tuple(f"u{u}" for u in range(units)), np.arange(months), units - 1, T0)

    def ours() -> Answer:
        return {"effect": f"{synthetic_did(panel).effect:.6f}"}

    return [
        measure(job, "vapenvila, placebo errors", ours),
        *measure_elsewhere(job, "effect", which="sdid", Y=Y, start=T0),
    ]


def rollout(units: int, periods: int) -> list[Measured]:
    """Every effect by group and time."""
    Y, first = staggered(units, periods)
    names, times = np.repeat(np.arange(units), periods), np.tile(np.arange(1, periods + 1), units)
    rows = names.tolist(), times, Y.ravel(), np.repeat(first, periods)

    def ours() -> Answer:
        return {"effect": f"{staggered_rollout(cohort_panel(*rows), draws=0).simple.effect:.8f}"}

    job = f"did {units} × {periods}"
    return [
        measure(job, "vapenvila, all effects", ours, 5),
        *measure_elsewhere(job, "effect", which="did", Y=Y, first=first),
    ]


def _treated_last(units: int, months: int) -> Floats:
    return np.roll(counts(units, months), -1, axis=0)


def main() -> None:
    """Measure everything and write the table."""
    found = [
        *likelihoods(50, 240),
        *likelihoods(500, 240),
        *one_series(240),
        *one_series(2400),
        *one_series(240, draws=999),
        *placebos(20, 120),
        *placebos(100, 240),
        *synthetic_difference(20, 120),
        *synthetic_difference(100, 120),
        *rollout(500, 24),
        *rollout(5000, 24),
    ]
    notes = [
        "its: the log-likelihood of all series together; nan where one of the peer's fits fails. scm: the misfit before the "
        "start, summed over units, is least at the optimum.",
        "its_one: ours gives the ratio and the events averted with their intervals and the residual checks; causalpy's and "
        "tfp-causalimpact's models are Bayesian and of another kind.",
        f"Peak memory {peak_mb():.0f} MB for all of it; of one job alone see `python -m bench growth`.",
    ]
    write("effect", "Effect of the programme", found, notes)


if __name__ == "__main__":
    main()
