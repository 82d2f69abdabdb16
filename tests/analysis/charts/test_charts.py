"""Charts say the same as their tables, and nothing on them needs the network, eval or a background."""

import json
from collections.abc import Iterator
from datetime import date

import altair as alt
import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from jsonschema import Draft7Validator

from tests.analysis.charts.fields import fields_without_numbers
from vapenvila.analysis.charts import (
    ENGLISH,
    SWEDISH,
    Basis,
    Chart,
    ChartError,
    by_category,
    hour_weekday,
    per_month,
)
from vapenvila.analysis.charts.chart import BLUE, ORANGE, finished
from vapenvila.analysis.made_up_city import Size, make_city
from vapenvila.analysis.made_up_city.vocabulary import EVENT_TYPES
from vapenvila.analysis.small_counts import CountError, monthly_counts, week_hours

CITY = make_city(Size.TOWN, 1)
BASIS = Basis(CITY.first_day, CITY.last_day, "1.2")
MONTHS = monthly_counts(CITY.incidents.occurred_from, CITY.first_day, CITY.last_day)
VICTIMS = monthly_counts(CITY.incidents.occurred_from, CITY.first_day, CITY.last_day, CITY.incidents.dead)

SQUARED = monthly_counts(
    CITY.incidents.occurred_from, CITY.first_day, CITY.last_day, CITY.incidents.dead.astype(np.int64) ** 2
)


def all_charts(labels: dict[str, str]) -> list[Chart]:
    """One of each, of the same town."""
    incidents = CITY.incidents
    kinds = np.bincount(incidents.event_type, minlength=len(EVENT_TYPES))
    areas = np.bincount(incidents.area, minlength=len(CITY.areas))
    return [
        *per_month(
            MONTHS.month,
            MONTHS.counts,
            VICTIMS.counts,
            SQUARED.counts,
            BASIS,
            most_victims=int(CITY.incidents.dead.max()),
            labels=labels,
            covered=MONTHS.covered,
        ),
        by_category(EVENT_TYPES, kinds, BASIS, of="kind", labels=labels),
        by_category(CITY.areas.names, areas, BASIS, of="area", labels=labels, most=4),
        hour_weekday(week_hours(incidents.occurred_from, incidents.occurred_to), BASIS, labels=labels),
    ]


CHARTS = all_charts(dict(ENGLISH))


def everything_in(value: object) -> Iterator[object]:
    """All keys and values of nested JSON."""
    yield value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from everything_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from everything_in(inner)


def test_marks_with_numbers_of_their_own_are_refused() -> None:
    own = alt.Chart(alt.InlineData(values=[{"a": 1}])).mark_line().encode(x="a:Q")
    with pytest.raises(ChartError, match="numbers of their own"):
        finished(alt.LayerChart(layer=[own]), {"b": "B"}, [(1,)], "n = 1", 100)


def test_a_field_that_no_row_has_is_found() -> None:
    chart = finished(alt.Chart().mark_line().encode(x="a:Q"), {"b": "B"}, [(1,)], "n = 1", 100)
    assert fields_without_numbers(chart) == {"a"}


@pytest.mark.parametrize("chart", CHARTS, ids=["events", "victims", "kind", "area", "hours"])
def test_a_chart_holds_against_the_schema_of_vega_lite(chart: Chart) -> None:
    spec = {key: value for key, value in chart.spec.items() if key != "background"}  # null is Vega's "none"
    problems = list(Draft7Validator(Root._rootschema).iter_errors(spec))
    assert problems == []
    assert fields_without_numbers(chart) == set()


@pytest.mark.parametrize("chart", CHARTS, ids=["events", "victims", "kind", "area", "hours"])
def test_a_chart_fetches_nothing_evaluates_nothing_and_takes_the_width_it_is_given(chart: Chart) -> None:
    parts = [part for part in everything_in(chart.spec) if isinstance(part, str)]
    assert not {"url", "expr", "calculate", "signal", "transform", "href", "params"} & set(parts)
    assert not [
        part for part in parts if "://" in part and not part.startswith("https://vega.github.io/schema")
    ]
    assert chart.spec["width"] == "container"
    assert chart.spec["background"] is None
    assert "tooltip" in parts


