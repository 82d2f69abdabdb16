"""Surveys of safety: a published survey, a slow version, coverage on made-up samples, and what cannot be used."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.safety_survey import (
    SurveyError,
    SurveyShare,
    Wave,
    area_shares,
    areas_chart,
    compare_waves,
    survey_share,
    waves_chart,
)

SAFE, UNSURE = (4, 5), (9,)


def raleigh(column: str) -> list[float]:
    rows = rows_of_file("D_survey", "raleigh_2018_safety", "raleigh_2018_perceived_safety.csv")
    return [float(row[column]) if row[column] else float("nan") for row in rows]


@pytest.mark.published("safety-survey")
def test_raleighs_share_of_safe_at_night_comes_out() -> None:
    share = survey_share(raleigh("safe_neighborhood_night"), yes=SAFE, dont_know=UNSURE)
    assert share.n == 661
    assert share.share == pytest.approx(492 / 661, abs=1e-12)
    assert share.low < 0.748 < share.high  # of all 1,010 asked, of whom the file has 674
    assert share.if_no <= share.share <= share.if_yes
    assert share.dont_know == sum(answer == 9 for answer in raleigh("safe_neighborhood_night"))


def test_raleighs_districts_are_drawn_towards_all_of_it() -> None:
    rows = rows_of_file("D_survey", "raleigh_2018_safety", "raleigh_2018_perceived_safety.csv")
    answers = [float(row["safe_neighborhood_night"] or "nan") for row in rows]
    shares = area_shares(answers, [row["district"] for row in rows], yes=SAFE, dont_know=UNSURE)
    for area in shares.areas:
        assert area.direct is not None
        assert abs(area.share - shares.whole.share) <= abs(area.direct.share - shares.whole.share) + 1e-12


def test_a_simple_random_sample_has_clopper_and_pearsons_interval_or_nearly() -> None:
    share = survey_share([1] * 30 + [0] * 70, yes=[1])
    exact = stats.binomtest(30, 100).proportion_ci(0.95, "exact")
    assert (share.low, share.high) == pytest.approx((exact.low, exact.high), abs=0.002)
    assert share.standard_error == pytest.approx(np.sqrt(0.3 * 0.7 / 99))


@pytest.mark.parametrize(("yes", "low", "high"), [(0, 0.0, 0.0711), (50, 0.9289, 1.0)])
def test_all_or_nobody_has_the_exact_one_sided_limit(yes: int, low: float, high: float) -> None:
    share = survey_share([1] * yes + [0] * (50 - yes), yes=[1])
    assert (share.low, share.high) == pytest.approx((low, high), abs=1e-4)


def slow_variance(codes: list[int], weights: list[float], strata: list[int], clusters: list[int]) -> float:
    total = sum(weights)
    share = sum(w * c for w, c in zip(weights, codes, strict=True)) / total
    variance = 0.0
    for stratum in sorted(set(strata)):
        sums: dict[int, float] = {}
        for code, weight, own, cluster in zip(codes, weights, strata, clusters, strict=True):
            if own == stratum:
                sums[cluster] = sums.get(cluster, 0.0) + weight * (code - share) / total
        m = len(sums)
        mean = sum(sums.values()) / m
        variance += m / (m - 1) * sum((each - mean) ** 2 for each in sums.values())
    return variance


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**31))
def test_the_variance_is_that_of_the_slow_version(seed: int) -> None:
    rng = np.random.default_rng(seed)
    strata = np.repeat([0, 1, 2], 20)
    clusters = np.tile(np.repeat(np.arange(5), 4), 3)
    codes, weights = rng.integers(0, 2, 60), rng.uniform(0.5, 3, 60)
    share = survey_share(codes, yes=[1], weights=weights, strata=strata, clusters=clusters)
    slow = slow_variance(codes.tolist(), weights.tolist(), strata.tolist(), clusters.tolist())
    assert share.standard_error**2 == pytest.approx(slow, abs=1e-15)
    assert share.freedom == 12


def test_the_interval_holds_the_truth_as_often_as_it_says_also_in_clusters() -> None:
    rng = np.random.default_rng(4)
    held = {"people": 0, "clusters": 0}
    for _ in range(600):
        people = survey_share(rng.random(150) < 0.75, yes=[1])
        held["people"] += people.low <= 0.75 <= people.high
        homes = np.repeat(rng.beta(7.5, 2.5, 30), 8)  # 30 places of 8 people, alike within a place
        asked = survey_share(rng.random(240) < homes, yes=[1], clusters=np.repeat(np.arange(30), 8))
        held["clusters"] += asked.low <= 0.75 <= asked.high
    assert held["people"] >= 0.94 * 600
    assert held["clusters"] >= 0.92 * 600


def test_to_forget_the_clusters_makes_an_interval_too_narrow() -> None:
    codes = np.repeat([1, 0, 1, 1, 0, 1], 20)
    alone = survey_share(codes, yes=[1])
    together = survey_share(codes, yes=[1], clusters=np.repeat(np.arange(6), 20))
    assert together.high - together.low > 2 * (alone.high - alone.low)
    assert any("as sure as" in said for said in together.warnings())


def test_a_part_of_the_sample_keeps_the_design_of_the_whole() -> None:
    codes, strata = [1, 0, 1, 0, 1, 1, 0, 1], [0, 0, 0, 0, 1, 1, 1, 1]
    among = [True, True, False, False, True, True, True, True]
    part = survey_share(codes, yes=[1], strata=strata, among=among)
    assert part.n == 6
    assert part.share == pytest.approx(4 / 6)


def test_what_is_left_empty_and_dont_know_are_kept_apart() -> None:
    share = survey_share([5, 4, 1, 9, 9, float("nan")], yes=SAFE, dont_know=UNSURE)
    assert (share.n, share.dont_know, share.missing) == (3, 2, 1)
    assert share.if_no == pytest.approx(2 / 5)
    assert share.if_yes == pytest.approx(4 / 5)
    assert "2 did not know" in share.summary()
    assert "2 visste inte" in share.summary("sv")
    assert "1 left the question empty and are not counted." in share.warnings()
    assert share.to_dict()["n"] == 3


def wave(name: str, method: str, yes: int, n: int = 1000) -> Wave:
    return Wave(name, method, survey_share([1] * yes + [0] * (n - yes), yes=[1]))


def test_waves_are_compared_and_never_across_a_change_of_method() -> None:
    changes = compare_waves([wave("2015", "old", 900), wave("2017", "new", 700), wave("2019", "new", 760)])
    assert [step.difference is None for step in changes.steps] == [True, False]
    assert changes.overall.earlier == "2017"
    assert changes.overall.difference == pytest.approx(0.06)
    expected = np.sqrt(0.7 * 0.3 / 999 + 0.76 * 0.24 / 999) * stats.norm.ppf(0.975)
    assert changes.overall.high == pytest.approx(0.06 + expected)
    assert "rose by 6" in changes.summary()
    assert "steg andelen med 6" in changes.summary("sv")
    assert any("2015 and 2017" in said for said in changes.warnings())


def test_small_samples_tell_no_change() -> None:
    changes = compare_waves([wave("2017", "new", 70, 100), wave("2019", "new", 76, 100)])
    assert "no change can be told from the chance of the samples" in changes.summary()
    assert changes.overall.p_value is not None
    assert changes.overall.p_value > 0.05
    down = compare_waves([wave("2017", "new", 760), wave("2019", "new", 600)])
    assert "down" in down.summary()


def test_a_newest_wave_by_a_new_method_is_compared_with_nothing() -> None:
    changes = compare_waves([wave("2015", "old", 700), wave("2017", "new", 700)])
    assert changes.overall.difference is None
    assert "nothing can be compared" in changes.summary()
    assert changes.to_dict()["estimate"] is None


def made_up_areas(rng: np.random.Generator, sizes: list[int]) -> tuple[list[int], list[str], list[float]]:
    truth = rng.beta(30, 10, len(sizes))
    answers = [int(a) for t, n in zip(truth, sizes, strict=True) for a in rng.random(n) < t]
    return answers, [f"area {k:02}" for k, n in enumerate(sizes) for _ in range(n)], list(truth)


def test_areas_that_borrow_strength_are_nearer_the_truth_than_their_own_answers() -> None:
    rng = np.random.default_rng(9)
    own, drawn, held, all_of_them = 0.0, 0.0, 0, 0
    for _ in range(60):
        answers, areas, truth = made_up_areas(rng, [6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 80, 100])
        shares = area_shares(answers, areas, yes=[1])
        for area, real in zip(shares.areas, truth, strict=True):
            assert area.direct is not None
            own += (area.direct.share - real) ** 2
            drawn += (area.share - real) ** 2
            held += area.low <= real <= area.high
            all_of_them += 1
    assert drawn < 0.6 * own
    assert 0.90 <= held / all_of_them <= 0.99


def test_an_area_without_answers_is_told_from_the_others_and_said_to_be() -> None:
    answers, areas, _ = made_up_areas(np.random.default_rng(3), [20, 20, 20, 1])
    shares = area_shares([*answers[:-1], 9], areas, yes=[1], dont_know=[9])
    assert shares.areas[-1].direct is None
    assert shares.areas[-1].high - shares.areas[-1].low > shares.areas[0].high - shares.areas[0].low
    assert any("1 areas have no answer" in said for said in shares.warnings())


def test_areas_are_given_by_name_and_never_by_rank() -> None:
    shares = area_shares([1, 0, 1, 1, 1, 0], ["c", "c", "a", "a", "b", "b"], yes=[1])
    assert [area.area for area in shares.areas] == ["a", "b", "c"]


def test_when_everybody_answers_alike_nothing_breaks() -> None:
    shares = area_shares([1] * 9, ["a", "b", "c"] * 3, yes=[1])
    assert [area.share for area in shares.areas] == [1.0, 1.0, 1.0]
    assert all(area.low < 1 for area in shares.areas)
    assert "None of 3 areas" in shares.summary()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_pictures_hold_the_same_numbers(language: str) -> None:
    assert language in ("en", "sv")
    changes = compare_waves([wave("2015", "old", 900), wave("2017", "new", 700), wave("2019", "new", 760)])
    drawn = waves_chart(changes, definition="1", language=language)  # type: ignore[arg-type]  # checked above
    assert [row[0] for row in drawn.rows] == ["2015", "2017", "2019"]
    assert "n = 3000" in drawn.caption
    shares = area_shares([1, 0, 1, 1, 1, 0], ["c", "c", "a", "a", "b", "b"], yes=[1])
    areas = areas_chart(shares, definition="1", language=language)  # type: ignore[arg-type]
    assert [row[4] for row in areas.rows] == [2, 2, 2]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("at least one", lambda: survey_share([], yes=[1])),
        (
            "Nobody answered with anything but don't know",
            lambda: survey_share([9, 9], yes=[1], dont_know=[9]),
        ),
        ("cannot mean both", lambda: survey_share([1, 0], yes=[1], dont_know=[1])),
        ("2 answers and 3 weights", lambda: survey_share([1, 0], yes=[1], weights=[1, 1, 1])),
        ("weights, position 2: 0 is not above 0", lambda: survey_share([1, 0], yes=[1], weights=[1, 0])),
        ("at least one code that means yes", lambda: survey_share([1, 0], yes=[])),
        ("2 answers and 1 marks", lambda: survey_share([1, 0], yes=[1], among=[True])),
        ("1 wave cannot be compared", lambda: compare_waves([wave("2015", "old", 5, 10)])),
        ("the same name", lambda: compare_waves([wave("2015", "old", 5, 10)] * 2)),
        ("2 areas have answers", lambda: area_shares([1, 0], ["a", "b"], yes=[1])),
        ("2 answers and 1 areas", lambda: area_shares([1, 0], ["a"], yes=[1])),
    ],
)
def test_what_cannot_be_used_is_said(said: str, wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(SurveyError, match=said):
        wrong()


def test_a_stratum_of_one_cluster_is_not_taken_for_certain() -> None:
    share = survey_share([1, 0, 1, 1], yes=[1], strata=[0, 0, 0, 1])
    assert isinstance(share, SurveyShare)
    assert share.standard_error > 0
