"""`make_city`: the one way in."""

import dataclasses
from datetime import date

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame, frame_for
from vapenvila.analysis.made_up_city.columns import Dates, Numbers
from vapenvila.analysis.made_up_city.districts import make_areas
from vapenvila.analysis.made_up_city.drive import Drive
from vapenvila.analysis.made_up_city.expected_counts import expected_poisson_until, expected_until
from vapenvila.analysis.made_up_city.feuds import Feuds, make_feuds, make_relations
from vapenvila.analysis.made_up_city.group_landscape import Landscape, make_groups, make_landscape
from vapenvila.analysis.made_up_city.model import Areas, Groups, MadeUpCity, Truth
from vapenvila.analysis.made_up_city.people_story import make_people, make_supervision, make_ties, members
from vapenvila.analysis.made_up_city.programme_story import draw_doses, make_programme
from vapenvila.analysis.made_up_city.recording import (
    draw_place,
    draw_sides,
    draw_times,
    first_coded_type,
    recorded_motive,
    recorded_weapon,
)
from vapenvila.analysis.made_up_city.register import Register, Seen, make_register
from vapenvila.analysis.made_up_city.retaliation_process import Process, poisson_times, simulate
from vapenvila.analysis.made_up_city.settings import SettingError, Settings, Size, settings_for
from vapenvila.analysis.made_up_city.true_incidents import Origins, draw_marks

VERSION = "1"
"""Changes whenever the same size and seed would give another city."""

UNTIL = date(2026, 11, 15)
TIME_ZONE = "Europe/Stockholm"


def make_city(size: Size, seed: int, *, until: date = UNTIL, settings: Settings | None = None) -> MadeUpCity:
    """Make up a whole city and its story up to and including the day `until`.

    The same (size, seed, until, settings) always gives the same city. `settings` replaces the size's own,
    for oracles that need another effect or process. Raises SettingError for a seed below 0.
    """
    if seed < 0:
        raise SettingError(f"The seed is {seed}; give a whole number of at least 0.")
    size = Size(size)
    chosen = settings or settings_for(size)
    streams = iter(np.random.default_rng([seed, list(Size).index(size)]).spawn(12))
    frame = frame_for(until, chosen.years, chosen.effect.years_before_end, chosen.weekly_rhythm)
    areas = make_areas(chosen.areas, chosen.population, next(streams))
    landscape = make_landscape(chosen, frame, next(streams))
    feuds = make_feuds(landscape, frame, next(streams))
    dose = draw_doses(landscape, chosen.effect.equal_dose, next(streams))
    people = make_people(chosen.people, landscape, frame, next(streams))
    in_group = members(people, len(landscape.root))
    groups = make_groups(landscape, frame, chosen.areas, in_group, next(streams))
    process = _process(chosen, frame, feuds, dose)
    register = _happen(chosen, frame, process, landscape, groups, areas, next(streams))
    return MadeUpCity(
        name=chosen.place_name,
        size=size,
        seed=seed,
        version=VERSION,
        settings=chosen,
        time_zone=TIME_ZONE,
        first_day=frame.first_day,
        last_day=frame.last_day,
        areas=areas,
        groups=groups,
        lineage=landscape.lineage,
        relations=make_relations(feuds, landscape, frame, next(streams)),
        people=people,
        supervision=make_supervision(people, frame, next(streams)),
        ties=make_ties(people, landscape, frame, next(streams)),
        incidents=register.incidents,
        classification_events=register.events,
        programme=make_programme(landscape, dose, len(people), frame, next(streams)),
        truth=_truth(chosen, frame, process, dose, register),
    )


def _process(settings: Settings, frame: Frame, feuds: Feuds, dose: Numbers) -> Process:
    """The process between groups, its rate set so that the expected number comes out as asked."""
    summer = date(frame.first_day.year, 7, 15)
    drive = Drive(
        yearly_trend=settings.yearly_trend,
        season_amplitude=settings.season_amplitude,
        peak_at=float((summer - frame.first_day).days),
        start_at=frame.start_at,
        effect=settings.effect,
    )
    attacker = np.concatenate([feuds.a, feuds.b]).astype(np.int32)
    at_rate_one = Process(
        attacker=attacker,
        target=np.concatenate([feuds.b, feuds.a]).astype(np.int32),
        share=feuds.shares(frame.weeks),
        dose=dose[attacker],
        rate=1.0,
        branching=settings.branching_ratio,
        mean_delay=settings.retaliation_mean_days,
        horizon=frame.horizon,
        drive=drive,
    )
    would_be = expected_until(at_rate_one, np.array([frame.horizon]), programme=False)[0]
    wanted = settings.group_share * settings.expected_incidents
    return dataclasses.replace(at_rate_one, rate=float(wanted / would_be))


