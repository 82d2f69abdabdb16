"""Blows and answers: a slow version, the exact mean over every order, calibration, what is planted, and too little."""

import itertools

import numpy as np
import pytest
from altair.vegalite.v6.schema.core import Root
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.analysis.retaliation_chains.slow_chains import slow_chains
from vapenvila.analysis.checked_events import EventError
from vapenvila.analysis.retaliation_chains import RetaliationChains, chains_chart, retaliation_chains
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.wording import Language

INCIDENTS = st.lists(
    st.tuples(
        st.integers(0, 40), st.integers(-1, 3), st.integers(-1, 3), st.integers(0, 5), st.integers(0, 5)
    ),
    max_size=25,
)
FEUD_DAYS = [0.0, 3.0, 40.0, 42.0, 80.0]
FEUD_ACTED = [1, 2, 1, 2, -1]
FEUD_HURT = [2, 1, 2, 1, 2]


@settings(max_examples=150, deadline=None)
@given(INCIDENTS, st.integers(1, 20), st.one_of(st.none(), st.integers(0, 5)))
def test_it_counts_as_the_slow_version_does(
    drawn: list[tuple[int, int, int, int, int]], days: int, distance: int | None
) -> None:
    when, acted, hurt, east, north = (
        (list(column) for column in zip(*drawn, strict=True)) if drawn else [[]] * 5
    )
    found = retaliation_chains(
        when, acted, hurt, days=days, x=east, y=north, distance=distance, permutations=19, seed=1
    )
    places = [(float(x), float(y)) for x, y in zip(east, north, strict=True)]
    assert (found.pairs, found.followers) == slow_chains(when, acted, hurt, days, places, distance)
    assert found.summary("en")
    assert found.summary("sv")
    assert sum(one.permutations for one in found.dealt) == 19


