"""How many incidents follow another: near in space and time, in time alone, and between groups that strike each other."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vapenvila.analysis.near_repeat import KnoxTable, knox_table
from vapenvila.analysis.problem_analysis.inputs import Feuding, IncidentTable, ProblemError
from vapenvila.analysis.problem_analysis.link import YES, Flags
from vapenvila.analysis.self_exciting import (
    Answered,
    Feud,
    Followed,
    answers_between_groups,
    self_exciting,
)

DISTANCES: Final = (0.0, 100.0, 200.0, 400.0, 800.0)
DAYS: Final = (0.0, 7.0, 14.0, 28.0)
"""Bands of the near repeats, metres and days: those of the studies of shootings, chosen before looking."""
NEAR: Final = (0.0, 200.0)
SOON: Final = (0.0, 14.0)
"""The one cell that is reported in short."""
MOST_FOLLOWED: Final = 1_000
"""The self-exciting model is fitted to the newest so many: more take minutes and tell little more."""


@dataclass(frozen=True, slots=True, eq=False)
class NearRepeats:
    """`near`: the one cell chosen before looking. `table`: pairs by distance and days. `shootings`: of shootings only, not
    of all incidents. `without_place`: left out."""

    near: KnoxTable
    table: KnoxTable
    shootings: bool
    without_place: int


@dataclass(frozen=True, slots=True, eq=False)
class Retaliation:
    """`followed`: the model. `shootings`: of shootings only, not of all incidents. `left_out`: older ones not in it."""

    followed: Followed
    shootings: bool
    left_out: int


def near_repeats(incidents: IncidentTable, *, permutations: int, seed: int) -> NearRepeats:
    """Raises ProblemError without places or dates, or for fewer than two."""
    if incidents.x is None or incidents.y is None or incidents.when is None:
        raise ProblemError("Near repeats need the place and the date of each incident.")
    chosen, shootings = of_shootings(incidents)
    there = chosen & np.isfinite(incidents.x) & np.isfinite(incidents.y)
    if int(there.sum()) < 2:
        raise ProblemError("There are fewer than two incidents with a place.")
    days = incidents.when[there].astype("datetime64[D]")
    near, table = (
        knox_table(
            incidents.x[there],
            incidents.y[there],
            days,
            distances=distances,
            days=spans,
            permutations=permutations,
            seed=seed,
        )
        for distances, spans in ((NEAR, SOON), (DISTANCES, DAYS))
    )
    return NearRepeats(near, table, shootings, int(chosen.sum() - there.sum()))


def retaliation(incidents: IncidentTable, *, draws: int, level: float, seed: int) -> Retaliation:
    """Which share follows another in time. Raises ProblemError without dates, SelfExcitingError for fewer than 50."""
    if incidents.when is None:
        raise ProblemError("Which incidents follow another needs the date of each.")
    chosen, shootings = of_shootings(incidents)
    times = np.sort(incidents.when[chosen])
    kept = times[-MOST_FOLLOWED:]
    made = self_exciting(kept, draws=draws, level=level, seed=seed)
    return Retaliation(made, shootings, len(times) - len(kept))


def answers(incidents: IncidentTable, feuds: tuple[Feuding, ...], *, level: float, seed: int) -> Answered:
    """How many attacks between groups are answered. Raises ProblemError, and SelfExcitingError for fewer than 80."""
    if incidents.when is None or incidents.struck is None or incidents.attacker is None:
        raise ProblemError("Answers between groups need the date and the group on either side.")
    rows = [
        at
        for at, (struck, attacker) in enumerate(zip(incidents.struck, incidents.attacker, strict=True))
        if struck and attacker and struck != attacker
    ]
    return answers_between_groups(
        incidents.when[rows],
        [str(incidents.attacker[at]) for at in rows],
        [str(incidents.struck[at]) for at in rows],
        feuds=[Feud(one.one, one.other, one.first, one.last) for one in feuds],
        level=level,
        seed=seed,
    )


def attacks_between(incidents: IncidentTable) -> int:
    """Incidents with two different groups known, one on either side."""
    if incidents.struck is None or incidents.attacker is None:
        return 0
    return sum(
        bool(struck and attacker and struck != attacker)
        for struck, attacker in zip(incidents.struck, incidents.attacker, strict=True)
    )


def of_shootings(incidents: IncidentTable) -> tuple[Flags, bool]:
    """The shootings where the data tell them, else all incidents; and whether they do."""
    if incidents.shooting is not None and (incidents.shooting == YES).any():
        return np.asarray(incidents.shooting == YES), True
    return np.ones(incidents.n, dtype=np.bool_), False