@pytest.mark.parametrize("chart", CHARTS, ids=["events", "victims", "kind", "area", "hours"])
def test_the_table_holds_the_numbers_of_the_chart(chart: Chart) -> None:
    data = chart.spec["data"]
    assert isinstance(data, dict)
    assert [tuple(row.values()) for row in data["values"]] == list(chart.rows)
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert json.loads(json.dumps(chart.spec, allow_nan=False)) == chart.spec


@pytest.mark.parametrize("chart", CHARTS, ids=["events", "victims", "kind", "area", "hours"])
def test_the_caption_tells_n_period_and_definition(chart: Chart) -> None:
    n = VICTIMS.counts.sum() if chart.columns[1] == "Victims" else len(CITY.incidents)
    assert chart.caption.startswith(f"n = {n}, {CITY.first_day} to {CITY.last_day}. Definition 1.2.")
    assert chart.spec["description"] == chart.caption


def test_charts_are_drawn_without_a_background() -> None:
    vl_convert = pytest.importorskip("vl_convert")
    for chart in CHARTS:
        svg = vl_convert.vegalite_to_svg(json.dumps({**chart.spec, "width": 600}))
        assert 'fill="white"' not in svg
        assert "<path" in svg


def test_every_word_can_be_translated() -> None:
    assert set(ENGLISH) == set(SWEDISH)
    for chart, swedish in zip(CHARTS, all_charts(dict(SWEDISH)), strict=True):
        assert chart.columns != swedish.columns
        assert "till" in swedish.caption
        assert [row[1] for row in chart.rows] == [row[1] for row in swedish.rows]


def test_a_missing_label_is_named() -> None:
    labels = {key: word for key, word in ENGLISH.items() if key not in ("rate", "caption")}
    with pytest.raises(ChartError, match="rate, caption are missing"):
        all_charts(labels)


def test_incidents_and_victims_each_have_a_band() -> None:
    events, victims = CHARTS[:2]
    assert events.columns == (
        "Month",
        "Incidents",
        "Share of the month covered",
        "Rolling rate a month",
        "Lower limit",
        "Upper limit",
    )
    assert victims.columns == (events.columns[0], "Victims", *events.columns[2:])
    assert "several at a time" in victims.caption
    assert events.rows[10][3:] == (None, None, None)
    low, high = events.rows[11][4:]
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low < events.rows[11][3] < high  # type: ignore[operator]


def test_categories_run_from_most_to_fewest_with_the_rest_in_one() -> None:
    chart = by_category(["a", "b", "c", "d"], [1, 5, 2, 0], BASIS, of="kind", most=2)
    assert [row[:2] for row in chart.rows] == [("b", 5), ("c", 2), ("All others", 1)]
    assert chart.rows[0][2:] == (1.623, 11.668)


def test_a_programme_without_incidents_still_has_charts() -> None:
    month = np.array(["2026-01-01", "2026-02-01"], dtype="datetime64[D]")
    basis = Basis(date(2026, 1, 1), date(2026, 2, 28), "1.0")
    events, _ = per_month(month, [0, 0], [0, 0], [0, 0], basis, most_victims=0)
    assert events.rows[1][:4] == ("2026-02-01", 0, 1.0, 0.0)
    assert by_category([], [], basis, of="area").rows == ()
    nothing = np.array([], dtype="datetime64[m]")
    assert len(hour_weekday(week_hours(nothing, nothing), basis).rows) == 168


def test_numbers_that_do_not_fit_are_refused_with_a_sentence() -> None:
    month = np.array(["2026-01-01"], dtype="datetime64[D]")
    with pytest.raises(ChartError, match="1 months but 2 counts of Incidents"):
        per_month(month, [1, 2], [1, 2], [1, 4], BASIS, most_victims=2)
    with pytest.raises(ChartError, match="1 different names for 2 counts"):
        by_category(["a", "a"], [1, 2], BASIS, of="kind")
    with pytest.raises(ChartError, match="At least one category"):
        by_category(["a"], [1], BASIS, of="kind", most=0)
    with pytest.raises(CountError, match="Number, position 1"):
        by_category(["a"], [-1], BASIS, of="kind")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [BLUE, ORANGE])
def test_colours_stand_out_on_white_and_on_near_black(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 3.0
    assert (luminance(colour) + 0.05) / (luminance("#1b2434") + 0.05) >= 3.0
