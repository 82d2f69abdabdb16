"""The same process simulated slowly and obviously from its intensity: what the fast one must equal.

Ogata's thinning: Y. Ogata (1981), "On Lewis' simulation method for point processes", IEEE Transactions on
Information Theory 27. Steps from candidate to candidate; every candidate looks back at every earlier event.
"""

import math

import numpy as np

from vapenvila.analysis.made_up_city.retaliation_process import Happenings, Process


def simulate_slowly(process: Process, rng: np.random.Generator) -> Happenings:
    """Simulate once by thinning. Quadratic in the number of incidents: for tests only."""
    events: list[tuple[float, int, int, int]] = []
    now = 0.0
    while True:
        bound = _intensity_bound(process, events, now)
        now += rng.exponential(1.0 / bound)
        if now >= process.horizon:
            break
        sparks = _spark_intensities(process, now)
        answers = [_answer_intensity(process, event, now) for event in events]
        drawn = rng.random() * bound
        if drawn < sum(sparks):
            pair = _pick(sparks, drawn)
            events.append((now, int(process.attacker[pair]), int(process.target[pair]), -1))
        elif drawn < sum(sparks) + sum(answers):
            parent = _pick(answers, drawn - sum(sparks))
            events.append((now, events[parent][2], events[parent][1], parent))
    return Happenings(
        np.array([event[0] for event in events], dtype=np.float64),
        np.array([event[1] for event in events], dtype=np.int32),
        np.array([event[2] for event in events], dtype=np.int32),
        np.array([event[3] for event in events], dtype=np.int32),
    )


def _spark_intensities(process: Process, now: float) -> list[float]:
    week = min(int(now // 7.0), len(process.share) - 1)
    time = np.array([now])
    level = process.rate * float(process.drive.background(time)[0])
    return [
        level * share * float(process.drive.on_sparks(time, np.array([dose]))[0])
        for share, dose in zip(process.share[week].tolist(), process.dose.tolist(), strict=True)
    ]


def _answer_intensity(process: Process, event: tuple[float, int, int, int], now: float) -> float:
    kernel = process.branching / process.mean_delay * math.exp(-(now - event[0]) / process.mean_delay)
    return kernel * float(process.drive.on_retaliation(np.array([now]))[0])


def _intensity_bound(process: Process, events: list[tuple[float, int, int, int]], now: float) -> float:
    """Number the total intensity does not exceed from `now` until the next event."""
    sparks = process.rate * process.drive.background_bound(process.horizon) * process.spark_bound
    decayed = sum(math.exp(-(now - event[0]) / process.mean_delay) for event in events)
    top = max(1.0, process.drive.effect.retaliation_ratio)
    return sparks + top * process.branching / process.mean_delay * decayed


def _pick(weights: list[float], drawn: float) -> int:
    for position, weight in enumerate(weights):
        drawn -= weight
        if drawn < 0.0:
            return position
    return len(weights) - 1
