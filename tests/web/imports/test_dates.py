"""Dates and times: read column by column, impossible ones held back, clock changes told."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.web.imports.files import incidents, of_rows, settings, told
from vapenvila.web.imports.engine.dates import ColumnSurvey, decide_order, parsed

ROW = "{n},{when},55.6,13.0,shot,0,1,"


def _rows(*whens: str) -> list[str]:
    return [ROW.format(n=n, when=when) for n, when in enumerate(whens, start=1)]


@pytest.mark.parametrize(
    "when",
    [
        "2024-01-05 21:30", "2024/01/05 21:30:00", "2024-01-05T21:30:00+01:00", "2024-01-05T20:30:00Z",
        "20240105 2130", "20240105T2130", "5 jan 2024 kl. "
                                          "21.30", "den 5 januari 2024 21:30", "Jan 5, 2024 9:30 PM",
        "January 5th, 2024 9:30 "
        "pm", "2024-01-05 21:30:00.000", "2024-1-5 21.30", "Fri, 5 Jan 2024 21:30:00 +0100",
    ],
)  # fmt: skip
def test_ways_of_writing_the_same_moment(tmp_path: Path, when: str) -> None:
    result = of_rows(tmp_path, f'1,"{when}",55.6,13.0,shot,0,1,')
    assert incidents(result)["occurred_from"][0] == datetime(2024, 1, 5, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("2019-02-30", "date_impossible"),
        ("1019-05-05", "date_too_early"),
        ("2031-01-01", "date_in_future"),
        ("soon", "date_unreadable"),
        ("", "date_missing"),
        ("2024-13-01 10:00", "date_impossible"),
        ("2024-01-05 25:10", "time_unreadable"),
    ],
)
@pytest.mark.acceptance("S11")
def test_an_impossible_date_holds_back_its_row_and_no_other(tmp_path: Path, when: str, code: str) -> None:
    result = of_rows(tmp_path, *_rows("2024-01-05 21:30", when))
    assert (3, code) in told(result)
    assert (result.report.incidents, result.report.held) == (1, 1)


def test_one_day_above_twelve_decides_the_order_of_the_whole_column(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows("03/04/2024", "25/12/2023"))
    assert result.report.date_orders == {"when": "dmy"}
    assert (0, "date_order_found_dmy") in told(result)
    assert incidents(result)["occurred_from"].dt.convert_time_zone(
        "Europe/Stockholm"
    ).dt.date().to_list() == [
        date(2024, 4, 3),
        date(2023, 12, 25),
    ]


@pytest.mark.parametrize(("zone", "order"), [("America/Chicago", "mdy"), ("Europe/Stockholm", "dmy")])
def test_when_no_value_decides_the_order_is_assumed_by_country_and_told(
    tmp_path: Path, zone: str, order: str
) -> None:
    result = of_rows(
        tmp_path, *_rows("03/04/2024", "05/06/2024"), mapping=settings(when__time_zone=zone, where={})
    )
    assert result.report.date_orders == {"when": order}
    assert (0, f"date_order_assumed_{order}") in told(result)


def test_a_column_that_mixes_both_orders_holds_back_every_date_that_can_be_read_both_ways(
    tmp_path: Path,
) -> None:
    result = of_rows(tmp_path, *_rows("25/12/2023", "24/12/2023", "12/25/2023", "03/04/2024"))
    assert (5, "date_order_mixed") in told(result)
    assert (4, "date_impossible") in told(result)
    assert (result.report.incidents, result.report.held) == (2, 2)


def test_a_stated_order_is_obeyed(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows("03/04/24"), mapping=settings(when__order="mdy"))
    assert incidents(result)["occurred_from"][0].date() == date(
        2024, 3, 3
    )  # local midnight is 23:00 the day before


def test_a_time_the_clock_skipped_is_read_as_if_it_had_not_been_moved(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows("2024-03-31 02:30", "2024-03-31 12:00"))
    assert (2, "time_in_gap") in told(result)
    assert incidents(result)["occurred_from"][0] == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)


def test_a_time_the_clock_showed_twice_becomes_the_interval_of_both(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows("2024-10-27 02:30", "2024-10-27 12:00"))
    assert (2, "time_twice") in told(result)
    row = incidents(result).row(0, named=True)
    assert row["occurred_from"] == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert row["occurred_to"] == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


def test_a_date_without_time_is_the_whole_day_also_when_the_clock_is_moved(tmp_path: Path) -> None:
    result = of_rows(tmp_path, *_rows("2024-03-31", "2024-10-27"))
    table = incidents(result)
    lengths = (table["occurred_to"] - table["occurred_from"]).to_list()
    assert lengths == [timedelta(hours=23, seconds=-1), timedelta(hours=25, seconds=-1)]


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("2130", 21, 30),
        ("930", 9, 30),
        ("21.30", 21, 30),
        ("9:30 PM", 21, 30),
        ("12:05 AM", 0, 5),
        ("5", 0, 5),
        ("21:30:00", 21, 30),
    ],
)
def test_time_in_a_column_of_its_own(tmp_path: Path, clock: str, hour: int, minute: int) -> None:
    header = "id,day,clock,lat,lon,type,dead,wounded,text\n"
    mapping = settings(when={"date": "day", "time": "clock", "time_zone": "UTC"})
    row = "{},2024-01-05,{},55.6,13.0,shot,0,1,"
    result = of_rows(
        tmp_path,
        row.format(1, clock),
        row.format(2, "2215"),
        row.format(3, ""),
        header=header,
        mapping=mapping,
    )
    table = incidents(result)
    assert table["occurred_from"][0] == datetime(2024, 1, 5, hour, minute, tzinfo=UTC)
    assert table["occurred_to"][2] - table["occurred_from"][2] == timedelta(days=1, seconds=-1)
    assert (4, "time_missing") in told(result)


def test_an_interval_that_ends_before_it_starts_is_held_back(tmp_path: Path) -> None:
    header = "id,a,b,lat,lon,type,dead,wounded,text\n"
    mapping = settings(when={"datetime": "a", "to": "b", "time_zone": "Europe/Stockholm"})
    result = of_rows(
        tmp_path,
        "1,2024-01-05 22:00,2024-01-06 07:00,55.6,13.0,shot,0,1,",
        "2,2024-01-05 22:00,2024-01-05 07:00,55.6,13.0,shot,0,1,",
        "3,2024-01-05 22:00,,55.6,13.0,shot,0,1,",
        header=header,
        mapping=mapping,
    )
    assert (3, "interval_backwards") in told(result)
    lengths = (incidents(result)["occurred_to"] - incidents(result)["occurred_from"]).to_list()
    assert lengths == [timedelta(hours=9), timedelta(0)]


@pytest.mark.parametrize(
    ("epoch", "value"),
    [("seconds", "1704486600"), ("milliseconds", "1704486600000"), ("excel", "45296.895833333")],
)
def test_moments_as_numbers(tmp_path: Path, epoch: str, value: str) -> None:
    zone = "UTC" if epoch != "excel" else "Europe/Stockholm"
    result = of_rows(tmp_path, *_rows(value, "x"), mapping=settings(when__epoch=epoch, when__time_zone=zone))
    assert incidents(result)["occurred_from"][0] == datetime(2024, 1, 5, 20, 30, tzinfo=UTC)
    assert (3, "date_unreadable") in told(result)


FORMATS = {"dmy": "%d/%m/%Y %H:%M:%S", "mdy": "%m/%d/%Y %H:%M:%S", "ymd": "%Y-%m-%d %H:%M:%S"}


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    moments=st.lists(st.datetimes(datetime(1951, 1, 1), datetime(2026, 1, 1)), min_size=1, max_size=30),  # noqa: DTZ001
    order=st.sampled_from(sorted(FORMATS)),
)
def test_every_date_is_read_back_in_the_order_the_column_proves(moments: list[datetime], order: str) -> None:
    texts = pl.Series([m.strftime(FORMATS[order]) for m in moments])
    survey = ColumnSurvey()
    survey.add(texts)
    decision = decide_order(survey, stated="auto", time_zone="Europe/Stockholm")
    assert decision.certainty != "mixed"
    proved = any(m.day > 12 for m in moments)
    if order != "ymd" and not proved:
        assert decision.certainty == "assumed"
        return
    read = parsed(texts, None, order=decision.order, century_pivot=27, long_digits=False, year_hint=None)
    assert read["day"].to_list() == [m.date() for m in moments]
    assert read["seconds"].to_list() == [m.hour * 3600 + m.minute * 60 + m.second for m in moments]


@hypothesis_settings(max_examples=60, deadline=None)
@given(moment=st.datetimes(datetime(1981, 1, 1), datetime(2025, 12, 31)))  # noqa: DTZ001
def test_local_time_becomes_the_same_universal_time_as_the_standard_library_gives(
    tmp_path_factory: pytest.TempPathFactory, moment: datetime
) -> None:
    moment = moment.replace(second=0, microsecond=0)
    result = of_rows(tmp_path_factory.mktemp("zone"), *_rows(moment.isoformat(" "), "2024-01-05 12:00"))
    wanted = moment.replace(tzinfo=ZoneInfo("Europe/Stockholm")).astimezone(UTC)
    assert incidents(result)["occurred_from"][0] == wanted
