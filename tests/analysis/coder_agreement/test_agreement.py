"""Agreement between coders: slow versions, what must hold of any judgements, and coverage."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.analysis.coder_agreement.made_up import drawn, from_columns, from_table
from vapenvila.analysis.coder_agreement import (
    Agreement,
    Codings,
    coder_agreement,
    codings,
)
from vapenvila.analysis.coder_agreement.chance_corrected import (
    Weights,
    alpha,
    alpha_influence,
    disagreement_weights,
    kappa,
    kappa_influence,
)
from vapenvila.analysis.coder_agreement.pair_tables import coincidences, pairs_of_two


def agreement(judged: Codings, weights: Weights = "none") -> Agreement:
    return coder_agreement(judged, weights=weights, rng=np.random.default_rng(1), resamples=100)


def slow_kappa(pairs: list[tuple[int, int]], q: int, weights: Weights) -> float:
    """By its definition: disagreement of the pairs over that of every first judgement with every second."""

    def apart(a: int, b: int) -> float:
        step = abs(a - b) / (q - 1)
        return {"none": float(a != b), "linear": step, "quadratic": step**2}[weights]

    seen = sum(apart(a, b) for a, b in pairs) / len(pairs)
    thrown = [apart(a, b) for (a, _), (_, b) in itertools.product(pairs, pairs)]
    return 1 - seen / (sum(thrown) / len(thrown))


def slow_alpha(judged: Codings, ordered: bool) -> float:
    """By its definition: within units over among all judgements, each pair of different judgements once."""
    units = [[c for c in row if c >= 0] for row in judged.codes.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    every = [c for unit in units for c in unit]

    def apart(a: int, b: int) -> float:
        if not ordered:
            return float(a != b)
        low, high = min(a, b), max(a, b)
        between = sum(low < c < high for c in every) + (every.count(low) + every.count(high)) / 2
        return 0.0 if a == b else float(between**2)

    seen = sum(
        apart(unit[i], unit[j]) / (len(unit) - 1)
        for unit in units
        for i, j in itertools.permutations(range(len(unit)), 2)
    ) / len(every)
    thrown = [apart(every[i], every[j]) for i, j in itertools.permutations(range(len(every)), 2)]
    return 1 - seen / (sum(thrown) / len(thrown))


JUDGEMENTS = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=25)


@settings(max_examples=80, deadline=None)
@given(JUDGEMENTS, st.sampled_from(["none", "linear", "quadratic"]))
def test_kappa_is_that_of_the_slow_version(rows: list[list[int]], weights: Weights) -> None:
    assume(len({value for row in rows for value in row}) > 1)
    judged = from_columns(*(" ".join(str(row[c]) for row in rows) for c in (0, 1)), order=list("0123"))
    found = agreement(judged, weights).kappa
    assert found is not None
    assert found.value == pytest.approx(slow_kappa([(a, b) for a, b in rows], 4, weights))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("0123*"), min_size=4, max_size=4), min_size=2, max_size=10),
    st.booleans(),
)
def test_alpha_is_that_of_the_slow_version_whoever_is_missing(rows: list[list[str]], ordered: bool) -> None:
    several = [row for row in rows if sum(value != "*" for value in row) > 1]
    assume(len({value for row in several for value in row} - {"*"}) > 1)
    columns = [" ".join(row[c] for row in rows) for c in range(4)]
    judged = from_columns(*columns, order=list("0123") if ordered else None)
    assert agreement(judged).alpha.value == pytest.approx(slow_alpha(judged, ordered))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from(["none", "linear", "quadratic"]), st.booleans())
def test_influence_is_how_the_coefficient_moves_when_a_unit_weighs_a_little_more(
    seed: int, weights: Weights, ordered: bool
) -> None:
    judged = drawn(np.random.default_rng(seed), cases=12, kappa=0.4, shares=[0.4, 0.4, 0.2], ordered=True)
    pairs, several, v = pairs_of_two(judged), coincidences(judged), disagreement_weights(3, weights)
    assume(np.isfinite(kappa(pairs.sum(axis=0), v)))
    little = 1e-6
    by_kappa, by_alpha = kappa_influence(pairs, v), alpha_influence(several, ordered=ordered)
    for unit in range(3):
        more = np.ones((12, 1, 1))
        more[unit] += little
        moved = kappa((pairs * more).sum(axis=0), v) - kappa(pairs.sum(axis=0), v)
        assert moved / little == pytest.approx(by_kappa[unit], abs=2e-4)
        moved = alpha((several * more).sum(axis=0), ordered=ordered) - alpha(
            several.sum(axis=0), ordered=ordered
        )
        assert moved / little == pytest.approx(by_alpha[unit], abs=2e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31))
def test_names_of_categories_and_the_order_of_rows_change_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    judged = drawn(rng, cases=15, kappa=0.5, shares=[0.5, 0.3, 0.2])
    rows = [(u, c, int(judged.codes[i, c])) for i, u in enumerate(judged.units) for c in (0, 1)]
    rng.shuffle(rows)
    renamed = codings(*zip(*((u, c, "zxy"[value]) for u, c, value in rows), strict=True))
    one, other = agreement(judged), agreement(renamed)
    assert one.kappa is not None
    assert other.kappa is not None
    assert one.kappa.value == pytest.approx(other.kappa.value, nan_ok=True)
    assert one.alpha.value == pytest.approx(other.alpha.value, nan_ok=True)
    assert one.same.value == other.same.value


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 3))
def test_limits_hold_the_estimate_and_stay_in_range(seed: int, sides: int) -> None:
    judged = drawn(
        np.random.default_rng(seed), cases=12, kappa=0.6, shares=[0.5, 0.3, 0.2], sides=sides, alike=0.5
    )
    for found in (agreement(judged).kappa, agreement(judged).alpha, agreement(judged).same):
        assert found is not None
        if found.interval is not None:
            low, high = found.interval
            assert found.value is not None
            assert -1 <= low <= found.value <= high <= 1


def test_kappa_of_two_who_disagree_far_is_lower_when_distance_counts() -> None:
    near = from_table([[8, 2, 0], [2, 8, 2], [0, 2, 8]], order=[0, 1, 2])
    far = from_table([[8, 0, 2], [2, 8, 2], [2, 0, 8]], order=[0, 1, 2])
    for judged, above in ((near, True), (far, False)):
        plain, weighted = agreement(judged).kappa, agreement(judged, "quadratic").kappa
        assert plain is not None
        assert weighted is not None
        assert plain.value is not None
        assert weighted.value is not None
        assert (weighted.value > plain.value) is above


@pytest.mark.parametrize(
    ("cases", "kappa_is", "shares", "sides"),
    [
        (25, 0.6, [0.6, 0.4], 1),
        (40, 0.6, [0.35, 0.25, 0.25, 0.15], 2),
        (40, 0.85, [0.6, 0.4], 1),
        (60, 0.3, [0.7, 0.15, 0.1, 0.05], 2),
    ],
)
def test_the_interval_holds_a_known_kappa_as_often_as_it_says(
    cases: int, kappa_is: float, shares: list[float], sides: int
) -> None:
    rng = np.random.default_rng(11)
    held = drawn_held = told = 0
    for _ in range(300):
        judged = drawn(rng, cases=cases, kappa=kappa_is, shares=shares, sides=sides, alike=0.5)
        found = coder_agreement(judged, rng=rng, resamples=300).kappa
        assert found is not None
        assert found.interval is not None
        held += found.interval[0] <= kappa_is <= found.interval[1]
        if found.drawn_low is not None and found.drawn_high is not None:
            told += 1
            drawn_held += found.drawn_low <= kappa_is <= found.drawn_high
    assert held >= 0.92 * 300
    assert drawn_held >= 0.89 * told


def test_the_normal_interval_on_the_plain_scale_would_hold_it_too_seldom() -> None:
    rng, ours, plain = np.random.default_rng(12), 0, 0
    for _ in range(400):
        found = coder_agreement(
            drawn(rng, cases=25, kappa=0.85, shares=[0.6, 0.4]), rng=rng, resamples=1
        ).kappa
        assert found is not None
        assert found.value is not None
        assert found.interval is not None
        ours += found.interval[0] <= 0.85 <= found.interval[1]
        plain += abs(found.value - 0.85) <= 1.96 * (found.error or 0.0)
    assert ours >= 0.93 * 400
    assert plain < 0.88 * 400


def test_to_take_two_sides_of_one_incident_for_two_incidents_makes_an_interval_too_narrow() -> None:
    judged = drawn(np.random.default_rng(3), cases=40, kappa=0.5, shares=[0.5, 0.5], sides=2, alike=1.0)
    apart = Codings(judged.units, judged.coders, judged.categories, judged.codes, np.arange(80), False)
    together, taken_apart = agreement(judged).kappa, agreement(apart).kappa
    assert together is not None
    assert taken_apart is not None
    assert together.value == pytest.approx(taken_apart.value)
    assert together.error is not None
    assert taken_apart.error is not None
    assert together.error > 1.3 * taken_apart.error


def test_each_category_says_how_often_it_is_said_again() -> None:
    found = agreement(from_table([[20, 5, 0], [3, 10, 2], [0, 2, 8]]))
    again = {c.category: c.again for c in found.by_category}
    assert again == {
        0: pytest.approx(2 * 20 / (25 + 23)),
        1: pytest.approx(2 * 10 / (15 + 17)),
        2: pytest.approx(2 * 8 / (10 + 10)),
    }
    assert [c.used for c in found.by_category] == [48, 32, 20]


def test_a_category_alone_has_the_kappa_of_yes_and_no() -> None:
    judged = from_table([[20, 5, 0], [3, 10, 2], [0, 2, 8]])
    alone = agreement(judged).by_category[0].coefficient
    yes_no = agreement(from_table([[20, 5], [3, 22]])).kappa
    assert yes_no is not None
    assert alone.value == pytest.approx(yes_no.value)


def test_the_same_seed_gives_the_same_bootstrap() -> None:
    judged = from_table([[20, 5], [4, 30]])
    one, other, third = (
        coder_agreement(judged, rng=np.random.default_rng(seed), resamples=500).kappa for seed in (7, 7, 8)
    )
    assert one == other
    assert one != third
