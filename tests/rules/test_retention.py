"""The last day a record may be kept: never past the table, stretched by recorded events only, out of sight when late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.retention import (
    ERASED,
    KEPT,
    NOT_STARTED,
    PAUSED,
    REGISTERED_ANEW,
    STILL_PAUSED,
    Registration,
    RetentionFacts,
    SentencePeriod,
    Standing,
    last_day,
    months_later,
    review_by,
    standing,
    unpaused_last_day,
    with_pauses,
    years_later,
)
from vapenvila.rules.retention_table import FALLBACK, GRACE_DAYS, REGIMES, Clock, Regime, TextStatus
from vapenvila.rules.roles import AgencyKind

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
PERIODS = st.lists(
    st.builds(
        lambda first, length: SentencePeriod(first, first + timedelta(days=length)),
        DAYS,
        st.integers(0, 4000),
    ),
    max_size=5,
)
REGIME = st.sampled_from([r for r, row in REGIMES.items() if not row.kept])


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _last(regime: Regime, started: date, **more: object) -> date | None:
    return last_day(RetentionFacts(regime=regime, started=started, **more)).day  # type: ignore[arg-type]


@pytest.mark.acceptance("S15")
@pytest.mark.parametrize(
    ("regime", "started", "last"),
    [
        (Regime.POLICE_CASE, date(2026, 3, 1), date(2027, 3, 1)),
        (Regime.POLICE_SHARED, date(2026, 3, 1), date(2029, 12, 31)),
        (Regime.POLICE_SHARED_SERIOUS, date(2026, 1, 1), date(2031, 12, 31)),
        (Regime.POLICE_MONITORED, date(2026, 12, 31), date(2036, 12, 31)),
        (Regime.POLICE_INVESTIGATION, date(2026, 7, 1), date(2031, 12, 31)),
        (Regime.POLICE_NO_CRIME, date(2026, 7, 1), date(2026, 7, 1)),
        (Regime.POLICE_COMMAND_CENTRE, date(2026, 7, 1), date(2027, 12, 31)),
        (Regime.POLICE_CAMERA, date(2026, 8, 31), date(2027, 2, 28)),
        (Regime.PROBATION_JOURNAL, date(2024, 2, 29), date(2034, 2, 28)),
        (Regime.PROBATION_OTHER, date(2026, 5, 5), date(2028, 5, 5)),
        (Regime.PROBATION_SECURITY, date(2026, 5, 5), date(2031, 5, 5)),
        (Regime.SOCIAL_CHILD_INQUIRY, date(2010, 2, 3), date(2040, 2, 3)),
        (Regime.PROVIDER_FILE, date(2026, 5, 5), date(2028, 5, 5)),
    ],
)
def test_each_regime_counts_as_the_law_says(regime: Regime, started: date, last: date) -> None:
    assert _last(regime, started) == last


def test_a_social_services_file_is_gone_by_the_end_of_the_next_calendar_year() -> None:
    answer = last_day(RetentionFacts(regime=Regime.SOCIAL_FILE, started=date(2026, 5, 5)))
    assert (answer.day, answer.done_by) == (date(2031, 5, 5), date(2032, 12, 31))


def test_a_social_services_file_lasts_as_long_as_other_data_on_the_person() -> None:
    assert _last(Regime.SOCIAL_FILE, date(2026, 5, 5), other_data_until=date(2033, 1, 1)) == date(2033, 1, 1)
    assert _last(Regime.SOCIAL_FILE, date(2026, 5, 5), other_data_until=date(2030, 1, 1)) == date(2031, 5, 5)


@pytest.mark.acceptance("S15")
def test_only_a_recorded_sentence_stops_the_clock_and_only_where_the_law_says_so() -> None:
    prison = (SentencePeriod(date(2027, 1, 1), date(2027, 12, 31)),)
    answer = last_day(RetentionFacts(regime=Regime.POLICE_SHARED, started=date(2026, 3, 1), sentences=prison))
    assert (answer.day, PAUSED in answer.reasons) == (date(2029, 12, 31) + timedelta(days=365), True)
    assert _last(Regime.POLICE_CASE, date(2026, 3, 1), sentences=prison) == date(2027, 3, 1)
    running = (SentencePeriod(date(2027, 1, 1)),)
    held = last_day(RetentionFacts(regime=Regime.POLICE_SHARED, started=date(2026, 3, 1), sentences=running))
    assert (held.day, STILL_PAUSED in held.reasons) == (None, True)


def test_a_sentence_that_begins_in_the_stretched_time_stretches_it_again() -> None:
    start, last = date(2026, 1, 1), date(2026, 1, 10)
    periods = [
        SentencePeriod(date(2026, 1, 5), date(2026, 1, 9)),
        SentencePeriod(date(2026, 1, 14), date(2026, 1, 15)),
    ]
    assert with_pauses(start, last, periods) == date(2026, 1, 17)


def test_a_new_registration_carries_the_old_one_along_unless_it_comes_too_late() -> None:
    first = date(2020, 5, 1)  # may be kept until 2023-12-31
    in_time = (Registration(date(2023, 12, 31), Regime.POLICE_SHARED),)
    too_late = (Registration(date(2024, 1, 1), Regime.POLICE_SHARED),)
    answer = last_day(RetentionFacts(regime=Regime.POLICE_SHARED, started=first, registrations=in_time))
    assert (answer.day, REGISTERED_ANEW in answer.reasons) == (date(2026, 12, 31), True)
    assert _last(Regime.POLICE_SHARED, first, registrations=too_late) == date(2023, 12, 31)


def test_what_must_be_kept_has_no_last_day_and_what_is_erased_goes_at_once() -> None:
    assert last_day(RetentionFacts(regime=Regime.SOCIAL_PRESERVED, started=None)).reasons == (KEPT,)
    kept = RetentionFacts(regime=Regime.SOCIAL_FILE, started=date(2000, 1, 1), preserve=True)
    assert last_day(kept).day is None
    erased = RetentionFacts(regime=Regime.POLICE_SHARED, started=date(2026, 1, 1), erased_on=date(2026, 2, 2))
    assert (last_day(erased).day, last_day(erased).reasons) == (date(2026, 2, 2), (ERASED,))
    assert last_day(RetentionFacts(regime=Regime.POLICE_CASE, started=None)).reasons == (NOT_STARTED,)


@pytest.mark.acceptance("S15")
@given(REGIME, DAYS, PERIODS)
def test_no_record_outlives_the_table_by_more_than_its_recorded_sentences(
    regime: Regime, started: date, sentences: list[SentencePeriod]
) -> None:
    row, ceiling = REGIMES[regime], unpaused_last_day(REGIMES[regime], started)
    last = _last(regime, started, sentences=tuple(sentences))
    assert last is not None
    in_prison = {day for p in sentences for day in _days(p.first_day, p.last_day or p.first_day)}
    start = date(started.year, 12, 31) if row.from_year_end else started
    free = [day for day in _days(start, last)[1:] if day not in in_prison]
    if row.pauses:  # slow, obvious: as many free days as the table gives
        assert ceiling <= last
        assert len(free) == (ceiling - start).days
    else:
        assert last == ceiling


@given(DAYS, st.integers(0, 40), st.integers(0, 60))
def test_leap_days_and_short_months_never_add_a_day(day: date, years: int, months: int) -> None:
    later = years_later(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert later.day in {day.day, 28}
    moved = months_later(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@pytest.mark.acceptance("S14")
@given(DAYS, DAYS, DAYS)
def test_a_review_date_is_computed_and_never_later_than_the_ceiling(
    confirmed: date, ceiling: date, today: date
) -> None:
    due = review_by(confirmed=confirmed, ceiling=ceiling)
    assert due <= ceiling
    assert due <= years_later(confirmed, 1)
    if today > ceiling:
        assert standing(review_by=due, ceiling=ceiling, today=today) is Standing.DUE


@pytest.mark.acceptance("S14")
def test_a_late_review_is_out_of_sight_the_next_day_and_deleted_after_the_grace_period() -> None:
    due = date(2026, 3, 1)

    def on(days: int) -> Standing:
        return standing(review_by=due, ceiling=None, today=due + timedelta(days=days))

    assert [on(0), on(1), on(GRACE_DAYS), on(GRACE_DAYS + 1)] == [
        Standing.CURRENT, Standing.FADED, Standing.FADED, Standing.DUE,
    ]  # fmt: skip


def test_every_regime_has_a_clock_or_is_kept_and_every_agency_a_ceiling() -> None:
    assert set(REGIMES) == set(Regime)
    assert set(FALLBACK) == set(AgencyKind)
    for row in REGIMES.values():
        assert (row.clock is None) == row.kept
        assert row.lagrum
    used = {row.clock for row in REGIMES.values()} - {None}
    assert used == set(Clock)
    assert {row.status for row in REGIMES.values()} <= set(TextStatus)


def test_a_sentence_that_ends_before_it_begins_counts_for_nothing() -> None:
    wrong = SentencePeriod(date(2027, 5, 1), date(2027, 4, 1))
    assert with_pauses(date(2026, 1, 1), date(2029, 12, 31), [wrong]) == date(2029, 12, 31)
