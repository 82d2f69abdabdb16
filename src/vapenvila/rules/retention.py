"""The last day a record may be kept, and what it looks like until then. Pure functions over recorded facts and the date.

No argument here is a date that somebody chose: a last day is computed from events, and a review that is late can be made
up for by a new, recorded review only until the ceiling of the law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.retention_table import COUNTED_FROM, GRACE_DAYS, REGIMES, Regime, RegimeRow


@dataclass(frozen=True, slots=True, order=True)
class SentencePeriod:
    """A recorded time in prison, closed youth care or forensic care. `last_day` None: it still runs."""

    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration of a person, under the regime it was made in."""

    day: date
    regime: Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFacts:
    """What the last day is computed from. `started`: the day of the event the regime's clock names; None = not yet.

    `registrations`: later ones of the same person. `other_data_until`: last day of other data on the person.
    `preserve`: a recorded duty to keep that goes on; `preserve_until`: the last day of one that ends.
    `erased_on`: a decision that the record is wrong, unfounded or to be erased.
    """

    regime: Regime
    started: date | None
    sentences: tuple[SentencePeriod, ...] = ()
    registrations: tuple[Registration, ...] = ()
    other_data_until: date | None = None
    preserve: bool = False
    preserve_until: date | None = None
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class LastDay:
    """The answer: the last day (None: no day is set), the day deletion must be done by, and every reason in order."""

    day: date | None
    done_by: date | None
    reasons: tuple[Sentence, ...]


class Standing(StrEnum):
    """What a record is like today."""

    CURRENT = "current"
    FADED = "faded"  # gone from lists, search, counts and maps; still there for a review or the desk
    DUE = "due"  # to be deleted


NOT_STARTED = say("The clock has not started: the event it counts from has not happened.")
YEAR_END = say("The time runs from the end of that year.")
PAUSED = say("Recorded time of a sentence is not counted.")
STILL_PAUSED = say("The clock stands still: a recorded sentence still runs.")
REGISTERED_ANEW = say("A new registration came while the data could still be kept.")
OTHER_DATA = say("Other data on the person remain.")
KEPT = say("Kept: the law asks for it, and only an archive decision changes that.")
KEPT_UNTIL = say("A recorded duty to keep lasts until then.")
ERASED = say("To be erased by decision, whatever time is left.")

_FOREVER = date.max


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February, never a day later."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def year_end(day: date) -> date:
    """31 December of the day's year."""
    return date(day.year, 12, 31)


def _started(row: RegimeRow, event: date) -> date:
    return year_end(event) if row.from_year_end else event


def unpaused_last_day(row: RegimeRow, event: date) -> date:
    """The last day by the table alone: the longest time after the event, nothing extended."""
    day = years_later(_started(row, event), row.years)
    return months_later(day, row.months) + timedelta(days=row.days)


def _merged(periods: Iterable[SentencePeriod]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for period in sorted((p.first_day, p.last_day or _FOREVER) for p in periods):
        first, last = period
        if last < first:
            continue
        if merged and (merged[-1][1] == _FOREVER or first <= merged[-1][1] + timedelta(days=1)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def with_pauses(start: date, last: date, periods: Iterable[SentencePeriod]) -> date | None:
    """The last day when sentence days after the start are not counted. None: a sentence that still runs holds the clock."""
    for first, end in _merged(periods):
        if first > last:
            break
        if end == _FOREVER:
            return None
        not_counted = (end - max(first, start + timedelta(days=1))).days + 1
        last += timedelta(days=max(0, not_counted))
    return last


def _last_of(registration: Registration, sentences: tuple[SentencePeriod, ...]) -> tuple[date | None, bool]:
    """Last day of one registration, and whether sentences moved it."""
    row = REGIMES[registration.regime]
    plain = unpaused_last_day(row, registration.day)
    if not row.pauses:
        return plain, False
    paused = with_pauses(_started(row, registration.day), plain, sentences)
    return paused, paused != plain


def _chained(last: date | None, facts: RetentionFacts, reasons: list[Sentence]) -> date | None:
    """A registration made while the data may be kept carries them along; one made too late does not bring them back."""
    for registration in sorted(facts.registrations, key=lambda r: r.day):
        if last is None or registration.day > last:
            break
        later, moved = _last_of(registration, facts.sentences)
        if later is None or later > last:
            reasons.append(REGISTERED_ANEW)
            if moved:
                reasons.append(STILL_PAUSED if later is None else PAUSED)
            last = later
    return last


def last_day(facts: RetentionFacts) -> LastDay:
    """The last day the record may be kept, with the reasons."""
    answer = _last_day_by_the_table(facts)
    until = facts.preserve_until
    if until is None or answer.day is None or until <= answer.day:
        return answer
    return LastDay(until, until, (*answer.reasons, KEPT_UNTIL))


def _last_day_by_the_table(facts: RetentionFacts) -> LastDay:
    row = REGIMES[facts.regime]
    if facts.preserve or row.kept:
        return LastDay(None, None, (KEPT,))
    counted = _counted(facts, row)
    if facts.erased_on is None:
        return counted
    if counted.day is None or facts.erased_on < counted.day:
        return LastDay(facts.erased_on, facts.erased_on, (ERASED,))
    return LastDay(counted.day, counted.day, (*counted.reasons, ERASED))  # a decision never makes a day later


def _counted(facts: RetentionFacts, row: RegimeRow) -> LastDay:
    if facts.started is None:
        return LastDay(None, None, (NOT_STARTED,))
    reasons = [COUNTED_FROM[row.clock]] if row.clock else []
    if row.from_year_end:
        reasons.append(YEAR_END)
    last, moved = _last_of(Registration(facts.started, facts.regime), facts.sentences)
    if moved:
        reasons.append(STILL_PAUSED if last is None else PAUSED)
    if row.chains:
        last = _chained(last, facts, reasons)
    if last is not None and row.lasts_with_other_data and (facts.other_data_until or last) > last:
        reasons.append(OTHER_DATA)
        last = facts.other_data_until
    if last is None:
        return LastDay(None, None, tuple(reasons))
    done_by = date(last.year + 1, 12, 31) if row.done_by_next_year_end else last
    return LastDay(last, done_by, tuple(reasons))


def review_by(
    *, confirmed: date, regime: Regime = Regime.LISTING_REVIEW, ceiling: date | None = None
) -> date:
    """When a listing must be reviewed next: computed from the latest confirmation, and never after the law's ceiling."""
    day = unpaused_last_day(REGIMES[regime], confirmed)
    return day if ceiling is None else min(day, ceiling)


def standing(*, review_by: date | None, ceiling: date | None, today: date) -> Standing:
    """Late to review: out of sight the next morning, deleted after the grace period. Past the ceiling: deleted now."""
    if ceiling is not None and today > ceiling:
        return Standing.DUE
    if review_by is None or today <= review_by:
        return Standing.CURRENT
    return Standing.DUE if today > review_by + timedelta(days=GRACE_DAYS) else Standing.FADED
