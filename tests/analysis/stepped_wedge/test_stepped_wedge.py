"""Stepped wedges: a known ratio, doses, exposed groups, orders drawn anew, words, and what cannot be used."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.stepped_wedge.made_up_groups import made_up_groups, slow_two_way
from vapenvila.analysis.stepped_wedge import WedgeError, WedgePanel, stepped_wedge, wedge_panel
from vapenvila.analysis.stepped_wedge.dose import at_work
from vapenvila.analysis.stepped_wedge.permuted_steps import PermutedSteps
from vapenvila.analysis.stepped_wedge.two_way_poisson import usable


def test_the_interval_by_clusters_holds_a_known_ratio_as_often_as_promised() -> None:
    held = 0
    for seed in range(100):
        low, high = stepped_wedge(made_up_groups(seed, ratio=0.6), draws=0).limits
        assert low is not None
        assert high is not None
        held += low <= 0.6 <= high
    assert held >= 88


def test_the_interval_by_orders_holds_a_known_ratio_and_no_effect_is_seldom_called_one() -> None:
    held, wrong = 0, 0
    for seed in range(30):
        low, high = stepped_wedge(made_up_groups(seed, ratio=0.6), draws=199).limits
        held += (low or 0.0) <= 0.6 <= (high or math.inf)
        wrong += (stepped_wedge(made_up_groups(seed), draws=199).p_value or 1.0) <= 0.1
    assert held >= 25
    assert wrong <= 8


def test_one_number_is_that_of_the_regression_with_a_column_for_each_group_and_week() -> None:
    panel = made_up_groups(3, ratio=0.5, groups=12, weeks=25)
    use = usable(panel.Y, np.ones(panel.Y.shape, bool))
    coefficients, covariance = slow_two_way(panel.Y, panel.begun[None].astype(np.float64), use)
    result = stepped_wedge(panel, draws=0)
    assert result.per_dose.ratio == pytest.approx(math.exp(coefficients[0]), rel=1e-6)
    assert result.per_dose.log_error == pytest.approx(math.sqrt(covariance[0, 0]), rel=1e-4)
    assert result.ratio == pytest.approx(result.per_dose.ratio)
    assert result.fitted == pytest.approx(panel.Y[panel.begun].sum(), rel=1e-6)
    assert result.expected == pytest.approx(result.fitted / result.ratio)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.sampled_from(["step", "sum", "fade"]), st.floats(0.5, 30.0))
def test_a_dose_at_work_is_what_its_definition_says(seed: int, shape: str, half_life: float) -> None:
    dose = np.random.default_rng(seed).poisson(0.2, (4, 12)).astype(np.float64)
    found = at_work(dose, shape, half_life)  # type: ignore[arg-type]  # drawn from the three there are
    for g in range(4):
        for t in range(12):
            past = [(dose[g, s], t - s) for s in range(t + 1) if dose[g, s] > 0]
            slow = {
                "step": float(bool(past)),
                "sum": sum(given for given, _ in past),
                "fade": sum(given * 0.5 ** (ago / half_life) for given, ago in past),
            }[shape]
            assert found[g, t] == pytest.approx(slow)


def test_a_dose_that_fades_and_is_given_again_is_found() -> None:
    rng = np.random.default_rng(5)
    dose = (rng.poisson(0.04, (60, 80)) * (np.arange(60) % 3 > 0)[:, None]).astype(np.float64)
    work = at_work(dose, "fade", 10.0)
    Y = rng.poisson(2.0 * np.exp(-0.5 * work))
    panel = wedge_panel(
        np.repeat(np.arange(60), 80).tolist(), np.tile(np.arange(80), 60), Y.ravel(), dose.ravel()
    )
    result = stepped_wedge(panel, shape="fade", half_life=10.0, draws=99)
    assert result.per_dose.low <= math.exp(-0.5) <= result.per_dose.high
    assert {(one.shape, one.half_life) for one in result.by_shape} >= {
        ("fade", 10.0),
        ("fade", 13.0),
        ("sum", None),
    }
    assert result.ratio > result.per_dose.ratio


def test_orders_drawn_anew_are_what_a_loop_over_them_gives() -> None:
    panel = made_up_groups(2, ratio=0.5, groups=8, weeks=20)
    use = usable(panel.Y, np.ones(panel.Y.shape, bool))
    D = panel.begun.astype(np.float64)
    orders = np.array([np.random.default_rng(k).permutation(8) for k in range(50)])
    own = PermutedSteps(panel.Y, D, use, np.zeros((0, *D.shape)), orders)
    mean = panel.Y.sum(axis=1, keepdims=True) * panel.Y.sum(axis=0) / panel.Y.sum()
    drawn = []
    for order in [np.arange(8), *orders]:
        pulls = [float(((panel.Y - mean)[g] * (D[h] - D.mean(axis=0))).sum()) for g, h in enumerate(order)]
        drawn.append(sum(pulls) / math.sqrt(sum(pull**2 for pull in pulls)))
    below = sum(value <= drawn[0] + 1e-9 for value in drawn) / 51
    above = sum(value >= drawn[0] - 1e-9 for value in drawn) / 51
    assert own.tails(0.0) == pytest.approx((below, above))
    assert own.p_value() == pytest.approx(min(1.0, 2 * min(below, above)))


def test_the_limits_by_orders_are_where_the_ratio_begins_to_be_rejected() -> None:
    panel = made_up_groups(4, ratio=0.6, groups=14, weeks=30)
    use = usable(panel.Y, np.ones(panel.Y.shape, bool))
    orders = np.array([np.random.default_rng(k).permutation(14) for k in range(199)])
    steps = PermutedSteps(panel.Y, panel.begun.astype(np.float64), use, np.zeros((0, *panel.Y.shape)), orders)
    estimate = math.log(stepped_wedge(panel, draws=0).ratio)
    low, high = (steps.limit(estimate, 0.2, 0.9, side) for side in (-1, 1))
    assert low is not None
    assert high is not None
    assert low < estimate < high
    assert steps.tails(low)[1] > 0.05 >= steps.tails(low - 0.05)[1]
    assert steps.tails(high)[0] > 0.05 >= steps.tails(high + 0.05)[0]


TIES = tuple((g, (g + 7) % 40, "alliance" if g % 2 else "feud") for g in range(0, 40, 2))


def test_exposed_groups_are_kept_out_of_the_controls_and_a_spill_over_no_longer_misleads() -> None:
    tied = made_up_groups(8, ratio=0.6, spill_over=0.5, ties=TIES, groups=40, weeks=90)
    blind = WedgePanel(tied.Y, tied.dose, tied.groups, tied.times, tied.ties[:0], (), 0)
    right, wrong = stepped_wedge(tied, draws=0), stepped_wedge(blind, draws=0)
    assert abs(math.log(right.ratio / 0.6)) < abs(math.log(wrong.ratio / 0.6))
    assert right.used.exposed_groups == int(np.sum(tied.exposed().any(axis=1) & ~tied.begun[:, -1]))
    assert right.used.groups == 40 - right.used.exposed_groups
    assert "Kept out of the controls" in right.warnings()[0]
    assert wrong.used.exposed_groups == wrong.used.exposed_cells == 0


def test_a_spill_over_is_estimated_apart_by_kind_of_tie() -> None:
    ties = tuple((a, b, "alliance" if a % 2 else "feud") for a, b, _ in TIES)
    tied = made_up_groups(8, ratio=0.6, spill_over=0.5, ties=ties, groups=40, weeks=90)
    result = stepped_wedge(tied, exposed="apart", draws=0)
    assert [one.name for one in result.spill_over] == sorted(set(tied.kinds))
    for one in result.spill_over:
        assert one.low <= 0.5 <= one.high
        assert one.p < 0.05
    assert result.used.groups == 40
    assert f"Groups tied to them ({result.spill_over[0].name})" in result.summary()


def test_exposure_lasts_from_the_start_of_the_other_to_ones_own() -> None:
    dose = np.zeros((4, 6))
    dose[0, 2], dose[1, 4] = 1.0, 1.0
    panel = WedgePanel(np.ones((4, 6)), dose, tuple("ABCD"), np.arange(6), np.array([[0, 1], [2, 0], [2, 3]]),
                       ("feud", "alliance", "feud"), 0)  # fmt: skip
    assert panel.exposed().astype(int).tolist() == [[0] * 6, [0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 1, 1], [0] * 6]
    assert panel.exposed("feud")[2].tolist() == [False] * 6


def test_a_change_before_the_start_is_told() -> None:
    panel = made_up_groups(6, ratio=0.6, groups=60, weeks=80)
    begun = panel.begun
    soon = np.zeros(begun.shape, bool)
    for g in range(60):
        at = int(begun[g].argmax())
        soon[g, max(at - 8, 0) : at] = True
    more = WedgePanel(panel.Y + 2.0 * soon, panel.dose, panel.groups, panel.times, panel.ties, panel.kinds, 0)
    result = stepped_wedge(more, draws=0)
    assert result.before is not None
    assert result.before.low > 1.0
    assert "comparison is doubtful" in result.summary()
    assert "jämförelsen är tveksam" in result.summary("sv")


def test_words_json_and_chart_come_in_both_languages() -> None:
    result = stepped_wedge(made_up_groups(1, ratio=0.4), draws=199)
    assert "fewer than chance alone usually gives" in result.summary()
    assert "färre än slumpen ensam brukar ge" in result.summary("sv")
    assert "more than chance" in stepped_wedge(made_up_groups(1, ratio=2.5), draws=199).summary()
    assert "cannot be told from chance yet" in stepped_wedge(made_up_groups(1), draws=199).summary()
    details = json.loads(json.dumps(result.to_dict("sv"), allow_nan=False))["details"]
    assert details["averted_interval"][0] < details["averted"] < details["averted_interval"][1]
    assert [row[0] for row in result.chart("sv").rows][:3] == [
        "Som valt, efter turordningar",
        "För gott",
        "Ökande",
    ]
    assert result == stepped_wedge(made_up_groups(1, ratio=0.4), draws=199)


def test_few_orders_leave_an_end_open_and_say_so() -> None:
    dose = np.zeros((3, 8))
    dose[0, 4] = 1.0
    Y = np.array([[3, 2, 4, 3, 1, 0, 1, 1], [2, 3, 2, 3, 3, 2, 3, 2], [1, 2, 1, 2, 1, 2, 2, 1]], dtype=float)
    panel = WedgePanel(Y, dose, tuple("ABC"), np.arange(8), np.zeros((0, 2), np.int64), (), 0)
    result = stepped_wedge(panel, draws=99)
    assert None in result.limits
    assert "no end found" in result.summary()
    assert result.to_dict()["interval"] == list(result.limits)
    assert any("Too few orders" in warning for warning in result.warnings())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcomes": [1.0, np.nan, *np.ones(10)]}, "A in 2 has no value"),
        ({"outcomes": [1.0, 0.5, *np.ones(10)]}, "A in 2 has 0.5 events"),
        ({"outcomes": [1.0, -1.0, *np.ones(10)]}, "A in 2 has -1 events"),
        ({"dose": [0.0, -1.0, *np.zeros(10)]}, "A in 2 has -1 as dose"),
        ({"dose": [0.0] * 12}, "No group ever gets the programme"),
        ({"times": [1, 1, 3, *[1, 2, 3] * 3]}, "A in 1 occurs more than once"),
        ({"times": [1] * 12}, "There is one period"),
        ({"groups": list("AAAAAABBBBBB"), "times": [1, 2, 3, 4, 5, 6] * 2}, "There are 2 groups"),
    ],
)
def test_panels_that_cannot_be_used_get_a_sentence(change: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {
        "groups": list("AAABBBCCCDDD"),
        "times": [1, 2, 3] * 4,
        "outcomes": np.ones(12),
        "dose": [0.0, 1.0, 0.0] + [0.0] * 9,
    }
    given.update(change)
    with pytest.raises(WedgeError, match=sentence):
        wedge_panel(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_what_cannot_be_estimated_gets_a_sentence() -> None:
    panel = made_up_groups(1, groups=8, weeks=20)
    none = np.zeros((0, 2), np.int64)
    together = np.zeros(panel.dose.shape)
    together[:, 5] = 1.0
    with pytest.raises(WedgeError, match="must begin at different times"):
        stepped_wedge(WedgePanel(panel.Y, together, panel.groups, panel.times, none, (), 0))
    quiet = np.where(np.arange(8)[:, None] < 2, panel.Y, 0.0)
    with pytest.raises(WedgeError, match="Only 2 groups and"):
        stepped_wedge(WedgePanel(quiet, panel.dose, panel.groups, panel.times, none, (), 0))
    with pytest.raises(WedgeError, match="no finite effect"):
        stepped_wedge(WedgePanel(panel.Y * ~panel.begun, panel.dose, panel.groups, panel.times, none, (), 0))
    for wrong, sentence in (
        ({"shape": "wave"}, "no shape of a dose"),
        ({"shape": "fade", "half_life": 0.0}, "half-life is 0 periods"),
        ({"exposed": "in"}, "no way with exposed groups"),
        ({"draws": -1}, "draws is -1"),
        ({"lead": 0}, "lead 0"),
    ):
        with pytest.raises(WedgeError, match=sentence):
            stepped_wedge(panel, **wrong)


def test_ties_to_groups_that_are_not_there_are_counted() -> None:
    panel = made_up_groups(1)
    again = wedge_panel(
        np.repeat(panel.groups, 60).tolist(),
        np.tile(panel.times, 30),
        panel.Y.ravel(),
        panel.dose.ravel(),
        ties=[("G00", "G01"), ("G02", "elsewhere")],
    )
    assert (again.ties.tolist(), again.ties_outside) == ([[0, 1]], 1)
    assert any("1 ties name a group" in said for said in stepped_wedge(again, draws=0).warnings())
