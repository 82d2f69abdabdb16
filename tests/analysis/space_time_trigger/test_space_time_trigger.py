"""The model of triggered events in space and time: known truth, what must not pass for it, its words, and refusals."""

import csv
import gzip
from dataclasses import replace

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from jsonschema import Draft7Validator

from tests.analysis.real_data import real_data
from tests.analysis.space_time_trigger.made_up import DAYS, DELAY, SPREAD, Floats, made_up
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.self_exciting.window import window_of
from vapenvila.analysis.space_time_trigger import Triggered, space_time_trigger
from vapenvila.analysis.space_time_trigger.background_times import day_terms
from vapenvila.analysis.space_time_trigger.fitting import Limits, best_fit
from vapenvila.analysis.space_time_trigger.redrawn import dealt_out, drawn_from
from vapenvila.analysis.space_time_trigger.reflected import reflected
from vapenvila.analysis.space_time_trigger.town import Town
from vapenvila.analysis.wording import Language


@pytest.fixture(scope="module")
def told() -> Triggered:
    town = made_up(4, 450, 0.3)
    days = np.datetime64("2023-01-01") + town.days.astype(np.int64)
    last = str(np.datetime64("2023-01-01") + (DAYS - 1))
    return space_time_trigger(town.x, town.y, days, first="2023-01-01", last=last, draws=99, seed=1)


@pytest.fixture(scope="module")
def none() -> Triggered:
    town = made_up(5, 400, 0.0)
    return space_time_trigger(town.x, town.y, town.days, first=0, last=DAYS - 1, draws=99, seed=1)


def test_a_known_share_delay_and_spread_are_found(told: Triggered) -> None:
    true = made_up(4, 450, 0.3).followers / told.n
    assert told.interval[0] < true < told.interval[1]
    assert told.interval[1] - told.interval[0] < 0.2
    assert told.share == pytest.approx(true, abs=0.06)
    assert 0.6 * DELAY < told.fit.delay < 1.6 * DELAY
    assert 0.75 * SPREAD < told.fit.spread < 1.3 * SPREAD
    assert told.p_value == 0.01
    assert told.told
    assert "of them follow another nearby" in told.summary()
    assert "följer" in told.summary("sv")
    assert "not a cause" in told.warnings()[0]
    assert "Vedergällning är en läsning" in told.warnings("sv")[0]


def test_where_nothing_follows_hot_spots_and_single_addresses_do_not_pass_for_it(none: Triggered) -> None:
    assert none.interval[0] == 0.0
    assert none.interval[0] <= none.share <= none.interval[1] < 0.12
    assert none.p_value > 0.05
    assert not none.told
    assert "cannot be told from chance" in none.summary()
    assert "kan inte skiljas från slumpen" in none.summary("sv")
    assert any("400 events a share of a few in a hundred" in said for said in none.warnings())


def test_a_share_that_may_be_none_is_not_told_whatever_the_p_value(none: Triggered) -> None:
    some = replace(none.model, shares=np.linspace(0.0, 0.05, 99))
    never = replace(none.chance, gains=np.zeros(99))
    certain = replace(none, model=some, chance=never, fit=replace(none.fit, gain=9.0, share=0.02))
    assert certain.p_value == 0.01
    assert certain.interval[0] == 0.0
    assert not certain.told
    assert "how many cannot be told from none" in certain.summary()
    assert "kan inte skiljas från inga" in certain.summary("sv")


def small_town(seed: int = 6) -> tuple[Town, Floats, Floats, Floats]:
    made = made_up(seed, 200, 0.2)
    window = window_of(made.days, first=0, last=DAYS - 1)
    town = Town(window, 300.0, 25e6, day_terms("level", DAYS, 0.0), Limits((1.0, 30.0), (30.0, 300.0)))
    days = window.spread(window.days, np.random.default_rng(seed))
    return town, made.x[window.order], made.y[window.order], days


