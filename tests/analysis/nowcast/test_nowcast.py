"""The nowcast: published reserves, an exact distribution, made-up cities that know the answer, Philadelphia's files."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.analysis.nowcast.made_up_reports import made_up_reports
from tests.analysis.nowcast.slow_nowcast import chain_ladder_finals, remainder_chance
from vapenvila.analysis.made_up_city import Size
from vapenvila.analysis.nowcast import (
    NowcastError,
    ReportingTriangle,
    nowcast,
)
from vapenvila.analysis.nowcast.delays import Delays, changed_delays, learn_delays
from vapenvila.analysis.nowcast.future import MOST_WEIGHT, draw_finals, usual_level
from vapenvila.analysis.nowcast.triangle import not_reached
from vapenvila.analysis.small_counts import CountError
from vapenvila.analysis.wording import Language

# G. C. Taylor and F. R. Ashe (1983), "Second moments of estimates of outstanding claims", Journal of Econometrics 23, 37–61.
TAYLOR_ASHE = [
    [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
    [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
    [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
    [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
    [443160, 693190, 991983, 769488, 504851, 470639],
    [396132, 937085, 847498, 805037, 705960],
    [440832, 847631, 1131398, 1063269],
    [359480, 1061648, 1443370],
    [376686, 986608],
    [344014],
]


def triangle_from(
    added: Sequence[Sequence[float]], removed: Sequence[Sequence[float]] | None = None
) -> ReportingTriangle:
    """A triangle of full rows or of rows that end today; months from January 2020."""
    rows, delays = len(added), len(added[0])
    later = not_reached(rows, delays)
    came = np.where(later, np.nan, [[*row, *[0] * (delays - len(row))] for row in added])
    went = np.where(
        later, np.nan, np.zeros((rows, delays)) if removed is None else np.array(removed, dtype=float)
    )
    return ReportingTriangle(
        600 + np.arange(rows), "month", 0, np.cumsum(came - went, axis=1), came, went, False
    )


def poisson_triangle(level: float, shares: Sequence[float], rows: int, seed: int) -> ReportingTriangle:
    rng = np.random.default_rng(seed)
    return triangle_from(rng.poisson(level * np.array(shares), (rows, len(shares))).tolist())


SHARES = (0.5, 0.25, 0.15, 0.1)


@pytest.mark.published("nowcast")
def test_the_published_reserves_of_taylor_and_ashe_come_out() -> None:
    triangle = triangle_from(TAYLOR_ASHE)
    delays = learn_delays(triangle, window=10)
    paid = triangle.came_in[:, -1]
    reserves = paid / delays.came_in[triangle.ages] - paid
    # England and Verrall (2002): 18,680,856 in all; 94,634 for the second year and 4,625,811 for the last
    assert reserves.sum() == pytest.approx(18_680_856, abs=1)
    assert (reserves[1], reserves[-1]) == (pytest.approx(94_634, abs=1), pytest.approx(4_625_811, abs=1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(1, 30), min_size=4, max_size=4), min_size=5, max_size=12))
def test_without_removals_the_mean_is_the_slow_chain_ladders(added: list[list[int]]) -> None:
    triangle = triangle_from(added)
    delays = learn_delays(triangle, window=50)
    finals = triangle.came_in[:, -1] / delays.came_in[np.minimum(triangle.ages, 3)]
    cumulative = [[None if np.isnan(c) else float(c) for c in row] for row in triangle.known]
    assert finals == pytest.approx(chain_ladder_finals(cumulative))


def test_the_draws_follow_the_exact_distribution_where_there_is_one_delay() -> None:
    triangle = triangle_from([[4, 1], [6, 0], [3, 1], [5, 2], [4, 0], [7, 1], [2, 0], [5, 0]])
    delays = learn_delays(triangle, window=8)
    assert delays.late.spread.tolist() == [1.0]
    level = usual_level(triangle, delays)
    finals = draw_finals(triangle, delays, np.array([7]), 200_000, np.random.default_rng(1))[0]
    late, early = float(delays.late.moved[0]) + 0.5, float(delays.late.exposed[0]) + 0.5
    for count in range(5):
        exact = remainder_chance(count, known=5, shape=level.shape, rate=level.rate, late=late, early=early)
        assert (finals == 5 + count).mean() == pytest.approx(exact, abs=0.004)


def test_removals_are_foreseen_and_their_share_is_learnt() -> None:
    rng = np.random.default_rng(4)
    added = rng.poisson(200 * np.array([0.9, 0.1, 0.0]), (40, 3))
    gone = np.zeros_like(added)
    gone[:, 2] = rng.binomial(added[:, 0] + added[:, 1], 0.2)
    delays = learn_delays(triangle_from(added.tolist(), gone.tolist()), window=30)
    assert delays.out.moved[0] == 0
    assert delays.out.moved[1] / delays.out.exposed[1] == pytest.approx(0.2, abs=0.02)
    result = nowcast(triangle_from(added.tolist(), gone.tolist()), seed=1)
    newest = result.newest
    assert newest.share_known == pytest.approx(0.9 / 0.8, abs=0.04)
    assert newest.likely < newest.known
    assert newest.low < 0.8 * (added[-1, 0] + 20) < newest.high
    assert any("went out again" in said for said in result.warnings())


@pytest.mark.parametrize(
    ("size", "expected", "least", "most"), [(Size.CITY, 22_500, 0.92, 0.985), (Size.TOWN, None, 0.94, 1.0)]
)
def test_in_made_up_cities_the_interval_holds_what_became(
    size: Size, expected: float | None, least: float, most: float
) -> None:
    covered = looks = 0
    bias, reported = [], []
    for seed in range(10):
        reports = made_up_reports(size, seed, expected)
        result = nowcast(reports.triangle(today=date(2026, 10, 31), max_delay=3), seed=seed)
        newest = result.tested[0]
        covered, looks = covered + newest.covered, looks + newest.looks
        bias.append(newest.bias)
        reported.append(newest.bias_of_reported)
    assert looks == 240
    assert least <= covered / looks <= most
    assert abs(np.mean(bias)) < abs(np.mean(reported)) + 0.01


def test_a_fall_in_the_newest_month_is_not_drawn_back_to_the_old_level() -> None:
    added = np.random.default_rng(2).poisson(60 * np.array(SHARES), (36, 4))
    added[-1, 0] = 10  # where 30 are usual on the first look
    newest = nowcast(triangle_from(added.tolist()), seed=1).newest
    assert MOST_WEIGHT == 1.0
    assert newest.high < 60
    assert newest.low >= 10


def test_of_a_month_without_a_report_yet_the_level_before_tells() -> None:
    added = np.random.default_rng(3).poisson(4 * np.array((0.3, 0.3, 0.2, 0.2)), (36, 4))
    added[-1, 0] = 0
    result = nowcast(triangle_from(added.tolist()), seed=1)
    assert (result.newest.known, result.newest.low) == (0, 0)
    assert 0 < result.newest.expected < 4
    assert result.newest.high >= 4
    assert any("Nothing is known of the newest period yet" in said for said in result.warnings())


def test_where_all_reports_come_at_once_nothing_more_is_expected() -> None:
    result = nowcast(triangle_from([[9, 0, 0]] * 40), seed=1)
    assert (result.newest.known, result.newest.likely, result.newest.low, result.newest.high) == (9, 9, 9, 9)
    assert "it will most likely stay so" in result.summary()
    assert "så förblir det" in result.summary("sv")
    assert any("came no nearer" in said for said in result.warnings())
    late = nowcast(poisson_triangle(50, SHARES, 36, 8), seed=1)
    assert late.tested[0].error < late.tested[0].error_of_reported
    assert not any("came no nearer" in said for said in late.warnings())


def test_what_lies_before_the_window_does_not_count() -> None:
    new = poisson_triangle(50, SHARES, 40, 9).added[-20:, :].tolist()
    ones, others = ([[level, level, 0, level]] * 20 for level in (1, 70))
    learnt = [learn_delays(triangle_from([*old, *new]), window=12).late.moved for old in (ones, others)]
    assert learnt[0].tolist() == learnt[1].tolist()
    assert learnt[0].tolist() != learn_delays(triangle_from([*ones, *new]), window=30).late.moved.tolist()


def test_nowcasts_of_the_past_that_missed_are_counted_as_missed() -> None:
    result = nowcast(triangle_from([[50, 0, 0]] * 30 + [[50, 20, 0]] * 10), window=24, seed=1)
    assert (result.tested[0].looks, result.tested[1].looks) == (24, 24)
    assert result.tested[0].covered <= 22
    assert result.tested[0].bias_of_reported == pytest.approx(-20 * 8 / 24)


def test_slower_and_faster_delays_are_pointed_out() -> None:
    rng = np.random.default_rng(6)
    for later, said in (
        ((0.3, 0.3, 0.2, 0.2), "reports take longer now"),
        ((0.9, 0.06, 0.03, 0.01), "reports come sooner now"),
    ):
        added = rng.poisson(80 * np.array(SHARES), (36, 4))
        added[-5:] = rng.poisson(80 * np.array(later), (5, 4))
        warnings = nowcast(triangle_from(added.tolist()), seed=1).warnings()
        assert any(said in warning and "Over the last 6 periods" in warning for warning in warnings)


def test_unchanged_delays_are_seldom_called_changed() -> None:
    called = sum(
        changed_delays(triangle, learn_delays(triangle, 24)) is not None
        for triangle in (poisson_triangle(40, SHARES, 36, seed) for seed in range(300))
    )
    assert called <= 9  # binomial(300, 0.01): more in about 1 of 1,000 runs, and the seeds are fixed


def spread_of(added: Sequence[Sequence[float]]) -> Delays:
    return learn_delays(triangle_from(added), window=50)


def test_batches_make_the_interval_wider() -> None:
    rng = np.random.default_rng(7)
    single = rng.poisson(100 * np.array(SHARES), (36, 4))
    batches = 5 * rng.poisson(20 * np.array(SHARES), (36, 4))
    assert max(spread_of(single.tolist()).late.spread) < 1.5
    assert max(spread_of(batches.tolist()).late.spread) > 3
    narrow, wide = (nowcast(triangle_from(a.tolist()), seed=1).newest for a in (single, batches))
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    triangle = poisson_triangle(50, SHARES, 36, 8)
    answers = [nowcast(triangle, seed=seed).to_dict()["details"] for seed in (4, 4, 5)]
    assert answers[0] == answers[1]
    assert answers[0] != answers[2]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=6, max_size=30), st.integers(1, 30)
)
def test_small_and_empty_counts_give_a_number_or_a_sentence(added: list[list[int]], window: int) -> None:
    triangle = triangle_from(added)
    if window < 3 or learn_delays(triangle, window).lacking is not None:
        with pytest.raises(NowcastError, match=r"The window is|Only \d+ (periods|reports)"):
            nowcast(triangle, window=window, draws=200, seed=1)
        return
    result = nowcast(triangle, window=window, draws=200, seed=1)
    for one in result.periods:
        assert one.known <= one.low <= one.likely <= one.high
    assert all(isinstance(part, float) for part in result.to_dict()["interval"] or ())  # type: ignore[union-attr]  # two numbers


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"window": 2}, "The window is 2 periods and the draws 2000; give at least 3 and 200."),
        ({"draws": 10}, "The window is 24 periods and the draws 10; give at least 3 and 200."),
    ],
)
def test_settings_that_cannot_be_used_are_refused(more: dict[str, int], said: str) -> None:
    with pytest.raises(NowcastError) as refused:
        nowcast(poisson_triangle(50, SHARES, 36, 8), **more)  # type: ignore[arg-type]  # whole numbers by name
    assert str(refused.value) == said


def test_too_few_periods_or_reports_are_refused_with_their_number() -> None:
    with pytest.raises(NowcastError, match="Only 2 periods of the window were seen at delay 3"):
        nowcast(poisson_triangle(50, SHARES, 5, 8))
    with pytest.raises(
        NowcastError, match="Only 0 reports lie in the window of 24 periods; at least 5 are needed"
    ):
        nowcast(triangle_from([[0, 0, 0]] * 30))
    with pytest.raises(CountError, match="The level is 95"):
        nowcast(poisson_triangle(50, SHARES, 36, 8), level=95)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_shows_known_likely_and_interval(language: Language) -> None:
    result = nowcast(poisson_triangle(50, SHARES, 36, 8), seed=1)
    chart = result.chart(language)
    spec = {
        key: value for key, value in chart.spec.items() if key != "background"
    }  # null there is Vega-Lite's own
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []
    assert [row[1:5] for row in chart.rows] == [
        (one.known, one.likely, one.low, one.high) for one in result.periods
    ]
    assert f"n = {result.n}" in chart.caption


def test_periods_have_names_people_use() -> None:
    assert (
        "For December 2022 the number known on 2022-12-31 is"
        in nowcast(poisson_triangle(50, SHARES, 36, 8), seed=1).summary()
    )
    assert "För december 2022 är det antal" in nowcast(poisson_triangle(50, SHARES, 36, 8), seed=1).summary(
        "sv"
    )
