"""Gi* with permutations by esda."""

import importlib

from bench.elsewhere import Arrays, Call, Peer, tell


def local_g(given: Arrays) -> Call:
    """All cells of the grid, the neighbours found beforehand."""
    esda, weights = importlib.import_module("esda"), importlib.import_module("libpysal.weights")
    counts = given["counts"]
    near = weights.lat2W(*counts.shape, rook=False)
    how = {"star": True, "transform": "B", "permutations": 999, "n_jobs": 1, "seed": 1}
    return lambda: {"largest Gi*": round(float(esda.G_Local(counts.ravel(), near, **how).Zs.max()), 6)}


if __name__ == "__main__":
    tell((Peer("esda G_Local", ("esda", "libpysal.weights"), local_g, repeats=1),))
