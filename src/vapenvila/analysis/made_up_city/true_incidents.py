"""What really happened: each simulated incident gets its kind, victims, motive and place."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.columns import Codes, Columns, Counts, Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.districts import points_within
from vapenvila.analysis.made_up_city.model import Areas, Groups
from vapenvila.analysis.made_up_city.vocabulary import EVENT_TYPES, MOTIVES, WEAPONS

#                  shooting explosion attempt stabbing arson other
_GROUP_TYPES = (0.50, 0.16, 0.07, 0.10, 0.10, 0.07)
_ANSWER_TYPES = (0.60, 0.17, 0.07, 0.07, 0.05, 0.04)
_OTHER_TYPES = (0.12, 0.03, 0.02, 0.40, 0.13, 0.30)

# Per kind: chance of a death, mean seriously injured, mean slightly injured.
_VICTIMS = np.array(
    [
        [0.16, 0.38, 0.22],
        [0.02, 0.06, 0.18],
        [0.00, 0.00, 0.02],
        [0.09, 0.45, 0.40],
        [0.01, 0.02, 0.05],
        [0.03, 0.30, 0.55],
    ]
)
_ALWAYS_HURTS = ("stabbing", "other")

_WEAPON_OF_TYPE = ("firearm", "explosive", "explosive", "knife", "other", "other")

_GROUP_MOTIVES = {
    "group_dispute": 0.50,
    "drug_market": 0.25,
    "debt": 0.10,
    "internal": 0.05,
    "mistaken_target": 0.05,
    "other": 0.05,
}
_OTHER_MOTIVES = {"interpersonal": 0.50, "domestic": 0.22, "robbery": 0.15, "other": 0.13}


@dataclass(frozen=True, slots=True, eq=False)
class Origins(Columns):
    """Where incidents come from; `n` in order of time. `time`: operational days. `real`: False for a report
    of nothing. `attacker`, `target`: groups, −1 for incidents without. `parent`: row answered, −1 none."""

    time: Numbers
    real: Flags
    attacker: Indices
    target: Indices
    parent: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Marks(Columns):
    """What each incident was; `n` rows like its origin. Codes as in `vocabulary`."""

    event_type: Codes
    dead: Counts
    serious: Counts
    slight: Counts
    weapon: Codes
    motive: Codes
    area: Indices
    longitude: Numbers
    latitude: Numbers


def draw_marks(origins: Origins, groups: Groups, areas: Areas, rng: np.random.Generator) -> Marks:
    """Draw kind, victims, motive and place of each incident."""
    event_type = _event_types(origins, rng)
    dead, serious, slight = _victims(event_type, origins.real, rng)
    area = _areas(origins, groups, areas, rng)
    longitude, latitude = points_within(areas, area, rng)
    weapon = np.array([WEAPONS.index(word) for word in _WEAPON_OF_TYPE], dtype=np.int8)[event_type]
    return Marks(
        event_type=event_type,
        dead=dead,
        serious=serious,
        slight=slight,
        weapon=weapon,
        motive=_motives(origins, rng),
        area=area,
        longitude=longitude,
        latitude=latitude,
    )


def _event_types(origins: Origins, rng: np.random.Generator) -> Codes:
    drawn = rng.random(len(origins))
    group = np.searchsorted(np.cumsum(_GROUP_TYPES)[:-1], drawn, side="right")
    answer = np.searchsorted(np.cumsum(_ANSWER_TYPES)[:-1], drawn, side="right")
    other = np.searchsorted(np.cumsum(_OTHER_TYPES)[:-1], drawn, side="right")
    chosen = np.where(origins.attacker < 0, other, np.where(origins.parent >= 0, answer, group))
    return chosen.astype(np.int8)


def _victims(event_type: Codes, real: Flags, rng: np.random.Generator) -> tuple[Counts, Counts, Counts]:
    chance, serious_mean, slight_mean = _VICTIMS[event_type].T
    dead = (rng.random(len(chance)) < chance).astype(np.int16)
    dead += (dead > 0) & (rng.random(len(chance)) < 0.06)
    serious = rng.poisson(serious_mean).astype(np.int16)
    slight = rng.poisson(slight_mean).astype(np.int16)
    hurts = np.isin(event_type, [EVENT_TYPES.index(word) for word in _ALWAYS_HURTS])
    slight[hurts & (dead + serious + slight == 0)] = 1
    for victims in (dead, serious, slight):
        victims[~real] = 0
    return dead, serious, slight


def _motives(origins: Origins, rng: np.random.Generator) -> Codes:
    count = len(origins)
    group = rng.choice([MOTIVES.index(w) for w in _GROUP_MOTIVES], count, p=list(_GROUP_MOTIVES.values()))
    other = rng.choice([MOTIVES.index(w) for w in _OTHER_MOTIVES], count, p=list(_OTHER_MOTIVES.values()))
    motive = np.where(origins.attacker < 0, other, group)
    motive[origins.parent >= 0] = MOTIVES.index("retaliation")
    return motive.astype(np.int8)


def _areas(origins: Origins, groups: Groups, areas: Areas, rng: np.random.Generator) -> Indices:
    """Mostly where the target is at home, sometimes where the attacker is, otherwise by population."""
    count = len(origins)
    anywhere = rng.choice(len(areas), count, p=areas.population / areas.population.sum())
    drawn = rng.random(count)
    at_home = np.where(drawn < 0.60, groups.home_area[origins.target], groups.home_area[origins.attacker])
    return np.where((origins.attacker < 0) | (drawn > 0.75), anywhere, at_home).astype(np.int32)
