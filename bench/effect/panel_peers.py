"""Synthetic control, synthetic difference-in-differences and staggered roll-out by those who have them, for `peers.py`."""

import importlib
from typing import Any

import numpy as np

from bench.elsewhere import Arrays, Call, Peer

PLACEBOS = 200


def frame_of(Y: np.ndarray, first: np.ndarray) -> Any:  # a pandas DataFrame, where there is pandas
    """A row for each unit and period from 1 on. `first`: the first treated period of each unit, 0 for never."""
    units, periods = Y.shape
    time, group = np.tile(np.arange(1, periods + 1), units), np.repeat(first, periods)
    columns = {"unit": np.repeat(np.arange(units), periods), "time": time, "y": Y.ravel(), "g": group}
    columns |= {"treat": np.repeat((first > 0).astype(int), periods)}
    columns |= {"on": ((group > 0) & (time >= group)).astype(int)}
    return importlib.import_module("pandas").DataFrame(columns)


def last_treated(given: Arrays, unit: int | None = None) -> Any:  # as above
    """The frame with the last unit treated after the start, or another."""
    first = np.zeros(len(given["Y"]), np.int64)
    first[-1 if unit is None else unit] = int(given["start"]) + 1
    return frame_of(given["Y"], first)


def quadprog(given: Arrays) -> Call:
    """Each unit's weights in a plain loop."""
    kit, Y, T0 = importlib.import_module("quadprog"), given["Y"], int(given["start"])
    n = len(Y) - 1
    C, least = np.column_stack([np.ones(n), np.eye(n)]), np.append(1.0, np.zeros(n))

    def loop() -> dict[str, object]:
        total = 0.0
        for u in range(n + 1):
            P = np.delete(Y[:, :T0], u, 0)
            G = P @ P.T
            G[np.diag_indices(n)] += 1e-9 * np.trace(G) / n
            w = kit.solve_qp(G, P @ Y[u, :T0], C, least, 1)[0]
            total += float(((Y[u, :T0] - w @ P) ** 2).sum())
        return {"misfit": f"{total:.3f}"}

    return loop


def pysyncon(given: Arrays) -> Call:
    """Each unit's weights, all months alike."""
    kit, frames = importlib.import_module("pysyncon"), importlib.import_module("pandas")
    Y, T0 = given["Y"], int(given["start"])
    Z = frames.DataFrame(Y[:, :T0].T, columns=[str(u) for u in range(len(Y))])

    def loop() -> dict[str, object]:
        total = 0.0
        for u in range(len(Y)):
            own, others = Z[str(u)], Z.drop(columns=str(u))
            model = kit.Synth()
            model.fit(X0=others, X1=own, Z0=others, Z1=own, custom_V=np.ones(T0))
            total += float(((own.to_numpy() - others.to_numpy() @ np.asarray(model.W)) ** 2).sum())
        return {"misfit": f"{total:.3f}"}

    return loop


def mlsynth_control(given: Arrays) -> Call:
    """Its plain synthetic control with placebos of all units."""
    kit, frame = importlib.import_module("mlsynth"), last_treated(given)
    how = {"df": frame, "outcome": "y", "treat": "on", "unitid": "unit", "time": "time"}
    how |= {"display_graphs": False, "backend": "outcome-only", "inference": "placebo"}
    return lambda: {"effect": f"{float(kit.VanillaSC(how).fit().effects.att):.4f}"}


def mlsynth_sdid(given: Arrays) -> Call:
    """Its synthetic difference-in-differences."""
    kit, frame = importlib.import_module("mlsynth"), last_treated(given)
    how = {"df": frame, "outcome": "y", "treat": "on", "unitid": "unit", "time": "time"}
    how |= {"display_graphs": False, "B": PLACEBOS}
    return lambda: {"effect": f"{float(kit.SDID(how).fit().effects.att):.6f}"}


def diff_diff_sdid(given: Arrays) -> Call:
    """Placebo errors of 200 draws."""
    kit, frame = importlib.import_module("diff_diff"), last_treated(given)
    after = list(range(int(given["start"]) + 1, given["Y"].shape[1] + 1))

    def fitted() -> dict[str, object]:
        method = kit.SyntheticDiD(variance_method="placebo", n_bootstrap=PLACEBOS, seed=1)
        return {
            "effect": f"{float(method.fit(frame, 'y', 'treat', 'unit', 'time', post_periods=after).att):.6f}"
        }

    return fitted


def diff_diff_rollout(given: Arrays) -> Call:
    """Callaway and Sant'Anna by regression."""
    kit, frame = importlib.import_module("diff_diff"), frame_of(given["Y"], given["first"])

    def fitted() -> dict[str, object]:
        found = kit.CallawaySantAnna(estimation_method="reg").fit(frame, "y", "unit", "time", "g")
        return {"effect": f"{float(found.overall_att):.8f}"}

    return fitted


def csdid(given: Arrays) -> Call:
    """The same by csdid."""
    kit, frame = importlib.import_module("csdid.att_gt"), frame_of(given["Y"], given["first"])
    how = {"yname": "y", "tname": "time", "idname": "unit", "gname": "g", "control_group": ["nevertreated"]}

    def fitted() -> dict[str, object]:
        found = kit.ATTgt(data=frame, **how).fit(est_method="reg").aggte("simple")
        return {"effect": f"{float(np.ravel(found.atte['overall_att'])[0]):.8f}"}

    return fitted


def differences(given: Arrays) -> Call:
    """The same by differences."""
    kit, frame = importlib.import_module("differences"), frame_of(given["Y"], given["first"])
    frame["cohort"] = frame["g"].where(frame["g"] > 0).astype(float)
    rows = frame.set_index(["unit", "time"])[["y", "cohort"]]

    def fitted() -> dict[str, object]:
        model = kit.ATTgt(rows, cohort_column="cohort")
        model.fit("y", progress_bar=False, est_method="reg")
        return {"effect": f"{float(model.aggregate('simple').iloc[0, 0]):.8f}"}

    return fitted


OF_PANELS = {
    "scm": (
        Peer("plain quadprog loop", ("quadprog",), quadprog),
        Peer("pysyncon, loop over units", ("pysyncon", "pandas"), pysyncon, repeats=0),
        Peer("mlsynth VanillaSC, placebos", ("mlsynth", "pandas"), mlsynth_control, repeats=1),
    ),
    "sdid": (
        Peer("diff-diff", ("diff_diff", "pandas"), diff_diff_sdid, repeats=0),
        Peer("mlsynth SDID", ("mlsynth", "pandas"), mlsynth_sdid, repeats=0),
    ),
    "did": (
        Peer("diff-diff", ("diff_diff", "pandas"), diff_diff_rollout),
        Peer("csdid", ("csdid.att_gt", "pandas"), csdid, repeats=1),
        Peer("differences", ("differences", "pandas"), differences, repeats=1),
    ),
}
