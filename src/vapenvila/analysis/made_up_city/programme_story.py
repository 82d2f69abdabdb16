"""What the programme did: reviews held and missed, call-ins, custom notifications, help and support."""

from datetime import date, timedelta

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame
from vapenvila.analysis.made_up_city.columns import Dates, Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.group_landscape import Landscape
from vapenvila.analysis.made_up_city.model import (
    CallIns,
    HelpContacts,
    Notifications,
    Programme,
    Reviews,
    SupportCases,
)
from vapenvila.analysis.made_up_city.vocabulary import (
    CASE_ORIGINS,
    CASE_STATES,
    HELP_CHANNELS,
    HELP_OUTCOMES,
    MISSED_REASONS,
    NOTIFICATION_OUTCOMES,
    NOTIFICATION_REASONS,
)

DOSES = (0.0, 0.5, 1.0, 1.5)
_DOSE_SHARES = (0.10, 0.25, 0.40, 0.25)
_NOTIFICATIONS_A_YEAR = 4.0
_CALL_IN_EVERY_DAYS = 182


def draw_doses(landscape: Landscape, equal: bool, rng: np.random.Generator) -> Numbers:
    """(groups,) dose of each group, that of its root; all 1 when equal."""
    by_root = rng.choice(DOSES, len(landscape.weight), p=_DOSE_SHARES)
    return np.asarray(np.ones(len(landscape.root)) if equal else by_root[landscape.root])


def make_programme(
    landscape: Landscape, dose: Numbers, people: int, frame: Frame, rng: np.random.Generator
) -> Programme:
    """The programme from its start to the last day; groups with a higher dose are told more often."""
    call_ins = _call_ins(landscape, dose, frame, rng)
    contacts = _help_contacts(people, np.unique(call_ins.day), frame, rng)
    return Programme(
        start=frame.start,
        reviews=_reviews(frame, rng),
        call_ins=call_ins,
        notifications=_notifications(landscape, dose, frame, rng),
        help_contacts=contacts,
        support_cases=_support_cases(contacts, frame, rng),
    )


def _reviews(frame: Frame, rng: np.random.Generator) -> Reviews:
    weeks = (frame.last_day - frame.start - timedelta(days=1)).days // 7 + 1
    days = [frame.start + timedelta(days=1 + 7 * week) for week in range(weeks)]
    holiday = np.array([_is_holiday_week(day) for day in days], dtype=np.bool_)
    missed = holiday | (rng.random(weeks) < 0.05)
    missed[-1:] = False
    reason = rng.choice(
        [MISSED_REASONS.index("staff_shortage"), MISSED_REASONS.index("special_event")], weeks
    )
    reason = np.where(holiday, MISSED_REASONS.index("holiday"), reason)
    return Reviews(
        day=np.array(days, dtype="datetime64[D]"),
        held=~missed,
        missed_reason=np.where(missed, reason, -1).astype(np.int8),
    )


def _is_holiday_week(day: date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 1)


def _active(landscape: Landscape, frame: Frame, day: date) -> Flags:
    week = (day - frame.first_day).days // 7
    return np.asarray((landscape.begin_week <= week) & (week < landscape.end_week))


def _call_ins(landscape: Landscape, dose: Numbers, frame: Frame, rng: np.random.Generator) -> CallIns:
    """About two a year, the first on the day the programme starts; each with the groups that were told."""
    groups, days = [], []
    day = frame.start
    while day <= frame.last_day - timedelta(days=21):
        told = np.flatnonzero(_active(landscape, frame, day) & (rng.random(len(dose)) < dose * 0.65))
        groups.append(told)
        days.append(day)
        moved = _CALL_IN_EVERY_DAYS + int(rng.integers(-3, 4)) * 7 + int(rng.integers(0, 4))
        day += timedelta(days=moved - (day + timedelta(days=moved)).weekday() + 2)
    meeting = np.repeat(np.arange(len(days)), [len(told) for told in groups])
    invited = rng.integers(1, 5, len(meeting))
    reached = rng.binomial(invited, 0.9)
    attended = rng.binomial(reached, 0.75)
    return CallIns(
        number=(meeting + 1).astype(np.int16),
        day=np.array(days, dtype="datetime64[D]")[meeting],
        group=np.concatenate(groups).astype(np.int32),
        invited=invited.astype(np.int16),
        reached=reached.astype(np.int16),
        attended=attended.astype(np.int16),
        stayed=rng.binomial(attended, 0.92).astype(np.int16),
    )