def test_a_drawn_town_keeps_background_events_at_their_places_and_draws_their_times() -> None:
    town, x, y, days = small_town()
    events, shares = town.placed(x, y, days)
    fit = replace(best_fit(events, town.limits), followers=0.0)
    drawn, _ = drawn_from(town, events, shares, fit, np.random.default_rng(1))
    places = set(zip(events.x.tolist(), events.y.tolist(), strict=True))
    assert set(zip(drawn.x.tolist(), drawn.y.tolist(), strict=True)) <= places
    assert len(drawn.x) == pytest.approx(fit.from_background.sum(), abs=4 * np.sqrt(len(x)) / 2)
    assert (np.diff(drawn.times) >= 0).all()
    assert len(set(np.floor(drawn.times).tolist()) & set(np.floor(days).tolist())) < len(drawn.x)
    every = replace(fit, from_background=np.ones(len(x)), followers=0.4)
    more, _ = drawn_from(town, events, shares, every, np.random.default_rng(2))
    assert len(more.x) == pytest.approx(len(x) / 0.6, rel=0.2)
    assert places < set(zip(more.x.tolist(), more.y.tolist(), strict=True))


def test_dealt_out_towns_have_the_same_places_and_days_and_nothing_that_follows() -> None:
    town, x, y, days = small_town()
    events, _ = town.placed(x, y, days)
    dealt = dealt_out(town, events, np.random.default_rng(1))
    assert sorted(dealt.x) == sorted(events.x)
    assert sorted(np.floor(dealt.times)) == sorted(np.floor(events.times))
    assert (np.diff(dealt.times) >= 0).all()
    assert dict(zip(dealt.x, dealt.by_place, strict=True)) == dict(
        zip(events.x, events.by_place, strict=True)
    )
    found = [best_fit(dealt_out(town, events, np.random.default_rng(s)), town.limits).gain for s in range(10)]
    assert best_fit(events, town.limits).gain > 2 * max(found)


def test_the_estimate_is_reflected_and_held_open_towards_chance() -> None:
    drawn = np.linspace(0.10, 0.20, 101)
    chance = np.linspace(0.0, 0.04, 101)
    sure = reflected(np.array(0.14), drawn, chance, level=0.95, may_be_none=False)
    assert (sure.low, sure.middle, sure.high) == pytest.approx((0.28 - 0.1975, 0.28 - 0.15, 0.28 - 0.1025))
    unsure = reflected(np.array(0.14), drawn, chance, level=0.95, may_be_none=True)
    assert (float(unsure.low), float(unsure.high)) == (0.0, float(sure.high))
    nothing = reflected(np.array(0.0), np.linspace(0.0, 0.05, 101), chance, level=0.95, may_be_none=True)
    assert (nothing.low, nothing.middle, nothing.high) == pytest.approx((0.0, 0.0, 0.039))
    huge = reflected(np.array(0.9), drawn, chance, level=0.95, may_be_none=False, largest=0.99)
    assert (float(huge.middle), float(huge.high)) == (0.99, 0.99)


def test_the_result_as_json(told: Triggered) -> None:
    answer = told.to_dict()
    details = answer["details"]
    assert isinstance(details, dict)
    assert (answer["method"], answer["n"], answer["seed"]) == ("space_time_trigger", told.n, 1)
    assert answer["estimate"] == told.share
    assert answer["period"] == ["2023-01-01", "2024-05-14"]
    assert details["background_in_time"] == "season"
    assert details["draws"] == 99
    low, high = details["mean_delay_bootstrap_interval"]
    assert low < told.fit.delay < high


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_rises_within_its_limits(told: Triggered, none: Triggered, language: Language) -> None:
    chart = told.chart(definition="2", language=language)
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    lines = np.array([row[1:] for row in chart.rows], dtype=float)
    assert (lines[:, 1] <= lines[:, 0]).all()
    assert (lines[:, 0] <= lines[:, 2]).all()
    assert lines[-1, 0] == pytest.approx(100 * told.share, abs=4)
    assert f"n = {told.n}, 2023-01-01" in chart.caption
    assert "2. " in chart.caption
    open_to_none = np.array([row[2] for row in none.chart(definition="2").rows], dtype=float)
    assert (open_to_none == 0.0).all()


def test_delays_and_spreads_at_the_edge_of_those_looked_for_are_pointed_out(told: Triggered) -> None:
    edged = replace(told, fit=replace(told.fit, delay=told.limits.delays[1], spread=told.limits.spreads[0]))
    said = " ".join(edged.warnings())
    assert "The mean delay lies at the edge" in said
    assert "The spread of followers in space lies at the edge" in said
    assert "at the edge" not in " ".join(told.warnings())


