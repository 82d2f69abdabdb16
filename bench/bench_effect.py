"""Seconds of the effect methods beside their peers, in one run: interrupted series, synthetic control, roll-out.

python bench/bench_effect.py [--peers PYTHON] [--repeats N]

`--peers`: the Python of an environment of its own in which the peers are installed (statsmodels, quadprog, diff-diff);
without it only ours are measured. Each runs in a process of its own on the same made-up data. Results go to
bench/results/effect.md and effect.json.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

RESULTS = Path(__file__).parent / "results"
OURS = {
    "its": "vapenvila, negative-binomial series",
    "its_one": "vapenvila, one series with intervals",
    "its_drawn": "vapenvila, one series, 999 drawn and band",
    "scm": "vapenvila, every unit as placebo",
    "sdid": "vapenvila, placebo errors",
    "did": "vapenvila, all effects",
}
PEERS = {
    "its": {"statsmodels": "statsmodels NegativeBinomial"},
    "its_one": {},
    "its_drawn": {},
    "scm": {"quadprog": "plain quadprog loop"},
    "sdid": {"diff_diff": "diff-diff"},
    "did": {"diff_diff": "diff-diff"},
}
SIZES = {
    "its": [(50, 240), (500, 240)],
    "its_one": [(1, 240), (1, 2400)],
    "its_drawn": [(1, 240)],
    "scm": [(20, 120), (100, 240)],
    "sdid": [(20, 120), (100, 120)],
    "did": [(500, 24), (5000, 24)],
}


def counts(units: int, months: int) -> np.ndarray[Any, Any]:
    """Negative-binomial counts by unit and month with shared waves; unit 0 falls by 30 % in the last quarter."""
    rng = np.random.default_rng(1)
    load, wave = rng.normal(1, 0.4, units), np.cumsum(rng.normal(0, 0.05, months))
    level = rng.normal(np.log(8), 0.6, units)
    month = np.arange(months)
    mean = np.exp(level[:, None] + load[:, None] * wave + 0.2 * np.sin(2 * np.pi * month / 12))
    mean[0, months * 3 // 4 :] *= 0.7
    return rng.poisson(mean * rng.gamma(4.0, 0.25, mean.shape)).astype(float)


def design(months: int) -> np.ndarray[Any, Any]:
    """Level, trend, season, step and slope after."""
    t = np.arange(months)
    after = (t >= months * 3 // 4).astype(float)
    return np.column_stack(
        [np.ones(months), t / 12 - t.mean() / 12, np.sin(2 * np.pi * t / 12), np.cos(2 * np.pi * t / 12), after,
         after * (t - months * 3 // 4) / 12]
    )  # fmt: skip


def staggered(units: int, periods: int) -> tuple[Any, Any]:
    """Outcomes (units, periods) from period 1 on, and first treated periods; effect −2."""
    rng = np.random.default_rng(1)
    first = rng.permutation(np.resize([0, periods // 3, periods // 2, 2 * periods // 3], units))
    times = np.arange(1, periods + 1)
    Y = rng.normal(0, 1, (units, 1)) + 0.1 * times + rng.normal(0, 1, (units, periods))
    return Y - 2.0 * ((first[:, None] > 0) & (times >= first[:, None])), first


def ours(job: str, size: tuple[int, int]) -> Callable[[], Any]:
    """The function to time, data made already."""
    if job in ("its", "its_one", "its_drawn"):
        from vapenvila.analysis.interrupted_series import Terms, fit_counts, interrupted_series  # noqa: PLC0415

        Y, X = counts(*size), design(size[1])
        if job == "its":
            return lambda: float(fit_counts(X, Y).loglik.sum())
        days = np.arange(size[1]).astype("datetime64[M]").astype("datetime64[D]")
        start, terms = days[size[1] * 3 // 4], Terms(season="none")
        draws = 999 if job == "its_drawn" else 0
        return lambda: interrupted_series(days, Y[0], start, terms=terms, draws=draws).ratio
    if job == "did":
        from vapenvila.analysis.staggered_rollout import cohort_panel, staggered_rollout  # noqa: PLC0415

        Y, first = staggered(*size)
        units, times = np.repeat(np.arange(size[0]), size[1]), np.tile(np.arange(1, size[1] + 1), size[0])
        rows = units.tolist(), times, Y.ravel(), np.repeat(first, size[1])
        return lambda: staggered_rollout(cohort_panel(*rows), draws=0).simple.effect
    from vapenvila.analysis.synthetic_control import Panel, synthetic_did  # noqa: PLC0415
    from vapenvila.analysis.synthetic_control.weights import all_weights  # noqa: PLC0415

    Y, T0 = np.roll(counts(*size), -1, axis=0), size[1] * 3 // 4
    if job == "scm":
        return lambda: float(np.sum((Y - all_weights(Y[:, :T0]) @ Y)[:, :T0] ** 2))
    whole = Panel(Y, tuple(f"u{u}" for u in range(size[0])), np.arange(size[1]), size[0] - 1, T0)
    return lambda: synthetic_did(whole).effect


def peer(job: str, name: str, size: tuple[int, int]) -> Callable[[], Any]:
    """The peer's function to time, data converted already."""
    if name == "statsmodels":
        import statsmodels.api as sm  # noqa: PLC0415

        Y, X = counts(*size), design(size[1])
        return lambda: sum(sm.NegativeBinomial(y, X).fit(disp=0, method="newton", maxiter=200).llf for y in Y)
    if name == "quadprog":
        return quadprog_loop(size)
    import pandas as pd  # noqa: PLC0415
    from diff_diff import CallawaySantAnna, SyntheticDiD  # noqa: PLC0415

    units, times = np.repeat(np.arange(size[0]), size[1]), np.tile(np.arange(1, size[1] + 1), size[0])
    if job == "did":
        Y, first = staggered(*size)
        frame = pd.DataFrame({"unit": units, "time": times, "y": Y.ravel(), "g": np.repeat(first, size[1])})
        estimator = CallawaySantAnna(estimation_method="reg")
        return lambda: float(estimator.fit(frame, "y", "unit", "time", "g").overall_att)
    Y, T0 = np.roll(counts(*size), -1, axis=0), size[1] * 3 // 4
    treated = np.repeat((np.arange(size[0]) == size[0] - 1).astype(int), size[1])
    frame = pd.DataFrame({"unit": units, "time": times, "y": Y.ravel(), "treat": treated})
    after = list(range(T0 + 1, size[1] + 1))
    method = SyntheticDiD(variance_method="placebo", n_bootstrap=200, seed=1)
    return lambda: float(method.fit(frame, "y", "treat", "unit", "time", post_periods=after).att)


