"""The nowcast's triangle by chainladder: bootstrapped over-dispersed Poisson, then the chain ladder."""

import importlib

import numpy as np

from bench.elsewhere import Arrays, Call, Peer, tell

DRAWS, TIMES = 200, 10


def chainladder(given: Arrays) -> Call:
    """The bootstrap of the whole triangle."""
    kit, frames = importlib.import_module("chainladder"), importlib.import_module("pandas")
    known = given["known"]
    row, delay = np.nonzero(~np.isnan(known))
    months = np.datetime64("2000-01", "M") + np.arange(len(known) + known.shape[1])
    table = frames.DataFrame(
        {
            "origin": months[row].astype("datetime64[D]"),
            "seen": months[row + delay].astype("datetime64[D]"),
            "known": known[row, delay],
        }
    )
    triangle = kit.Triangle(table, origin="origin", development="seen", columns="known", cumulative=True)

    def drawn() -> dict[str, object]:
        sample = kit.BootstrapODPSample(n_sims=DRAWS, random_state=1).fit_transform(triangle)
        finals = np.asarray(kit.Chainladder().fit(sample).ultimate_.values)[:, 0, -1, 0]
        return {"mean of the newest month": round(float(finals.mean()), 1)}

    return drawn


if __name__ == "__main__":
    who = f"chainladder bootstrap, {DRAWS} × {TIMES}"
    tell((Peer(who, ("chainladder", "pandas"), chainladder, repeats=1, times=TIMES),))
