"""The reporting triangle: as counted report by report, the same from reports and from snapshots, and blind to the future."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.analysis.nowcast.slow_nowcast import Report, last_day_of, periods_until, slow_known
from vapenvila.analysis.nowcast import (
    NowcastError,
    ReportingTriangle,
    triangle_of_reports,
    triangle_of_snapshot_counts,
    triangle_of_snapshot_rows,
)
from vapenvila.analysis.nowcast.triangle import from_counts

FIRST = date(2023, 11, 20)
LENGTH = {"day": 1, "week": 7, "month": 31, "quarter": 92}
Dates = NDArray[np.datetime64]


def days(values: list[date | None]) -> Dates:
    return np.array(values, dtype="datetime64[D]")


@st.composite
def reports_of(draw: st.DrawFn) -> tuple[list[Report], date, str]:
    """Reports over some periods, late by up to four, one in three removed again."""
    kind = draw(st.sampled_from(["day", "week", "month", "quarter"]))
    step = LENGTH[kind]
    drawn = draw(
        st.lists(
            st.tuples(
                st.integers(0, 8 * step), st.integers(0, 4 * step), st.none() | st.integers(0, 3 * step)
            ),
            min_size=1,
            max_size=40,
        )
    )
    made: list[Report] = [(FIRST, FIRST, None)]
    for event, late, stays in drawn:
        happened = FIRST + timedelta(event)
        came = happened + timedelta(late)
        made.append((happened, came, None if stays is None else came + timedelta(stays)))
    return made, FIRST + timedelta(8 * step + draw(st.integers(0, 2 * step))), kind


def triangle(reports: list[Report], today: date, kind: str) -> ReportingTriangle:
    event, came, gone = (days([report[k] for report in reports]) for k in range(3))
    return triangle_of_reports(event, came, gone, kind=kind, today=today, max_delay=3)


def as_lists(cells: NDArray[np.float64]) -> list[list[int | None]]:
    return [[None if np.isnan(cell) else int(cell) for cell in row] for row in cells]


@settings(max_examples=80, deadline=None)
@given(reports_of())
def test_every_cell_is_as_counted_report_by_report(made: tuple[list[Report], date, str]) -> None:
    reports, today, kind = made
    found = triangle(reports, today, kind)
    assert as_lists(found.known) == slow_known(reports, today, kind, 3)
    assert found.today.astype(object) == today
    net = np.nancumsum(found.added - found.removed, axis=1)
    assert np.array_equal(np.where(np.isnan(found.known), np.nan, net), found.known, equal_nan=True)
    assert np.nanmin(found.added) >= 0
    assert np.nanmin(found.removed) >= 0


@settings(max_examples=60, deadline=None)
@given(reports_of(), st.integers(1, 2))
def test_the_triangle_of_an_earlier_day_does_not_know_what_came_later(
    made: tuple[list[Report], date, str], back: int
) -> None:
    reports, today, kind = made
    ends = periods_until(FIRST, today, kind)
    earlier = ends[-1 - back] + (today - ends[-1])
    assume(periods_until(FIRST, earlier, kind) == ends[:-back])
    now, then = triangle(reports, today, kind).as_of(back), triangle(reports, earlier, kind)
    for cells, again in ((now.known, then.known), (now.added, then.added), (now.removed, then.removed)):
        assert np.array_equal(cells, again, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(reports_of())
def test_snapshots_on_the_right_days_give_the_triangle_of_the_reports(
    made: tuple[list[Report], date, str],
) -> None:
    reports, today, kind = made
    ends = periods_until(FIRST, today, kind)
    rows: list[tuple[date, date, int]] = []
    counts: list[tuple[date, date, int]] = []
    for end in ends:
        cut = end + (today - ends[-1])
        held = [
            (event, key)
            for key, (event, came, gone) in enumerate(reports)
            if came <= cut and (gone is None or gone > cut)
        ]
        assume(held and last_day_of(min(held)[0], kind) == ends[0])
        rows += [(cut, event, key) for event, key in held]
        counts += [
            (cut, period, sum(last_day_of(event, kind) == period for event, _ in held))
            for period in ends
            if period <= end
        ]
    of_reports = triangle(reports, today, kind)
    of_rows = triangle_of_snapshot_rows(
        days([r[0] for r in rows]), days([r[1] for r in rows]), [r[2] for r in rows], kind=kind, max_delay=3
    )
    of_counts = triangle_of_snapshot_counts(
        days([c[0] for c in counts]),
        days([c[1] for c in counts]),
        [c[2] for c in counts],
        kind=kind,
        max_delay=3,
    )
    assert np.array_equal(of_rows.known, of_reports.known, equal_nan=True)
    assert np.array_equal(of_rows.added, of_reports.added, equal_nan=True)
    assert np.array_equal(of_rows.removed, of_reports.removed, equal_nan=True)
    assert np.array_equal(of_counts.known, of_reports.known, equal_nan=True)
    assert of_counts.only_net


def test_a_figure_that_one_file_alone_has_otherwise_is_set_to_the_middle() -> None:
    known = np.array([[5, 9, 9, 7, 9, 9.0]] * 3)
    dip = from_counts(np.arange(3), "month", 0, known)
    assert (dip.removed.sum(), dip.added.sum()) == (6, 33)
    mended = dip.without_passing_faults()
    assert mended.known[0].tolist() == [5, 9, 9, 9, 9, 9]
    assert mended.removed.sum() == 0


def test_snapshots_may_lie_some_days_beside_and_not_more() -> None:
    ends = [date(2024, month, 1) - timedelta(1) for month in range(2, 13)]
    rows = [(end + timedelta(15), period) for k, end in enumerate(ends) for period in ends[: k + 1]]

    def at(moved: int) -> ReportingTriangle:
        when = [day + timedelta(moved) if day == date(2024, 7, 15) else day for day, _ in rows]
        return triangle_of_snapshot_counts(
            days(list(when)), days([p for _, p in rows]), [3] * len(rows), max_delay=3
        )

    assert not np.isnan(at(4).known[5, 0])
    assert np.isnan(at(5).known[5, 0])


DAY = np.datetime64("2024-01-01")
MONTHS = np.arange("2023-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")


@pytest.mark.parametrize(
    ("happened", "reported", "removed", "more", "said"),
    [
        ([], [], None, {}, "There is no report."),
        ([DAY], [DAY, DAY], None, {}, "There are 1 days of events and 2 of reports"),
        ([DAY, "NaT"], [DAY, DAY], None, {}, "The days of the events, position 2 is missing."),
        (
            [DAY, DAY],
            [DAY, DAY - 3],
            None,
            {},
            "Row 2 below the heading was reported on 2023-12-29, before it happened",
        ),
        (
            [DAY],
            [DAY],
            [DAY - 1],
            {},
            "Row 1 below the heading was removed on 2023-12-31, before it was reported",
        ),
        ([DAY], [DAY], [DAY, DAY], {}, "The days of removal must be 1 dates"),
        ([DAY], [DAY], None, {}, "There are 0 full months; at least 5 are needed"),
        (
            MONTHS,
            MONTHS + 9,
            None,
            {"max_delay": 9},
            "The longest delay is 9; with 11 full months it may be 1 to 8.",
        ),
        (
            MONTHS,
            MONTHS + 9,
            None,
            {"max_delay": 0},
            "The longest delay is 0; with 11 full months it may be 1 to 8.",
        ),
        (MONTHS, MONTHS + 9, None, {"kind": "year"}, "A period is day, week, month, quarter, not 'year'."),
        (MONTHS, MONTHS, None, {"today": date(2020, 1, 1)}, "Nothing was reported up to 2020-01-01."),
    ],
)
def test_what_cannot_be_used_is_said(
    happened: list[object],
    reported: list[object],
    removed: list[object] | None,
    more: dict[str, object],
    said: str,
) -> None:
    gone = None if removed is None else np.array(removed, dtype="datetime64[D]")
    event, report = (np.array(v, dtype="datetime64[D]") for v in (happened, reported))
    with pytest.raises(NowcastError) as refused:
        triangle_of_reports(event, report, gone, **more)  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value).startswith(said)


def test_plain_text_is_no_date() -> None:
    with pytest.raises(NowcastError, match="The days of the events must be a plain list of dates"):
        triangle_of_reports(["2024-01-01"], ["2024-01-01"])


SIX = MONTHS[:6]


@pytest.mark.parametrize(
    ("snapshot", "period", "count", "said"),
    [
        (SIX + 31, SIX, [1] * 5, "There are 6 snapshots, 6 periods and 5 counts"),
        (
            [DAY, DAY],
            [MONTHS[1], MONTHS[1] + 3],
            [1, 1],
            "names the period of 2023-02-04 more",
        ),
        ([DAY] * 12, MONTHS, [1] * 11 + [-1], "The counts, position 12: -1 is below 0"),
        (
            [DAY] * 11,
            MONTHS[:11],
            [1] * 11,
            "The snapshot of 2024-01-01 says nothing of the period of 2023-12-01",
        ),
    ],
)
def test_snapshots_that_cannot_be_used_are_refused(
    snapshot: Dates, period: Dates, count: list[int], said: str
) -> None:
    when = np.array(snapshot, dtype="datetime64[D]")
    with pytest.raises(ValueError, match=said):
        triangle_of_snapshot_counts(when, np.array(period, dtype="datetime64[D]"), count)


def test_an_identifier_twice_in_one_snapshot_is_named() -> None:
    with pytest.raises(
        NowcastError, match="Row 3 below the heading: b stands more than once in the snapshot of 2024"
    ):
        triangle_of_snapshot_rows(np.repeat(DAY, 3), MONTHS[:3], ["a", "b", "b"])
