"""Staggered roll-outs: R's numbers on mpdta and its simulations, a slow version, known effects, and refusals."""

import json
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.real_data import real_data, rows_of
from vapenvila.analysis.staggered_rollout import CohortPanel, RolloutError, cohort_panel, staggered_rollout
from vapenvila.analysis.staggered_rollout.aggregate import standard_errors, uniform_reach
from vapenvila.analysis.staggered_rollout.group_time import Controls, Estimator, group_time

SET = ("C_evaluation", "mpdta_minimum_wage")
SCENARIOS: list[tuple[str, Estimator, Controls, bool]] = [
    ("mpdta_nev_dr", "dr", "never", False),
    ("mpdta_nyt_dr", "dr", "notyet", False),
    ("mpdta_nev_ipw", "ipw", "never", False),
    ("mpdta_nev_reg_cov", "reg", "never", True),
]


@cache
def wages(with_population: bool) -> CohortPanel:
    rows = rows_of(real_data(*SET, "mpdta.csv"))
    return cohort_panel(
        [row["countyreal"] for row in rows],
        [int(row["year"]) for row in rows],
        [float(row["lemp"]) for row in rows],
        [float(row["first.treat"]) for row in rows],
        covariates={"lpop": [float(row["lpop"]) for row in rows]} if with_population else None,
    )


@pytest.mark.parametrize(("scenario", "estimator", "controls", "population"), SCENARIOS)
def test_every_number_of_rs_did_on_mpdta_is_reproduced(
    scenario: str, estimator: Estimator, controls: Controls, population: bool
) -> None:
    result = staggered_rollout(wages(population), estimator=estimator, controls=controls, draws=0)
    own = {one.label: one for one in result.effects}
    for row in rows_of(real_data(*SET, "ref_attgt.csv")):
        if row["scenario"] == scenario:
            one = own[f"{row['group']} {row['t']}"]
            assert one.effect == pytest.approx(float(row["att"]), abs=1e-9)
            assert one.error == pytest.approx(float(row["se"]), abs=1e-9)
    kinds = {"dynamic": result.event, "group": result.cohort, "calendar": result.calendar}
    for row in rows_of(real_data(*SET, "ref_aggte.csv")):
        if row["scenario"] != scenario:
            continue
        overall = result.simple if row["type"] == "simple" else kinds[row["type"]].overall
        assert overall.effect == pytest.approx(float(row["overall_att"]), abs=1e-9)
        assert overall.error == pytest.approx(float(row["overall_se"]), abs=1e-9)
        if row["type"] != "simple":
            one = next(one for one in kinds[row["type"]].each if one.label == row["egt"])
            assert (one.effect, one.error) == pytest.approx(
                (float(row["att_egt"]), float(row["se_egt"])), abs=1e-9
            )


@pytest.mark.published("staggered-roll-out")
def test_the_reference_numbers_of_mpdta() -> None:
    result = staggered_rollout(wages(False), draws=0)
    assert result.simple.effect == pytest.approx(-0.039951, abs=1e-6)
    assert result.event.overall.effect == pytest.approx(-0.077240, abs=1e-6)


@pytest.mark.parametrize("dataset", ["tp4_dyn", "tp8_dyn"])
@pytest.mark.parametrize("estimator", ["dr", "reg"])
@pytest.mark.parametrize("controls", ["never", "notyet"])
def test_rs_simulations_with_a_covariate_are_reproduced(
    dataset: str, estimator: Estimator, controls: Controls
) -> None:
    rows = rows_of(real_data(*SET, f"sim_{dataset}.csv"))
    panel = cohort_panel(
        [row["id"] for row in rows],
        [int(row["period"]) for row in rows],
        [float(row["Y"]) for row in rows],
        [float(row["G"]) for row in rows],
        covariates={"X": [float(row["X"]) for row in rows]},
    )
    found = group_time(panel, estimator, controls)
    errors = standard_errors(found.influence, panel.cluster)
    named = "nevertreated" if controls == "never" else "notyettreated"
    checked = 0
    for row in rows_of(real_data(*SET, "sim_ref_sim.csv")):
        if (row["dataset"], row["control"], row["est"]) == (dataset, named, estimator):
            at = np.flatnonzero((found.cohort == int(row["group"])) & (found.time == int(row["t"])))[0]
            assert found.effect[at] == pytest.approx(float(row["att"]), abs=1e-6)
            assert errors[at] == pytest.approx(float(row["se"]), abs=1e-6)
            checked += 1
    assert checked == len(found.effect)


