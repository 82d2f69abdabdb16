"""Meta-analysis: a published example, limits that hold the truth when studies are few, and refusals."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.meta_analysis import MetaError, combine_effects
from vapenvila.analysis.meta_analysis.spread import between_studies, restricted_loglik

# G. A. Colditz et al. (1994), JAMA 271: cases and others with and without the BCG vaccine, thirteen trials.
TRIALS = [(4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
          (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
          (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825)]  # fmt: skip
NAMES = [f"Trial {number}" for number in range(1, 14)]
LOGS = [math.log(a / (a + b) / (c / (c + d))) for a, b, c, d in TRIALS]
ERRORS = [math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) for a, b, c, d in TRIALS]


@pytest.mark.published("meta-analysis")
def test_the_bcg_trials_are_reproduced() -> None:
    """As R's metafor prints them: τ² 0.3132, I² 92.22 %, Q 152.233, mean −0.7145, limits of τ² 0.1197 and 1.1115."""
    result = combine_effects(NAMES, LOGS, ERRORS, ratios=True)
    assert result.between == pytest.approx(0.3132, abs=1e-4)
    assert result.share == pytest.approx(0.9222, abs=1e-4)
    assert result.q == pytest.approx(152.2330, abs=1e-3)
    assert result.effect == pytest.approx(-0.7145, abs=1e-4)
    weights = [1 / (error**2 + result.between) for error in ERRORS]
    spread = sum(w * (effect - result.effect) ** 2 for w, effect in zip(weights, LOGS, strict=True))
    assert result.error == pytest.approx(math.sqrt(spread / 12 / sum(weights)))
    assert (result.low, result.high) == pytest.approx((-1.108, -0.321), abs=1e-3)
    assert result.between_limits == pytest.approx((0.1197, 1.1115), abs=2e-4)
    assert result.to_dict()["estimate"] == pytest.approx(0.4894, abs=1e-4)
    assert result.warnings()[1].startswith("The studies differ more")


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(0.0, 2.0))
def test_no_other_variance_is_likelier(k: int, seed: int, spread: float) -> None:
    rng = np.random.default_rng(seed)
    variances = rng.uniform(0.01, 0.5, k)
    effects = rng.normal(0, np.sqrt(variances + spread))
    best = restricted_loglik(effects, variances, np.array([between_studies(effects, variances)]))
    assert best >= restricted_loglik(effects, variances, np.linspace(0, 6, 400)).max() - 1e-9


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 8), st.integers(0, 10_000), st.floats(-3, 3))
def test_moving_every_effect_moves_the_mean_and_nothing_else(k: int, seed: int, by: float) -> None:
    rng = np.random.default_rng(seed)
    effects, errors = rng.normal(0, 1, k), rng.uniform(0.1, 1, k)
    names = [str(n) for n in range(k)]
    one, other = (combine_effects(names, (effects + move).tolist(), errors.tolist()) for move in (0.0, by))
    assert other.effect == pytest.approx(one.effect + by, abs=1e-5)
    assert other.between == pytest.approx(one.between, abs=1e-5)
    assert sum(study.weight for study in one.studies) == pytest.approx(1)
    assert one.between_limits[0] <= one.between_limits[1]


@pytest.mark.parametrize("k", [3, 6, 15])
def test_the_limits_hold_the_truth_as_often_as_promised(k: int) -> None:
    rng = np.random.default_rng(k)
    held = new = 0
    for _ in range(250):
        errors = rng.uniform(0.1, 0.4, k)
        effects = rng.normal(-0.3, np.sqrt(errors**2 + 0.04))
        result = combine_effects([str(n) for n in range(k)], effects.tolist(), errors.tolist())
        held += result.low <= -0.3 <= result.high
        assert result.new_study is not None
        new += result.new_study[0] <= rng.normal(-0.3, 0.2) <= result.new_study[1]
    assert held / 250 >= 0.93
    assert new / 250 >= 0.90


def test_studies_that_agree_are_pooled_as_fixed_ones() -> None:
    result = combine_effects(["A", "B", "C"], [0.5, 0.5, 0.5], [0.1, 0.2, 0.2])
    assert result.between == 0.0
    assert result.q == pytest.approx(0)
    assert result.error == pytest.approx(1 / math.sqrt(100 + 25 + 25))


def test_words_and_the_forest_come_in_both_languages() -> None:
    result = combine_effects(NAMES, LOGS, ERRORS, ratios=True)
    assert "Over 13 studies the mean effect is 0.49" in result.summary()
    assert "I en ny stad" in result.summary("sv")
    assert [row[0] for row in result.chart("sv").rows][-1] == "Alla tillsammans"
    json.dumps(result.to_dict("sv"), allow_nan=False)
    two = combine_effects(["A", "B"], [0.1, 0.9], [0.2, 0.2])
    assert two.new_study is None
    assert any("2 studies" in sentence for sentence in two.warnings())


@pytest.mark.parametrize(
    ("names", "effects", "errors", "sentence"),
    [
        (["A"], [1.0], [1.0], "There are 1 studies"),
        ([], [], [], "There are 0 studies"),
        (["A", "B"], [1.0, 2.0], [1.0, 0.0], "study B has effect 2 with standard error 0"),
        (["A", "B"], [float("nan"), 2.0], [1.0, 1.0], "of the study A is missing or not a number"),
        (["A", "A"], [1.0, 2.0], [1.0, 1.0], "study A occurs more than once"),
        (["A", "B"], [1.0, 2.0], [1.0], "2 names, 2 effects and 1 standard"),
    ],
)
def test_what_cannot_be_put_together_gets_a_sentence(
    names: list[str], effects: list[float], errors: list[float], sentence: str
) -> None:
    with pytest.raises(MetaError, match=sentence):
        combine_effects(names, effects, errors)