def _notifications(
    landscape: Landscape, dose: Numbers, frame: Frame, rng: np.random.Generator
) -> Notifications:
    start_week = frame.start_at / 7.0
    begin = np.clip(landscape.begin_week, start_week, frame.horizon / 7.0) * 7.0
    end = np.clip(landscape.end_week * 7.0, begin, frame.horizon)
    number = rng.poisson(dose * _NOTIFICATIONS_A_YEAR * (end - begin) / 365.25)
    group = np.repeat(np.arange(len(dose)), number)
    requested_at = begin[group] + rng.random(len(group)) * (end - begin)[group]
    order = np.argsort(requested_at, kind="stable")
    group, requested_at = group[order], requested_at[order]
    attempts = 1 + rng.geometric(0.45, len(group)).clip(1, 5) - 1
    requested = np.datetime64(frame.first_day, "D") + requested_at.astype("timedelta64[D]")
    last_attempt = requested + (attempts * rng.integers(1, 6, len(group))).astype("timedelta64[D]")
    return Notifications(
        requested=requested,
        last_attempt=np.minimum(last_attempt, np.datetime64(frame.last_day, "D")),
        group=group.astype(np.int32),
        reason=rng.choice(len(NOTIFICATION_REASONS), len(group), p=[0.35, 0.25, 0.2, 0.1, 0.1]).astype(
            np.int8
        ),
        attempts=attempts.astype(np.int16),
        outcome=rng.choice(len(NOTIFICATION_OUTCOMES), len(group), p=[0.62, 0.1, 0.15, 0.08, 0.05]).astype(
            np.int8
        ),
    )


def _help_contacts(people: int, call_in_days: Dates, frame: Frame, rng: np.random.Generator) -> HelpContacts:
    """Calls at an even rate, and more in the fortnight after each call-in."""
    span = (frame.last_day - frame.start).days + 1
    a_year = 12.0 + 0.08 * people
    even = rng.integers(0, span, rng.poisson(a_year * span / 365.25))
    since_start = (call_in_days - np.datetime64(frame.start, "D")).astype(np.int64)
    after = np.repeat(since_start, rng.poisson(a_year * 0.06, len(since_start)))
    offset = np.concatenate([even, after + rng.integers(1, 15, len(after))])
    offset = np.sort(offset[offset < span])
    count = len(offset)
    return HelpContacts(
        day=np.datetime64(frame.start, "D") + offset.astype("timedelta64[D]"),
        channel=rng.choice(len(HELP_CHANNELS), count, p=[0.5, 0.15, 0.08, 0.07, 0.12, 0.08]).astype(np.int8),
        days_to_answer=np.minimum(rng.geometric(0.75, count) - 1, 9).astype(np.int16),
        outcome=rng.choice(len(HELP_OUTCOMES), count, p=[0.35, 0.12, 0.15, 0.25, 0.04, 0.09]).astype(np.int8),
    )


def _support_cases(contacts: HelpContacts, frame: Frame, rng: np.random.Generator) -> SupportCases:
    """One case for each contact that opened one; half are lost before or in assessment."""
    last = np.datetime64(frame.last_day, "D")
    opened = contacts.day[contacts.outcome == HELP_OUTCOMES.index("case_opened")]
    count = len(opened)
    ending = rng.choice(
        [CASE_STATES.index(word) for word in ("completed", "dropped_out", "declined")],
        count,
        p=[0.4, 0.4, 0.2],
    )
    length = np.where(ending == CASE_STATES.index("completed"), rng.integers(250, 600, count), 0)
    length = np.where(length == 0, rng.integers(10, 200, count), length)
    closed = opened + length.astype("timedelta64[D]")
    still_open = closed > last
    running = np.where(
        last - opened < np.timedelta64(30, "D"), CASE_STATES.index("assessing"), _running(count, rng)
    )
    return SupportCases(
        opened=opened,
        closed=np.where(still_open, np.datetime64("NaT", "D"), closed),
        origin=rng.choice(len(CASE_ORIGINS), count, p=[0.2, 0.2, 0.35, 0.15, 0.1]).astype(np.int8),
        state=np.where(still_open, running, ending).astype(np.int8),
    )


def _running(count: int, rng: np.random.Generator) -> Indices:
    paused = rng.random(count) < 0.15
    return np.asarray(np.where(paused, CASE_STATES.index("paused"), CASE_STATES.index("active")))
