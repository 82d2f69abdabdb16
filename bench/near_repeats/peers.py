"""Knox's statistic by pointpats: one cell (200 m, 14 days) is what it computes at a time."""

import importlib

from bench.elsewhere import Arrays, Call, Peer, tell

CELL = {"delta": 200, "tau": 14, "permutations": 999}


def by_class(given: Arrays) -> Call:
    """The class `Knox`."""
    kit = importlib.import_module("pointpats")
    times = given["times"].reshape(-1, 1).astype(float)
    return lambda: {"pairs in the cell": int(kit.Knox(given["places"], times, **CELL).nst)}


def by_function(given: Arrays) -> Call:
    """The older function `knox`, which changes the times it is given."""
    kit = importlib.import_module("pointpats")
    times = given["times"].reshape(-1, 1).astype(float)
    return lambda: {"pairs in the cell": int(kit.knox(given["places"], times.copy(), **CELL)["stat"])}


if __name__ == "__main__":
    tell(
        (
            Peer("pointpats Knox, one cell", ("pointpats",), by_class, repeats=0),
            Peer("pointpats knox(), one cell", ("pointpats",), by_function, repeats=1),
        )
    )
