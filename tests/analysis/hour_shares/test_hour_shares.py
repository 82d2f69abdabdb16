"""Shares of hours with intervals: a bootstrap done slowly, coverage, New York's shootings, and what cannot be used."""

import csv
import gzip

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from jsonschema import Draft7Validator
from scipy import stats

from tests.analysis.real_data import real_data
from vapenvila.analysis.hour_shares import HourShares, hour_shares
from vapenvila.analysis.small_counts import CountError
from vapenvila.analysis.wording import Language

MONDAY = np.datetime64("2026-11-16T00:00", "m")


def at(*minutes: int) -> np.ndarray:
    """Moments so many minutes after a Monday midnight."""
    return MONDAY + np.array(minutes, dtype="timedelta64[m]")


def test_drawing_incidents_and_their_moments_anew_gives_the_binomial_the_limits_are_of() -> None:
    rng = np.random.default_rng(4)
    begin = rng.integers(0, 7 * 1440, 120)
    length = np.where(rng.random(120) < 0.5, 0, rng.integers(1, 600, 120))
    found = hour_shares(at(*begin), at(*(begin + length)), level=0.9)
    shares = np.zeros((4000, 24))
    for draw in shares:  # an incident anew, and its minute anew within its interval
        chosen = rng.integers(0, 120, 120)
        minute = begin[chosen] + np.floor(rng.random(120) * np.maximum(length[chosen], 1)).astype(int)
        draw[:] = np.bincount(minute % 1440 // 60, minlength=24) / 120
    for hour, one in enumerate(found.by_hour):
        drawn, exact = np.rint(shares[:, hour] * 120), stats.binom(120, one.share)
        assert drawn.mean() == pytest.approx(exact.mean(), abs=5 * exact.std() / np.sqrt(4000))
        assert drawn.var() == pytest.approx(exact.var(), rel=0.15)
        for share, tail in ((one.low, exact.ppf(0.05)), (one.high, exact.ppf(0.95))):
            assert (
                abs(share * 120 - tail) <= 2.5
            )  # quantiles of whole counts, which exact limits go a little beyond


def test_limits_cover_the_true_share_as_often_as_they_promise() -> None:
    rng = np.random.default_rng(8)
    true = np.full(24, 0.7 / 23)
    true[23] = 0.3
    covered = []
    for _ in range(300):
        minute = rng.choice(24, 25, p=true) * 60 + rng.integers(0, 60, 25)
        shares = hour_shares(at(*minute), at(*minute)).by_hour
        covered.append([one.low <= share <= one.high for one, share in zip(shares, true, strict=True)])
    assert (
        np.mean(covered, axis=0).min() >= 0.93
    )  # 300 draws: three standard errors below 0.95 at the worst hour


def test_whole_counts_have_the_exact_limits_of_clopper_and_pearson() -> None:
    found = hour_shares(at(30, 40, 90, 200), at(30, 40, 90, 200))
    exact = stats.binomtest(2, 4).proportion_ci(0.95, method="exact")
    assert (found.by_hour[0].low, found.by_hour[0].high) == pytest.approx((exact.low, exact.high))
    nothing = stats.binomtest(0, 4).proportion_ci(0.95, method="exact")
    assert (found.by_hour[9].low, found.by_hour[9].high) == pytest.approx((0.0, nothing.high))
    everything = found.by_weekday[0]
    assert (everything.share, everything.high) == (1.0, 1.0)
    assert 0.3 < everything.low < 0.5


def test_shares_add_up_to_one_in_every_table() -> None:
    found = hour_shares(at(10, 100, 5000), at(10, 900, 30_000))
    for table, size in ((found.by_hour, 24), (found.by_weekday, 7), (found.by_week_hour, 168)):
        assert len(table) == size
        assert sum(one.share for one in table) == pytest.approx(1.0)


def test_without_a_busy_hour_chance_is_named_in_one_of_twenty_at_most() -> None:
    rng = np.random.default_rng(12)
    told = 0
    for _ in range(400):
        minute = rng.integers(0, 7 * 1440, 100)
        told += hour_shares(at(*minute), at(*minute)).p_value <= 0.05
    assert (
        told <= 32
    )  # binomial(400, 0.05): more in 1 of 200 runs, and Bonferroni takes less; the seed is fixed


def test_the_summary_tells_what_can_be_told() -> None:
    night = hour_shares(at(*[1380 + n for n in range(30)]), at(*[1380 + n for n in range(30)]))
    assert night.busiest == 23
    assert "The hour 23–00 has 100 % of them (95 % interval 88.4 to 100)" in night.summary()
    assert "p < 0.001" in night.summary()
    assert "p < 0,001" in night.summary("sv")
    dull = hour_shares(at(0, 60, 120), at(0, 60, 120))
    assert "can have so many by chance" in dull.summary()
    assert "With so few incidents (3)" in " ".join(dull.warnings())


def test_a_date_alone_tells_nothing_about_hours_and_that_is_said() -> None:
    found = hour_shares(at(0, 1440), at(1440, 2880))
    assert {round(one.share, 9) for one in found.by_hour} == {round(1 / 24, 9)}
    assert found.period == ("2026-11-16", "2026-11-17")
    assert "2 of 2 incidents have an interval of six hours or more" in " ".join(found.warnings())


def test_what_cannot_be_used_is_said() -> None:
    with pytest.raises(CountError, match="There are no incidents"):
        hour_shares(at(), at())
    with pytest.raises(CountError, match="Incident 2 ends at"):
        hour_shares(at(0, 90), at(0, 30))
    with pytest.raises(CountError, match="The level is 95"):
        hour_shares(at(0), at(0), level=95)


@pytest.fixture(scope="module")
def new_york() -> HourShares:
    path = real_data("A_incidents", "nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        moments = {
            row["INCIDENT_KEY"]: f"{row['OCCUR_DATE']}T{row['OCCUR_TIME']}" for row in csv.DictReader(file)
        }
    when = np.array(list(moments.values()), dtype="datetime64[m]")
    return hour_shares(when, when)


def test_new_york_shoots_at_night_and_at_the_weekend(new_york: HourShares) -> None:
    assert new_york.hours.n == 21_903
    assert new_york.busiest == 23
    assert new_york.by_hour[23].weight == 1834
    assert new_york.by_hour[8].share < 0.01
    assert new_york.by_weekday[6].share > 0.19
    assert new_york.to_dict()["period"] == ["2006-01-01", "2023-06-30"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_each_hour_with_its_limits(language: Language) -> None:
    found = hour_shares(at(30, 40, 90), at(30, 40, 90))
    chart = found.chart(definition="2", language=language)
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[0] for row in chart.rows] == [f"{hour:02d}" for hour in range(24)]
    assert chart.rows[0][1] == pytest.approx(66.666667)
    assert "n = 3" in chart.caption