def test_the_same_seed_gives_the_same_answer_and_the_given_events_stay() -> None:
    town = made_up(7, 110, 0.2)
    kept = (town.x.copy(), town.days.copy())
    given = (town.x, town.y, town.days)
    one, two, other = (space_time_trigger(*given, draws=99, seed=s).to_dict() for s in (1, 1, 2))
    assert one == two
    assert one["details"] != other["details"]
    np.testing.assert_array_equal(town.x, kept[0])
    np.testing.assert_array_equal(town.days, kept[1])


def test_events_all_of_one_day_or_of_two_addresses_are_no_trouble() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 1000, (2, 120))
    one_day = space_time_trigger(x, y, np.full(120, 50.0), first=0, last=199, draws=99, seed=1)
    assert 0.0 <= one_day.interval[0] <= one_day.share <= one_day.interval[1] <= 1.0
    assert any("no upper limit" in said for said in one_day.warnings())
    one_day.to_dict()
    doors = rng.integers(0, 2, 120) * 400.0
    two_doors = space_time_trigger(
        doors, doors, rng.integers(0, 300, 120), first=0, last=299, bandwidth=200.0, draws=99, seed=1
    )
    assert two_doors.interval[0] == 0.0
    two_doors.chart(definition="1")


def test_events_entered_twice_are_pointed_out() -> None:
    town = made_up(8, 150, 0.0)
    x, y, days = (np.append(v, v[:5]) for v in (town.x, town.y, town.days))
    found = space_time_trigger(x, y, days, first=0, last=DAYS - 1, draws=99, seed=1)
    assert any("5 pairs have the same place and time" in said for said in found.warnings())


def test_a_year_of_brooklyns_shootings_shows_little_and_holds_none_in_its_interval() -> None:
    path = real_data("A_incidents", "nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        incidents = {row["INCIDENT_KEY"]: row for row in csv.DictReader(file)}
    rows = [
        row
        for row in incidents.values()
        if row["BORO"] == "BROOKLYN" and row["OCCUR_DATE"].startswith("2020")
    ]
    x, y = ([float(row[f"{axis}_COORD_CD"]) for row in rows] for axis in "XY")
    days = np.array([row["OCCUR_DATE"] for row in rows], dtype="datetime64[D]")
    found = space_time_trigger(x, y, days, first="2020-01-01", last="2020-12-31", draws=99, seed=1)
    assert found.n == 652
    assert found.bandwidth == pytest.approx(1223.3, abs=1.0)  # feet
    assert found.fit.share == pytest.approx(0.020, abs=0.005)
    assert found.fit.gain == pytest.approx(8.6, abs=2.0)
    assert found.interval[1] < 0.08
    assert "652 events, 2020-01-01 to 2020-12-31" in found.summary()


RNG = np.random.default_rng(2)
X, Y, T = RNG.uniform(0, 1000, 120), RNG.uniform(0, 1000, 120), RNG.integers(0, 300, 120).astype(float)


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        ((X[:99], Y[:99], T[:99]), {}, "99 events are too few to tell whether they trigger one another"),
        ((X[:0], Y[:0], T[:0]), {}, "0 events are too few"),
        ((X, Y[:9], T), {}, "There are 120 x, 9 y and 120 times"),
        ((np.append(X[1:], np.nan), Y, T), {}, "x, position 120 is missing or not a number."),
        ((np.full(120, 5.0), Y, T), {}, "All events have the same x"),
        ((X, Y, T), {"first": 10, "last": 400}, "events lie outside 10 to 400"),
        ((X, Y, T), {"delays": (9.0, 3.0)}, "they must rise from above 0"),
        ((X, Y, T), {"delays": (0.2, 3.0)}, "a mean delay below 1 day cannot be told"),
        ((X, Y, T), {"level": 2.0}, "The level is 2"),
        ((X, Y, T), {"draws": 20}, "20 draws cannot tell 5 %"),
        ((X, Y, T), {"bandwidth": 0.1}, "The bandwidth is 0.1; give one from"),
        ((X, Y, T), {"bandwidth": 5000.0}, "The bandwidth is 5000; give one from"),
        ((X, Y, T), {"spreads": (50.0, 50.0)}, "The spreads looked for are 50 to 50"),
        ((X, Y, T), {"spreads": (0.0, 50.0)}, "The spreads looked for are 0 to 50"),
        ((X, Y, T), {"seasons": "moon"}, "one of auto, level, trend, season, not 'moon'"),
    ],
)
def test_what_cannot_be_used_is_said(
    data: tuple[list[float], ...], more: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError) as refused:
        space_time_trigger(*data, **{"seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)