def made_up(seed: int, units: int = 40, periods: int = 7, effect: float = 0.0) -> CohortPanel:
    """Units begin in period 4, 6 or never; `effect` is added for each from its start on."""
    rng = np.random.default_rng(seed)
    first = rng.permutation(np.resize([0, 4, 6], units))
    times = np.arange(1, periods + 1)
    Y = rng.normal(0, 1, (units, 1)) + 0.3 * times + rng.normal(0, 0.5, (units, periods))
    Y += effect * ((first[:, None] > 0) & (times >= first[:, None]))
    return cohort_panel(
        np.repeat(np.arange(units), periods).tolist(),
        np.tile(times, units),
        Y.ravel(),
        np.repeat(first, periods),
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["never", "notyet"]))
def test_the_slow_definition_gives_the_same(seed: int, controls: Controls) -> None:
    panel = made_up(seed)
    found = group_time(panel, "dr", controls)
    for g, t, effect in zip(found.cohort, found.time, found.effect, strict=True):
        base = g - 1 if t >= g else t - 1
        others = (panel.first == 0) | ((controls == "notyet") & (panel.first > t) & (panel.first != g))
        change = panel.Y[:, t - 1] - panel.Y[:, base - 1]
        assert effect == pytest.approx(change[panel.first == g].mean() - change[others].mean())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_standard_error_is_that_of_a_bootstrap_over_units_about(seed: int) -> None:
    panel = made_up(seed, units=60)
    own = staggered_rollout(panel, draws=0).simple.error
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(150):
        chosen = rng.integers(0, 60, 60)
        again = CohortPanel(panel.Y[chosen], panel.times, panel.first[chosen], panel.X[chosen], (),
                            panel.control[chosen], np.arange(60), 0)  # fmt: skip
        if set(again.cohorts) == {4, 6} and (again.first == 0).any():
            drawn.append(staggered_rollout(again, draws=0).simple.effect)
    assert own == pytest.approx(float(np.std(drawn)), rel=0.35)


def test_the_interval_holds_a_known_effect_as_often_as_promised() -> None:
    held = 0
    for seed in range(300):
        simple = staggered_rollout(made_up(seed, units=90, effect=-0.4), draws=0).simple
        held += simple.low <= -0.4 <= simple.high
    assert 0.91 <= held / 300 <= 0.985


def test_covariates_that_say_nothing_change_nothing_much() -> None:
    rng = np.random.default_rng(3)
    plain = made_up(3, units=200, effect=-0.5)
    noise = np.repeat(rng.normal(0, 1, (200, 1, 1)), 7, axis=1)
    dressed = CohortPanel(plain.Y, plain.times, plain.first, noise, ("x",), plain.control, plain.cluster, 0)
    for estimator in ("dr", "ipw", "reg"):
        with_x = staggered_rollout(dressed, estimator=estimator, draws=0)
        assert with_x.simple.effect == pytest.approx(
            staggered_rollout(plain, draws=0).simple.effect, abs=0.05
        )


def counts(seed: int, ratio: float, units: int = 120, kept_out: bool = False) -> CohortPanel:
    """Counts with levels by cohort and a shared wave; `ratio` from the start on."""
    rng = np.random.default_rng(seed)
    first = rng.permutation(np.resize([0, 5, 7], units))
    times = np.arange(1, 11)
    mean = np.exp(0.5 + 0.1 * first[:, None] + 0.2 * np.sin(times))
    mean = mean * np.where((first[:, None] > 0) & (times >= first[:, None]), ratio, 1.0)
    exposed = (first == 0) & (np.arange(units) % 4 == 0) if kept_out else np.zeros(units, bool)
    mean[exposed] *= np.where(times >= 5, 0.3, 1.0)
    Y = rng.poisson(mean * rng.gamma(4, 0.25, (units, 1)))
    return cohort_panel(
        np.repeat(np.arange(units), 10).tolist(),
        np.tile(times, units),
        Y.ravel(),
        np.repeat(first, 10),
        kept_out=np.repeat(exposed, 10),
    )


def test_the_poisson_variant_finds_a_known_ratio_as_often_as_promised() -> None:
    held = 0
    for seed in range(200):
        ratio = staggered_rollout(counts(seed, 0.6), estimator="poisson", draws=0).ratio
        assert ratio is not None
        held += ratio[1] <= 0.6 <= ratio[2]
    assert 0.90 <= held / 200 <= 0.99


def test_the_poisson_variant_with_one_cohort_is_the_ratio_of_ratios() -> None:
    rng = np.random.default_rng(1)
    Y = rng.poisson(5, (20, 4)).astype(float)
    first = np.repeat([0, 3], 10)
    panel = cohort_panel(
        np.repeat(np.arange(20), 4).tolist(), np.tile([1, 2, 3, 4], 20), Y.ravel(), np.repeat(first, 4)
    )
    result = staggered_rollout(panel, estimator="poisson", draws=0)
    own, other = Y[first == 3], Y[first == 0]
    expected = own[:, 2:].sum() / own[:, :2].sum() / (other[:, 2:].sum() / other[:, :2].sum())
    assert result.ratio is not None
    assert result.ratio[0] == pytest.approx(expected, rel=1e-6)
    assert result.before_p is None
    assert "times as many events" in result.summary()


