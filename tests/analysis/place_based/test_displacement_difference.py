"""The weighted displacement difference: the published example, its simulated spread, and the edges."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.analysis.place_based import PlaceError, displacement_by_period, displacement_difference

COUNT = st.integers(0, 400)
PAIR = st.tuples(COUNT, COUNT)


@pytest.mark.published("places-with-comparison")
def test_wheeler_and_ratcliffe_2018_is_reproduced() -> None:
    """Their table 2: estimate −118, variance 1568, Z −2.98, 95 % interval −196 to −40."""
    result = displacement_difference((207, 110), (308, 318), treated_ring=(178, 157), control_ring=(150, 140))
    assert result.estimate == -118
    assert result.error == pytest.approx(math.sqrt(1568))
    assert result.z == pytest.approx(-2.98, abs=0.005)
    assert (round(result.low), round(result.high)) == (-196, -40)
    assert (result.local, result.around) == (-107, -11)


def test_periods_of_unequal_length_are_put_on_one_scale() -> None:
    """Wheeler (2021): 100 and 50, 80 and 20 over two years and one: −20 with variance 115."""
    result = displacement_difference((80, 20), (100, 50), time_weights=(2, 1))
    assert result.estimate == -20
    assert result.error**2 == pytest.approx(115)


@given(PAIR, PAIR, PAIR, PAIR, st.floats(0.2, 5), st.floats(0.2, 5))
def test_turning_programme_and_comparison_around_turns_the_sign(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int], w: float, v: float
) -> None:
    forward = displacement_difference(a, b, treated_ring=c, control_ring=d, time_weights=(w, v))
    back = displacement_difference(b, a, treated_ring=d, control_ring=c, time_weights=(w, v))
    assert back.estimate == pytest.approx(-forward.estimate)
    assert back.error == pytest.approx(forward.error)
    slow = (a[1] / v - a[0] / w) - (b[1] / v - b[0] / w) + (c[1] / v - c[0] / w) - (d[1] / v - d[0] / w)
    assert forward.estimate == pytest.approx(slow, abs=1e-9)
    json.dumps(forward.to_dict(), allow_nan=False)


def test_the_interval_holds_the_truth_as_often_as_promised() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(2000):
        t0, t1, c0, c1 = rng.poisson([40, 25, 50, 50])
        result = displacement_difference((t0, t1), (c0, c1))
        held += result.low <= -15 <= result.high
    assert 0.935 < held / 2000 < 0.965


def test_nothing_at_all_gives_a_sentence() -> None:
    result = displacement_difference((0, 0), (0, 0))
    assert result.summary() == "There were no events at all: nothing can be compared."
    assert result.summary("sv").endswith("inget att jämföra.")
    assert result.to_dict()["p_value"] is None


def test_small_and_uneven_counts_are_said() -> None:
    warnings = " ".join(displacement_difference((3, 1), (40, 42)).warnings())
    assert "below 5" in warnings
    assert "3 and the comparison 40" in warnings
    assert "oberoende" in displacement_difference((3, 1), (40, 42)).warnings("sv")[0]


def test_each_sentence_has_its_case_and_the_chart_its_rows() -> None:
    assert "fewer than chance" in displacement_difference((90, 30), (90, 90)).summary()
    assert "more than chance" in displacement_difference((30, 90), (90, 90)).summary()
    assert "cannot be told" in displacement_difference((30, 28), (30, 31)).summary()
    ringed = displacement_difference((30, 28), (30, 31), treated_ring=(5, 5), control_ring=(6, 6))
    assert "runt omkring" in ringed.summary("sv")
    assert [row[0] for row in ringed.chart().rows][-1] == "Difference of changes"
    assert len(ringed.chart("sv").rows) == 5


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (((1, -2), (3, 4)), {}, "treated count after is -2"),
        (((1, 2.5), (3, 4)), {}, "whole number"),
        (((1, 2), (float("nan"), 4)), {}, "control count before is missing"),
        (((1, 2), (3, 4)), {"time_weights": (0, 1)}, "time before is 0"),
        (((1, 2), (3, 4)), {"treated_ring": (1, 2)}, "around neither"),
        (((1, 2), (3, 4)), {"level": 95}, "share between 0 and 1"),
    ],
)
def test_unusable_input_is_refused_with_a_sentence(
    arguments: tuple[tuple[float, float], tuple[float, float]],
    options: dict[str, object],
    sentence: str,
) -> None:
    with pytest.raises(PlaceError, match=sentence):
        displacement_difference(*arguments, **options)  # type: ignore[arg-type]  # wrong on purpose


def test_a_dispersion_multiplies_the_variance_and_one_leaves_everything() -> None:
    plain = displacement_difference((207, 110), (308, 318), treated_ring=(178, 157), control_ring=(150, 140))
    for dispersion in (1.0, 2.25):
        found = displacement_difference(
            (207, 110), (308, 318), treated_ring=(178, 157), control_ring=(150, 140), dispersion=dispersion
        )
        assert found.estimate == plain.estimate
        assert found.error == pytest.approx(plain.error * math.sqrt(dispersion))
        assert found.high - found.low == pytest.approx((plain.high - plain.low) * math.sqrt(dispersion))
        assert found.ratio_of_ratios is not None
        assert plain.ratio_of_ratios is not None
        assert math.log(found.ratio_of_ratios[2] / found.ratio_of_ratios[0]) == pytest.approx(
            math.log(plain.ratio_of_ratios[2] / plain.ratio_of_ratios[0]) * math.sqrt(dispersion)
        )


def by_month(seed: int, shape: float) -> dict[str, np.ndarray]:
    """Four areas over 60 months; levels wander from half-year to half-year, the more the smaller `shape`."""
    rng = np.random.default_rng(seed)
    names = ("treated", "control", "treated_ring", "control_ring")
    return {name: rng.poisson(np.repeat(rng.gamma(shape, 6.0 / shape, 10), 6)) for name in names}


def test_months_give_the_same_difference_with_the_spread_they_show() -> None:
    series = by_month(1, 3.0)
    found = displacement_by_period(series, 36)
    pairs = {name: (float(y[:36].sum()), float(y[36:].sum())) for name, y in series.items()}
    plain = displacement_difference(
        pairs["treated"],
        pairs["control"],
        treated_ring=pairs["treated_ring"],
        control_ring=pairs["control_ring"],
        time_weights=(36, 24),
    )
    assert found.estimate == pytest.approx(plain.estimate)
    assert found.error > 1.3 * plain.error
    assert found.p_value is not None
    assert (found.p_value < 0.05) == (found.low > 0.0 or found.high < 0.0)
    assert found.ratio_treated.e_test_p_value is None
    assert "Over 60 periods" in found.warnings()[0]
    assert "Över 60 perioder" in found.warnings("sv")[0]
    json.dumps(found.to_dict(), allow_nan=False)


def test_months_that_come_evenly_give_no_less_than_independent_counts_at_the_lower_level() -> None:
    even = {name: np.tile([4, 5], 24) for name in ("treated", "control")}
    found = displacement_by_period(even, 24)
    variance = sum(float(y.sum()) for y in even.values()) / 24**2
    assert found.high - found.low == pytest.approx(2 * 1.6449 * math.sqrt(variance), rel=1e-4)
    assert "no more than if incidents came independently" in found.warnings()[0]


@pytest.mark.parametrize(
    ("series", "start", "sentence"),
    [
        ({"treated": [1] * 24}, 12, "for the same periods"),
        ({"treated": [1] * 24, "control": [1] * 23}, 12, "for the same periods"),
        ({"treated": [1] * 24, "control": [1] * 24}, 0, "leaves 0 of 24"),
        ({"treated": [1] * 8, "control": [1] * 8}, 4, "at least 12 counts"),
        ({"treated": [1] * 24, "control": [1] * 24, "treated_ring": [1] * 24}, 12, "around neither"),
    ],
)
def test_months_that_cannot_be_compared_get_a_sentence(
    series: dict[str, list[int]], start: int, sentence: str
) -> None:
    with pytest.raises(PlaceError, match=sentence):
        displacement_by_period(series, start)
