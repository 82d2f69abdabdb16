"""How the register comes to see what happened: late, blurred, sometimes wrong, and corrected afterwards."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame, out_of_skipped_hour
from vapenvila.analysis.made_up_city.columns import Codes, Flags, Indices, Minutes, Numbers
from vapenvila.analysis.made_up_city.group_landscape import Landscape
from vapenvila.analysis.made_up_city.model import Areas
from vapenvila.analysis.made_up_city.retaliation_process import Process
from vapenvila.analysis.made_up_city.true_incidents import Marks, Origins
from vapenvila.analysis.made_up_city.vocabulary import CERTAINTIES, EVENT_TYPES, MOTIVES, PRECISIONS, WEAPONS

_UNKNOWN, _SUSPECTED, _CONFIRMED, _NOT_GMI = (
    CERTAINTIES.index(word) for word in ("unknown", "suspected", "confirmed", "not_gmi")
)
#                        unknown suspected confirmed not_gmi
_ATTACKER_CERTAINTY = (0.30, 0.30, 0.35, 0.05)
_TARGET_CERTAINTY = (0.15, 0.18, 0.62, 0.05)
_NO_GROUP_CERTAINTY = (0.24, 0.06, 0.00, 0.70)
_WRONG_GROUP = {_SUSPECTED: 0.12, _CONFIRMED: 0.03}

# How often the moment is known only as an interval, relative to the average, per kind.
_INTERVAL_BY_TYPE = np.array([0.5, 1.3, 1.6, 0.4, 2.4, 0.6])
_BLOCK_DEGREES = (0.002, 0.001)


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """When it happened, when it may have happened, and when it was reported; (n,) minutes each."""

    occurred_at: Minutes
    occurred_from: Minutes
    occurred_to: Minutes
    reported_at: Minutes


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Recorded place; (n,) each. NaN coordinates where only the area is known."""

    precision: Codes
    longitude: Numbers
    latitude: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side as recorded; (n,) each. `group` is −1 unless suspected or confirmed."""

    certainty: Codes
    group: Indices


def draw_times(
    origins: Origins, marks: Marks, frame: Frame, interval_share: float, rng: np.random.Generator
) -> Times:
    """Blur some moments into intervals and delay the reports (minutes, days, and now and then weeks)."""
    count = len(origins)
    occurred = frame.minutes(origins.time)
    blurred = rng.random(count) < np.minimum(interval_share * _INTERVAL_BY_TYPE[marks.event_type], 0.95)
    length = np.where(blurred, rng.lognormal(np.log(6 * 60), 0.9, count), 0.0)
    length[blurred & (rng.random(count) < 0.02)] *= 24.0
    before = np.floor(length * rng.random(count))
    first = np.maximum(occurred - before.astype("timedelta64[m]"), np.datetime64(frame.first_day, "m"))
    after = np.ceil(length - before).astype("timedelta64[m]")
    last = occurred + after
    kind = rng.random(count)
    delay = rng.exponential(40.0, count)
    delay = np.where(kind < 0.20, rng.lognormal(np.log(1.5 * 1440), 0.8, count), delay)
    delay = np.where(kind < 0.05, rng.lognormal(np.log(12 * 1440), 0.7, count), delay)
    first, last = out_of_skipped_hour(first), out_of_skipped_hour(last)
    reported = out_of_skipped_hour(last + np.ceil(delay).astype("timedelta64[m]"))
    return Times(occurred, first, last, reported)


def draw_place(marks: Marks, areas: Areas, rng: np.random.Generator) -> Place:
    """Most places exactly, some to the block (a grid of about 120 m), some only to the area."""
    drawn = rng.random(len(marks))
    precision = np.where(drawn < 0.10, PRECISIONS.index("area"), PRECISIONS.index("exact"))
    precision[(drawn >= 0.10) & (drawn < 0.30)] = PRECISIONS.index("block")
    block, only_area = precision == PRECISIONS.index("block"), precision == PRECISIONS.index("area")
    recorded = []
    for value, grid in zip((marks.longitude, marks.latitude), _BLOCK_DEGREES, strict=True):
        shown = np.where(block, np.round(value / grid) * grid, value)
        recorded.append(np.where(only_area, np.nan, np.round(shown, 6)))
    return Place(precision.astype(np.int8), recorded[0], recorded[1])


def draw_sides(
    origins: Origins, process: Process, landscape: Landscape, rng: np.random.Generator
) -> tuple[Side, Side]:
    """Recorded attacker and target with their certainty; some wrong, some missed."""
    sides = []
    for true, shares in ((origins.attacker, _ATTACKER_CERTAINTY), (origins.target, _TARGET_CERTAINTY)):
        drawn = rng.random(len(origins))
        by_group = np.searchsorted(np.cumsum(shares)[:-1], drawn, side="right")
        without = np.searchsorted(np.cumsum(_NO_GROUP_CERTAINTY)[:-1], drawn, side="right")
        certainty = np.where(true >= 0, by_group, without).astype(np.int8)
        root = process.attacker[process.draw_pairs(origins.time, rng)]
        mistaken_for = landscape.labels(root, origins.time, rng.random(len(root)) < 0.5)
        chance = np.where(certainty == _SUSPECTED, _WRONG_GROUP[_SUSPECTED], _WRONG_GROUP[_CONFIRMED])
        wrong = (true < 0) | (rng.random(len(origins)) < chance)
        named = np.isin(certainty, (_SUSPECTED, _CONFIRMED))
        group = np.where(named, np.where(wrong, mistaken_for, true), -1)
        sides.append(Side(certainty, group.astype(np.int32)))
    return sides[0], sides[1]


def recorded_motive(marks: Marks, rng: np.random.Generator) -> Codes:
    """The motive as recorded: unknown for a third."""
    unknown = rng.random(len(marks)) < 0.35
    return np.where(unknown, MOTIVES.index("unknown"), marks.motive).astype(np.int8)


def recorded_weapon(marks: Marks, rng: np.random.Generator) -> Codes:
    """The weapon as recorded: unknown for one in twenty."""
    unknown = rng.random(len(marks)) < 0.05
    return np.where(unknown, WEAPONS.index("unknown"), marks.weapon).astype(np.int8)


def first_coded_type(marks: Marks, rng: np.random.Generator) -> tuple[Codes, Flags]:
    """The kind as first coded, and which of the mistakes nobody will ever notice."""
    confused = np.array(
        [
            EVENT_TYPES.index(w)
            for w in ("other", "explosion_attempt", "explosion", "other", "other", "stabbing")
        ],
        dtype=np.int8,
    )
    drawn = rng.random(len(marks))
    return np.where(drawn < 0.04, confused[marks.event_type], marks.event_type).astype(np.int8), drawn < 0.01
