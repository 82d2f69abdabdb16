"""Made-up events of which a known share follows another: self-exciting models, Knox's table and the space-time K-function."""

from functools import partial

import numpy as np

from bench.coverage.told import Case, Told, of_difference
from bench.space_time_trigger.made_up_towns import made_up_town
from vapenvila.analysis.made_up_city.drive import Drive
from vapenvila.analysis.made_up_city.retaliation_process import Process, simulate
from vapenvila.analysis.made_up_city.settings import Effect
from vapenvila.analysis.near_repeat import knox_table
from vapenvila.analysis.self_exciting import Feud, answers_between_groups, self_exciting
from vapenvila.analysis.self_exciting.simulate import draw_events
from vapenvila.analysis.space_time_k import space_time_k
from vapenvila.analysis.space_time_trigger import space_time_trigger

SIX_YEARS, TWO_YEARS = 2190, 730
EVENTS, PLACED, IN_FEUDS = 300, 250, 150
GROUPS = 6
DRAWS = 99


def self_exciting_share(share: float, rng: np.random.Generator) -> Told:
    """300 events known by day over six years, each followed after 8 days in the mean."""
    edges, level = np.array([0.0, SIX_YEARS]), np.array([EVENTS * (1.0 - share) / SIX_YEARS])
    times = draw_events(int(rng.integers(2**31)), edges, level, share, 8.0, 50 * EVENTS)
    found = self_exciting(
        np.floor(times), first=0, last=SIX_YEARS - 1, background="none", draws=DRAWS, rng=rng
    )
    told = of_difference(found.fit.share, *found.interval, share)
    return Told(told.off, told.held, found.p_value <= 0.05)


def between_groups(share: float, rng: np.random.Generator) -> Told:
    """Attacks known by day in the known feuds of six groups over six years, answered after 12 days in the mean."""
    pairs = [(a, b) for a in range(GROUPS) for b in range(a + 1, GROUPS) if (b - a) in (1, 3)]
    both = np.array(pairs + [(b, a) for a, b in pairs], dtype=np.int32)
    heat = np.tile(rng.gamma(2.0, 0.5, len(pairs)), 2)
    process = Process(
        attacker=both[:, 0],
        target=both[:, 1],
        share=(heat / heat.sum())[None, :],
        dose=np.ones(len(both)),
        rate=IN_FEUDS / SIX_YEARS * (1.0 - share),
        branching=share,
        mean_delay=12.0,
        horizon=float(SIX_YEARS),
        drive=Drive(0.0, 0.0, 0.0, float(SIX_YEARS), Effect(rate_ratio=1.0)),
    )
    drawn = simulate(process, rng)
    found = answers_between_groups(
        np.floor(drawn.time),
        [f"G{which}" for which in drawn.attacker],
        [f"G{which}" for which in drawn.target],
        feuds=[Feud(f"G{a}", f"G{b}") for a, b in pairs],
        first=0,
        last=SIX_YEARS - 1,
        rng=rng,
    )
    told = of_difference(float(found.fit.shares[0]), *found.interval(0), share)
    return Told(told.off, told.held, found.p_value <= 0.05)


def nearby(share: float, rng: np.random.Generator) -> Told:
    """250 events of a town with hot spots, trend and season; the truth is the share among these very events."""
    town = made_up_town(PLACED, share, rng)
    found = space_time_trigger(town.x, town.y, town.days, first=0, last=TWO_YEARS - 1, draws=DRAWS, rng=rng)
    told = of_difference(found.share, *found.interval, town.followers / len(town.x))
    return Told(told.off, told.held, found.told)


def knox(share: float, rng: np.random.Generator) -> Told:
    """The nearest cell, 200 m and 14 days."""
    town = made_up_town(PLACED, share, rng)
    found = knox_table(
        town.x, town.y, town.days, distances=(0, 200, 400), days=(0, 14, 28), permutations=199, rng=rng
    )
    return Told(np.nan, None, found.cells[0].p_value <= 0.05)


def k_function(share: float, rng: np.random.Generator) -> Told:
    """The test of the sum over all distances and times."""
    town = made_up_town(PLACED, share, rng)
    found = space_time_k(
        town.x, town.y, town.days, distances=(100, 200, 400), days=(7, 14, 28), permutations=199, rng=rng
    )
    return Told(np.nan, None, found.p_value is not None and found.p_value <= 0.05)


CASES = [
    *(
        Case("self-exciting, share that follows", f"300 events, share {s:g}", partial(self_exciting_share, s))
        for s in (0.0, 0.35)
    ),
    *(
        Case("answers between groups", f"150 attacks, share {s:g}", partial(between_groups, s))
        for s in (0.0, 0.35)
    ),
    *(
        Case("followers nearby, share of these events", f"250 events, share {s:g}", partial(nearby, s))
        for s in (0.0, 0.2)
    ),
    *(Case("Knox, nearest cell", f"250 events, share {s:g}", partial(knox, s)) for s in (0.0, 0.05)),
    *(Case("space-time K, sum", f"250 events, share {s:g}", partial(k_function, s)) for s in (0.0, 0.05)),
]