def test_units_tied_to_treated_ones_can_be_kept_out_of_the_controls() -> None:
    kept_out = counts(2, 0.6, units=400, kept_out=True)
    used = CohortPanel(kept_out.Y, kept_out.times, kept_out.first, kept_out.X, (), np.ones(400, bool),
                       kept_out.cluster, 0)  # fmt: skip
    right, wrong = (staggered_rollout(p, estimator="poisson", draws=0).ratio for p in (kept_out, used))
    assert right is not None
    assert wrong is not None
    assert abs(right[0] - 0.6) < abs(wrong[0] - 0.6)
    assert (
        staggered_rollout(kept_out, draws=0).simple.effect != staggered_rollout(used, draws=0).simple.effect
    )


def test_clusters_of_one_are_units_and_clusters_of_twins_widen() -> None:
    panel = made_up(5, units=60)
    twice = CohortPanel(np.repeat(panel.Y, 2, 0), panel.times, np.repeat(panel.first, 2), np.repeat(panel.X, 2, 0),
                        (), np.ones(120, bool), np.repeat(np.arange(60), 2), 0)  # fmt: skip
    assert staggered_rollout(twice, draws=0).simple.error == pytest.approx(
        staggered_rollout(panel, draws=0).simple.error
    )


def test_limits_for_all_at_once_are_wider_and_repeatable() -> None:
    panel = made_up(5, units=60)
    first, second = staggered_rollout(panel, seed=3), staggered_rollout(panel, seed=3)
    assert first == second
    assert all(one.band_low < one.low and one.band_high > one.high for one in first.event.each)
    found = group_time(panel, "dr", "never")
    reach = uniform_reach(found.influence[:, :1], panel.cluster, 0.95, 4999, np.random.default_rng(1))
    assert reach == pytest.approx(1.96, abs=0.12)


def test_words_json_and_chart_come_in_both_languages() -> None:
    result = staggered_rollout(made_up(1, units=90, effect=-1.0))
    assert "more than chance alone usually gives" in result.summary()
    assert "mer än slumpen ensam brukar ge" in result.summary("sv")
    assert [row[0] for row in result.chart("sv").rows] == ["-4", "-3", "-2", "-1", "0", "1", "2", "3"]
    details = json.loads(json.dumps(result.to_dict(), allow_nan=False))["details"]
    assert {"group", "event", "calendar", "att_gt"} <= set(details)


def test_units_treated_from_the_first_period_are_left_out_and_said() -> None:
    panel = cohort_panel(list("AAABBBCCCDDD"), [1, 2, 3] * 4, np.arange(12.0) % 5, np.repeat([1, 2, 0, 0], 3))
    assert (panel.dropped, len(panel.Y)) == (1, 3)
    assert "left out" in staggered_rollout(panel, draws=0).warnings()[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcomes": [1.0, np.nan, *np.arange(7.0)]}, "A in 2 has no value"),
        ({"times": [1, 2, 2, 1, 2, 3, 1, 2, 3]}, "A in 2 occurs more than once"),
        ({"first_treated": [0, 2, 0] * 3}, "first treated period of A is not the same"),
        ({"first_treated": [0] * 9}, "No unit begins"),
        ({"first_treated": [1] * 9}, "No unit begins"),
        ({"kept_out": [1, 0, 0] * 3}, "mark of being kept out of A"),
    ],
)
def test_panels_that_cannot_be_used_get_a_sentence(change: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {
        "units": list("AAABBBCCC"),
        "times": [1, 2, 3] * 3,
        "outcomes": np.arange(9.0),
        "first_treated": np.repeat([0, 2, 3], 3),
    }
    given.update(change)
    with pytest.raises(RolloutError, match=sentence):
        cohort_panel(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_what_cannot_be_estimated_gets_a_sentence() -> None:
    none_never = cohort_panel(list("AAABBB"), [1, 2, 3] * 2, np.arange(6.0), np.repeat([2, 3], 3))
    with pytest.raises(RolloutError, match="No unit is never treated"):
        staggered_rollout(none_never)
    with pytest.raises(RolloutError, match="whole numbers of at least 0"):
        staggered_rollout(made_up(1), estimator="poisson")
    first = np.repeat([0, 0, 0, 0, 2, 2, 2, 2], 3)
    split = np.repeat([1.0, 2.0, 3.0, 4.0, 11.0, 12.0, 13.0, 14.0], 3)
    apart = cohort_panel(
        np.repeat(np.arange(8), 3).tolist(),
        [1, 2, 3] * 8,
        np.arange(24.0) % 7,
        first,
        covariates={"x": split},
    )
    with pytest.raises(RolloutError, match="apart for certain"):
        staggered_rollout(apart)
    with pytest.raises(RolloutError, match="too few units in cohort 2"):
        staggered_rollout(
            cohort_panel(
                list("AABB"), [1, 2] * 2, np.arange(4.0), [0, 0, 2, 2], covariates={"x": [1, 1, 2, 2]}
            )
        )
    quiet = cohort_panel(list("AAABBB"), [1, 2, 3] * 2, [1, 1, 1, 0, 0, 2], np.repeat([0, 3], 3))
    with pytest.raises(RolloutError, match="no events before its start"):
        staggered_rollout(quiet, estimator="poisson")
