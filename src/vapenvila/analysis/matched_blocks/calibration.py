"""Weights of at least 0 that give many control blocks the same sums as the treated area, as even as can be.

Calibration of J.-C. Deville, C.-E. Särndal (1992), "Calibration estimators in survey sampling", JASA 87, 376–382, with
the truncated linear distance, as M. W. Robbins, J. Saunders, B. Kilmer (2017), JASA 112, 109–126, use it. The dual of the
quadratic programme has one unknown for each figure to meet, however many blocks there are; it is solved by Newton steps
with proximal terms, which end at the nearest figures where none exact exist.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.panel_rows import Floats

EXACT = 1e-6
"""A figure is met when it lies within so many standard deviations (of the control blocks)."""

_SETTLED = 1e-11
_ROUNDS = 40
_STEPS = 80
_PENALTY = 1e-7
_COUNT_SCALE = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """`weights`: (N,) of the control blocks, adding up to the number of treated blocks where that can be met.

    `gap`: (k,) what is asked less what the weights give, in standard deviations of the controls. `exact`: whether every
    figure is met.
    """

    weights: Floats
    gap: Floats
    exact: bool

    @property
    def effective(self) -> float:
        """(Σw)²/Σw²: how many blocks of equal weight would be as uncertain (L. Kish 1965)."""
        squares = float(self.weights @ self.weights)
        return float(self.weights.sum()) ** 2 / squares if squares > 0.0 else 0.0


def calibrated(controls: Floats, sums: Floats, blocks: int) -> Calibration:
    """Weights of the `controls` (N, k) whose weighted sums are `sums` (k,) and that add up to `blocks`.

    They minimise Σ (w − blocks/N)²; where no weights meet every figure, those nearest to them, each figure measured in
    standard deviations of the controls, and the number of blocks held most firmly.
    """
    N = len(controls)
    spread = controls.std(axis=0)
    spread[spread <= 1e-12 * np.abs(controls).max(axis=0, initial=0.0)] = 1.0
    centre = controls.mean(axis=0)
    Z = np.column_stack([np.full(N, _COUNT_SCALE), (controls - centre) / spread])
    asked = np.append(_COUNT_SCALE, (sums / blocks - centre) / spread)
    unknowns = np.zeros(Z.shape[1])
    left = asked
    for _ in range(_ROUNDS):
        unknowns = _nearest(Z, asked, unknowns)
        before, left = left, asked - Z.T @ _even(Z, unknowns) / N
        if min(np.abs(left).max(), np.abs(left - before).max()) < EXACT / 100.0:
            break
    return Calibration(
        weights=_even(Z, unknowns) * (blocks / N), gap=left[1:], exact=bool(np.abs(left).max() < EXACT)
    )


def _even(Z: Floats, unknowns: Floats) -> Floats:
    """(N,) weights, 1 on average, that belong to the unknowns of the dual."""
    return np.maximum(1.0 + Z @ unknowns, 0.0)


def _nearest(Z: Floats, asked: Floats, centre: Floats) -> Floats:
    """(k,) unknowns that minimise mean(½ w²) − asked'u + ½ penalty |u − centre|²."""
    u, N = centre, len(Z)
    w = _even(Z, u)
    value = _value(w, asked, u, centre)
    for _ in range(_STEPS):
        slope = Z.T @ w / N - asked + _PENALTY * (u - centre)
        if np.abs(slope).max() < _SETTLED:
            break
        active = Z[w > 0.0]
        curve = active.T @ active / N
        curve[np.diag_indices(len(u))] += _PENALTY
        step = -np.linalg.solve(curve, slope)
        share, gain = 1.0, float(slope @ step)
        while share > 1e-8:
            w = _even(Z, u + share * step)
            tried = _value(w, asked, u + share * step, centre)
            if tried <= value + 1e-4 * share * gain + 1e-14 * abs(value):
                break
            share /= 2.0
        else:
            break
        u, value = u + share * step, tried
    return u


def _value(w: Floats, asked: Floats, u: Floats, centre: Floats) -> float:
    away = u - centre
    return float(0.5 * (w @ w) / len(w) - asked @ u + 0.5 * _PENALTY * (away @ away))