def quadprog_loop(size: tuple[int, int]) -> Callable[[], Any]:
    """Each unit's weights by quadprog in a plain loop."""
    import quadprog  # noqa: PLC0415

    Y, T0 = np.roll(counts(*size), -1, axis=0), size[1] * 3 // 4

    def loop() -> float:
        total, n = 0.0, size[0] - 1
        C = np.column_stack([np.ones(n), np.eye(n)])
        least = np.append(1.0, np.zeros(n))
        for u in range(size[0]):
            P = np.delete(Y[:, :T0], u, 0)
            G = P @ P.T
            G[np.diag_indices(n)] += 1e-9 * np.trace(G) / n
            w = quadprog.solve_qp(G, P @ Y[u, :T0], C, least, 1)[0]
            total += float(((Y[u, :T0] - w @ P) ** 2).sum())
        return total

    return loop


def measure(job: str, name: str, size: tuple[int, int], repeats: int) -> None:
    """Print first call, median, what came out, and the rise of memory, as JSON."""
    import resource  # noqa: PLC0415
    import warnings  # noqa: PLC0415

    warnings.simplefilter("ignore")
    call = ours(job, size) if name == "ours" else peer(job, name, size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    value = call()
    first = time.perf_counter() - begun
    seconds, busy = [], []
    for _ in range(repeats):
        begun, worked = time.perf_counter(), time.process_time()
        call()
        seconds.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first": first, "median": statistics.median(seconds), "cpu": statistics.median(busy), "value": value,
                      "peak_mb": peak, "rise_mb": peak - before}))  # fmt: skip


def run(python: str, job: str, name: str, size: tuple[int, int], repeats: int) -> dict[str, Any]:
    """One case in a process of its own."""
    command = [python, __file__, "--one", job, name, *map(str, size), str(repeats)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src") if name == "ours" else "",
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """Measure everything and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for job, sizes in SIZES.items():
        for size in sizes:
            cases = [("ours", sys.executable)] + (
                [(name, options.peers) for name in PEERS[job]] if options.peers else []
            )
            for name, python in cases:
                found = run(python, job, name, size, options.repeats)
                label = OURS[job] if name == "ours" else PEERS[job][name]
                rows.append(
                    {"job": job, "units": size[0], "periods": size[1], "who": label, "name": name, **found}
                )
                print(rows[-1], flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "effect.json").write_text(
        json.dumps({"load": os.getloadavg()[0], "rows": rows}, indent=1) + "\n"
    )
    (RESULTS / "effect.md").write_text(table(rows))


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as Markdown, each peer as a multiple of ours."""
    load = f"Load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
    about = (
        "Seconds, medians of time passed and of processor time (which a loaded machine disturbs less); the first call "
        "carries compilation where there is no cache yet."
    )
    heading = "| Job | Units × periods | Who | First | Median | CPU | Peer ÷ ours, CPU | Result | Rise MB |"
    said = [
        "# Effect of the programme",
        "",
        f"{load} {about}",
        "",
        heading,
        "|---|---|---|---|---|---|---|---|---|",
    ]
    own: dict[tuple[str, int, int], float] = {}
    for row in rows:
        key = row["job"], row["units"], row["periods"]
        size = f"{row['units']} × {row['periods']}"
        if "error" in row:
            said.append(f"| {row['job']} | {size} | {row['who']} | {row['error']} | | | | | |")
            continue
        if row["name"] == "ours":
            own[key] = row["cpu"]
        times = "" if row["name"] == "ours" or key not in own else f"{row['cpu'] / own[key]:.1f}"
        said.append(
            f"| {row['job']} | {size} | {row['who']} | {row['first']:.3g} | {row['median']:.3g} | "
            f"{row['cpu']:.3g} | {times} | "
            f"{row['value']:.10g} | {row['rise_mb']:.0f} |"
        )
    return "\n".join(said) + "\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], sys.argv[3], (int(sys.argv[4]), int(sys.argv[5])), int(sys.argv[6]))
    else:
        main()
