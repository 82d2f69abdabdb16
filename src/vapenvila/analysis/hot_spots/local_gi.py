"""Where do high counts lie together? Getis and Ord's Gi* with exchanged counts and false discoveries held down.

Gi*: J. K. Ord and A. Getis (1995), "Local spatial autocorrelation statistics: distributional issues and an application",
Geographical Analysis 27(4), 286–306. False discoveries: Y. Benjamini and Y. Hochberg (1995), "Controlling the false discovery
rate", Journal of the Royal Statistical Society B 57(1), 289–300; for local statistics M. Caldas de Castro and B. H. Singer
(2006), "Controlling the false discovery rate: a new application to account for multiple and dependent tests in local
statistics of spatial association", Geographical Analysis 38(2), 180–208.
"""

import numpy as np

from vapenvila.analysis.checked_events import EventError, Floats
from vapenvila.analysis.hot_spots.neighbours import Links

FEWEST_UNITS = 10


def gi_star(counts: Floats, links: Links) -> Floats:
    """(units,) Gi*, standardised: how many standard deviations the sum of a unit and its neighbours lies above the mean.

    `links`: (units, units) of ones, each unit its own neighbour. Raises EventError for what cannot be compared.
    """
    units = len(counts)
    if units < FEWEST_UNITS:
        raise EventError(
            f"{units} cells or areas are too few to compare; at least {FEWEST_UNITS} are needed."
        )
    spread = float(counts.std())
    if spread == 0:
        raise EventError(f"All {units} cells or areas have the same count, {counts[0]:g}: none stands out.")
    size = np.asarray(links.sum(axis=1)).ravel()
    if (size >= units).any():
        raise EventError(
            f"Cell or area {int(np.argmax(size >= units)) + 1} has all others as neighbours; choose a shorter reach."
        )
    expected = size * counts.mean()
    return np.asarray((links @ counts - expected) / (spread * np.sqrt(size * (units - size) / (units - 1))))


def chance_of_as_many(counts: Floats, links: Links, permutations: int, rng: np.random.Generator) -> Floats:
    """(units,) one-sided p: chance of so large a sum in a unit and its neighbours, were the counts exchanged at random.

    So many units of a random order are a random choice of them, so that each permutation cut into pieces of a size gives
    as many sums as there are pieces: p can be as small as 1 / (1 + permutations × units / size).
    """
    size = np.asarray(links.sum(axis=1)).ravel().astype(np.int64)
    sums = links @ counts
    slack = 1e-9 * (1.0 + np.abs(counts).sum())
    classes = {int(k): np.unique(sums[size == k]) for k in np.unique(size)}
    above = {k: np.zeros(len(seen) + 1, np.int64) for k, seen in classes.items()}
    for _ in range(permutations):
        held = np.append(0.0, np.cumsum(rng.permutation(counts)))
        for k, seen in classes.items():
            at = np.searchsorted(seen - slack, np.diff(held[::k]), side="right")
            above[k] += np.bincount(at, minlength=len(seen) + 1)
    p = np.empty(len(counts))
    for k, seen in classes.items():
        as_many = above[k][::-1].cumsum()[::-1][1:]
        of_class = size == k
        drawn = permutations * (len(counts) // k)
        p[of_class] = (1 + as_many[np.searchsorted(seen, sums[of_class])]) / (1 + drawn)
    return p