@settings(max_examples=30, deadline=None)
@given(INCIDENTS.filter(bool), st.integers(0, 2**32))
def test_the_order_of_the_rows_and_the_names_of_groups_do_not_matter(
    drawn: list[tuple[int, int, int, int, int]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    rows, names = np.array(drawn), np.append(rng.permutation(4) + 10, -1)
    mixed = rows[rng.permutation(len(rows))]
    plain = retaliation_chains(rows[:, 0], rows[:, 1], rows[:, 2], permutations=19, seed=1)
    other = retaliation_chains(mixed[:, 0], names[mixed[:, 1]], names[mixed[:, 2]], permutations=19, seed=1)
    assert (plain.pairs, plain.followers, plain.possible) == (other.pairs, other.followers, other.possible)


def test_the_mean_by_chance_is_that_over_every_order_of_the_dates() -> None:
    every = [slow_chains(order, FEUD_ACTED, FEUD_HURT, 14)[0] for order in itertools.permutations(FEUD_DAYS)]
    found = retaliation_chains(FEUD_DAYS, FEUD_ACTED, FEUD_HURT, permutations=4000, seed=3)
    assert found.chance_pairs_mean == pytest.approx(np.mean(every), abs=0.05)
    assert found.p_value == pytest.approx(np.mean(np.array(every) >= found.pairs), abs=0.03)


def test_a_feud_in_figures() -> None:
    found = retaliation_chains(FEUD_DAYS, FEUD_ACTED, FEUD_HURT, permutations=99, seed=1)
    assert (found.pairs, found.followers, found.n, found.acting_known) == (2, 2, 5, 4)
    assert found.share == 0.4
    assert found.share_at_most == pytest.approx(0.6)
    low, high = binomial_limits([2], [5], 0.95)
    assert found.interval == (low[0], high[0])
    assert (low[0], high[0]) == pytest.approx((0.0527, 0.8534), abs=1e-4)


def test_an_incident_in_which_no_group_acted_is_known_and_follows_nothing() -> None:
    found = retaliation_chains(FEUD_DAYS, [1, 2, 1, 2, -2], FEUD_HURT, permutations=99, seed=1)
    assert (found.pairs, found.acting_known, found.share, found.share_at_most) == (2, 5, 0.4, 0.4)


def test_what_is_planted_is_found() -> None:
    found = _planted()
    assert found.pairs >= 40
    assert found.chance_pairs[1] < found.pairs
    assert found.p_value == 1 / 1000
    assert "more than chance alone brings (p = 0.001)" in found.summary()
    assert "fler än slumpen ensam ger (p = 0,001)" in found.summary("sv")


def _planted() -> RetaliationChains:
    """Forty blows over four years, each answered within ten days, among eight groups."""
    rng = np.random.default_rng(5)
    blows = np.sort(rng.uniform(0, 1460, 40))
    one, other = rng.integers(0, 4, 40), rng.integers(4, 8, 40)
    return retaliation_chains(
        np.concatenate([blows, blows + rng.uniform(1, 10, 40)]),
        np.concatenate([one, other]),
        np.concatenate([other, one]),
        seed=2,
    )


def test_where_dates_have_nothing_to_do_with_groups_five_in_a_hundred_are_called_more() -> None:
    rng = np.random.default_rng(11)
    called = 0
    for _ in range(200):
        acted, hurt = rng.integers(0, 6, 60), rng.integers(0, 6, 60)
        found = retaliation_chains(rng.uniform(0, 365, 60), acted, hurt, permutations=99, rng=rng)
        called += found.p_value is not None and found.p_value <= 0.05
    assert 2 <= called <= 20


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (([], [], []), "There is no incident"),
        (([1.0], [1], [2]), "In none of the 1 incidents"),
        (([1.0, 2.0], [-1, -1], [-1, -1]), "In none of the 2 incidents"),
        (([5.0, 5.0, 5.0], [1, 2, 1], [2, 1, 2]), "the same pairs come"),
    ],
)
def test_too_little_gives_a_sentence_and_no_number_that_says_more(
    given: tuple[list[float], list[int], list[int]], sentence: str
) -> None:
    found = retaliation_chains(*given, seed=1)
    assert sentence in found.summary()
    assert found.p_value is None
    assert found.to_dict()["p_value"] is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"acted": [1, 2]}, "as many of each"),
        ({"acted": [1, 2, 1, 2, 0.5]}, "acted, position 5 is no group"),
        ({"hurt": [-3, 1, 2, 1, 2]}, "hurt, position 1 is no group"),
        ({"days": 0}, "above 0"),
        ({"distance": 5}, "give x and y"),
        ({"distance": 5, "x": [1], "y": [1]}, "as many of each"),
        ({"distance": -1, "x": FEUD_DAYS, "y": FEUD_DAYS}, "from 0 up"),
        ({"permutations": 18}, "at least 19"),
        ({"level": 1.0}, "between 0 and 1"),
        ({"times": [0, 1, 2, 3, float("nan")]}, "times, position 5"),
    ],
)
def test_what_it_cannot_use_is_refused(changed: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {"times": FEUD_DAYS, "acted": FEUD_ACTED, "hurt": FEUD_HURT, **changed}
    with pytest.raises(EventError, match=sentence):
        retaliation_chains(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_the_same_seed_gives_the_same_and_the_input_is_left_alone() -> None:
    when = np.array(FEUD_DAYS)
    first = retaliation_chains(when, FEUD_ACTED, FEUD_HURT, seed=4)
    assert first == retaliation_chains(when, FEUD_ACTED, FEUD_HURT, seed=4)
    assert when.tolist() == FEUD_DAYS


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_chart_is_its_table_and_marks_what_was_found(language: Language) -> None:
    found = _planted()
    chart = chains_chart(found, definition="1", language=language)
    assert sum(int(row[1] or 0) for row in chart.rows) == found.permutations
    assert [row[0] for row in chart.rows if row[2]] == [found.pairs]
    spec = {key: value for key, value in chart.spec.items() if key != "background"}
    assert list(Draft7Validator(Root._rootschema).iter_errors(spec)) == []


def test_warnings_say_that_a_follower_is_no_answer() -> None:
    found = retaliation_chains(FEUD_DAYS, FEUD_ACTED, FEUD_HURT, seed=1)
    assert "not thereby its answer" in found.warnings()[0]
    assert any("1 of 5" in said for said in found.warnings())
    assert any("are few" in said for said in found.warnings())