def _rate_for(share: float, settings: Settings, process: Process) -> float:
    would_be = expected_poisson_until(1.0, process, np.array([process.horizon]))[0]
    return float(share * settings.expected_incidents / would_be)


def _other_share(settings: Settings) -> float:
    return 1.0 - settings.group_share - settings.unfounded_share


def _happen(
    settings: Settings,
    frame: Frame,
    process: Process,
    landscape: Landscape,
    groups: Groups,
    areas: Areas,
    rng: np.random.Generator,
) -> Register:
    """Let everything happen, then let the register see it."""
    between, others, marking, seeing, coding = rng.spawn(5)
    origins = _origins(settings, process, landscape, between, others)
    marks = draw_marks(origins, groups, areas, marking)
    attacker, target = draw_sides(origins, process, landscape, seeing)
    first_type, never_noticed = first_coded_type(marks, seeing)
    seen = Seen(
        origins=origins,
        marks=marks,
        times=draw_times(origins, marks, frame, settings.interval_share, seeing),
        place=draw_place(marks, areas, seeing),
        attacker=attacker,
        target=target,
        motive=recorded_motive(marks, seeing),
        weapon=recorded_weapon(marks, seeing),
        first_type=first_type,
        never_noticed=never_noticed,
    )
    return make_register(seen, frame, coding)


def _origins(
    settings: Settings,
    process: Process,
    landscape: Landscape,
    between: np.random.Generator,
    others: np.random.Generator,
) -> Origins:
    """Group incidents, other incidents and reports of nothing, in order of time."""
    group = simulate(process, between)
    drive, horizon = process.drive, process.horizon
    other = poisson_times(_rate_for(_other_share(settings), settings, process), drive, horizon, others)
    nothing = poisson_times(_rate_for(settings.unfounded_share, settings, process), drive, horizon, others)
    time = np.concatenate([group.time, other, nothing])
    alone = np.full(len(other) + len(nothing), -1, dtype=np.int32)
    order = np.argsort(time, kind="stable")
    position = np.full(len(order) + 1, -1, dtype=np.int32)
    position[order] = np.arange(len(order), dtype=np.int32)
    position[-1] = -1
    drawn = between.random((2, len(group.time))) < 0.5
    second_attacks, second_is_hit = group.taken_over(*drawn)
    attacker = landscape.labels(group.attacker, group.time, second_attacks)
    target = landscape.labels(group.target, group.time, second_is_hit)
    return Origins(
        time=time[order],
        real=(np.arange(len(time)) < len(group.time) + len(other))[order],
        attacker=np.concatenate([attacker, alone])[order].astype(np.int32),
        target=np.concatenate([target, alone])[order].astype(np.int32),
        parent=position[np.concatenate([group.parent, alone])[order]],
    )


def _truth(settings: Settings, frame: Frame, process: Process, dose: Numbers, register: Register) -> Truth:
    months = _months(frame)
    edges = np.concatenate([months, [np.datetime64(frame.last_day, "D") + np.timedelta64(1, "D")]])
    days = (
        np.maximum(edges, np.datetime64(frame.first_day, "D")) - np.datetime64(frame.first_day, "D")
    ).astype(np.float64)
    until = frame.clock.to_operational(days)
    other_rate = _rate_for(_other_share(settings), settings, process)
    return Truth(
        effect=settings.effect,
        start=frame.start,
        dose=dose,
        group_rate_ratio=np.asarray(settings.effect.rate_ratio**dose),
        month=months,
        expected_with=np.diff(expected_until(process, until, programme=True)),
        expected_without=np.diff(expected_until(process, until, programme=False)),
        expected_other=np.diff(expected_poisson_until(other_rate, process, until)),
        incidents=register.truth,
        unreported=register.unreported,
    )


def _months(frame: Frame) -> Dates:
    first = np.datetime64(frame.first_day, "M")
    last = np.datetime64(frame.last_day, "M")
    return np.arange(first, last + np.timedelta64(1, "M")).astype("datetime64[D]")
