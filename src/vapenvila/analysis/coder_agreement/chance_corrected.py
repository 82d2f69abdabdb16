"""Kappa and alpha of tables of pairs, and how much each unit moves them.

Both are 1 − Dₒ/Dₑ: the disagreement seen over the disagreement that judgements thrown together anyhow would show. Kappa
throws each coder's own judgements (J. Cohen 1960, 1968), alpha all judgements alike (K. Krippendorff 2011). The
influence of a unit is the derivative of the coefficient for its weight; the sum of squares is the large-sample variance,
which for kappa of single units is that of J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Psychological Bulletin 72,
323–327. It also holds for units that come together in cases, where influences are summed by case first.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Weights = Literal["none", "linear", "quadratic"]
Array = NDArray[np.float64]


def disagreement_weights(q: int, weights: Weights) -> Array:
    """(q, q): 0 on the diagonal; off it 1, or how far apart two ordered categories lie, 1 for the farthest."""
    apart = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(np.float64)
    match weights:
        case "none":
            return (apart > 0).astype(np.float64)
        case "linear":
            return apart / max(q - 1, 1)
        case "quadratic":
            return (apart / max(q - 1, 1)) ** 2


def kappa(tables: Array, v: Array) -> Array:
    """(…,) kappa of tables (…, q, q), nan where chance alone would give full agreement."""
    n = tables.sum(axis=(-1, -2))
    seen = (tables * v).sum(axis=(-1, -2)) / n
    by_chance = np.einsum("...i,ij,...j->...", tables.sum(axis=-1), v, tables.sum(axis=-2)) / n**2
    return _one_minus(seen, by_chance)


def alpha(tables: Array, *, ordered: bool) -> Array:
    """(…,) alpha of coincidences (…, q, q), nan where only one category was used."""
    counts = tables.sum(axis=-1)
    n = counts.sum(axis=-1)
    delta = metric(counts, ordered=ordered)
    seen = (tables * delta).sum(axis=(-1, -2)) / n
    by_chance = np.einsum("...i,...ij,...j->...", counts, delta, counts) / (n * (n - 1.0))
    return _one_minus(seen, by_chance)


def metric(counts: Array, *, ordered: bool) -> Array:
    """(…, q, q) how far apart categories lie: 1, or the square of the places between them (Krippendorff's ordinal metric)."""
    q = counts.shape[-1]
    if not ordered:
        return np.broadcast_to(1.0 - np.eye(q), (*counts.shape[:-1], q, q))
    place = middle_places(counts)
    return np.asarray((place[..., :, None] - place[..., None, :]) ** 2)


def middle_places(counts: Array) -> Array:
    """(…, q) judgements below a category, and half of those in it."""
    return np.asarray(np.cumsum(counts, axis=-1) - counts / 2.0)


def kappa_influence(tables: Array, v: Array) -> Array:
    """(U,) derivative of kappa for the weight of each unit, given its table (U, q, q). Kappa must exist."""
    whole = tables.sum(axis=0)
    n, rows, columns = whole.sum(), whole.sum(axis=1), whole.sum(axis=0)
    seen, by_chance = (whole * v).sum() / n, rows @ v @ columns / n**2
    own = tables.sum(axis=(1, 2))
    d_seen = ((tables * v).sum(axis=(1, 2)) - own * seen) / n
    d_chance = (
        tables.sum(axis=2) @ (v @ columns) + tables.sum(axis=1) @ (v.T @ rows)
    ) / n**2 - 2.0 * own * by_chance / n
    return np.asarray(-(d_seen * by_chance - seen * d_chance) / by_chance**2)


def alpha_influence(tables: Array, *, ordered: bool) -> Array:
    """(U,) derivative of alpha for the weight of each unit, given its coincidences (U, q, q). Alpha must exist."""
    whole, own = tables.sum(axis=0), tables.sum(axis=2)
    counts, m = whole.sum(axis=1), own.sum(axis=1)
    n = counts.sum()
    delta = metric(counts, ordered=ordered)
    d_delta = _metric_moves(counts, own) if ordered else np.zeros((len(m), 1, 1))
    total = (whole * delta).sum()
    d_total = (tables * delta).sum(axis=(1, 2)) + (whole * d_delta).sum(axis=(1, 2))
    spread = counts @ delta @ counts
    d_spread = 2.0 * own @ (delta @ counts) + np.einsum("i,uij,j->u", counts, d_delta, counts)
    seen, by_chance = total / n, spread / (n * (n - 1.0))
    d_seen = (d_total - m * seen) / n
    d_chance = d_spread / (n * (n - 1.0)) - by_chance * m * (2.0 * n - 1.0) / (n * (n - 1.0))
    return np.asarray(-(d_seen * by_chance - seen * d_chance) / by_chance**2)


def _metric_moves(counts: Array, own: Array) -> Array:
    """(U, q, q) how the ordinal metric moves with the weight of each unit: places are sums over units too."""
    place, move = middle_places(counts), middle_places(own)
    apart = place[:, None] - place[None, :]
    return np.asarray(2.0 * apart * (move[:, :, None] - move[:, None, :]))


def _one_minus(seen: Array, by_chance: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(by_chance > 0.0, 1.0 - seen / by_chance, np.nan))
