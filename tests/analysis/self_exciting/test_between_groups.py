"""Answers between groups: a slow version, the made-up city's known share, and what cannot be used."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from vapenvila.analysis.made_up_city import Effect, Size, make_city, settings_for
from vapenvila.analysis.self_exciting import Answered, Feud, SelfExcitingError, answers_between_groups
from vapenvila.analysis.self_exciting.group_events import group_events
from vapenvila.analysis.self_exciting.group_memory import followers_between, remembered_between
from vapenvila.analysis.self_exciting.window import window_of

Attack = tuple[float, int, int]


def slow_memory(
    attacks: list[Attack], part: list[float], delay: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Answer, again and third, each attack looking back at every earlier one."""
    found = np.zeros((3, len(attacks)))
    for i, (time, a, b) in enumerate(attacks):
        for j, (earlier, c, d) in enumerate(attacks[:i]):
            brought = np.exp(-(time - earlier) / delay) / delay
            if (a, b) == (d, c):
                found[0, i] += brought
            elif (a, b) == (c, d):
                found[1, i] += brought
            elif {a, b} & {c, d}:
                found[2, i] += brought * part[j]
    return found


def slow_followers(
    attacks: list[Attack], part: list[float], feuds: list[Feud], delay: float
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The intensity an attack adds to every direction of every feud, added up over its days."""
    found = np.zeros(3)
    for (time, a, b), share in zip(attacks, part, strict=True):
        for feud in feuds:
            sides, own = {feud.one, feud.other}, {str(a), str(b)}
            first, last = max(float(feud.first or 0), time), float(feud.last or 0) + 1.0
            if last > first and sides & own:
                brought = quad(lambda day, t=time: np.exp((t - day) / delay) / delay, first, last)[0]
                found += [brought, brought, 0.0] if sides == own else [0.0, 0.0, 2.0 * share * brought]
    return found


attacks_in_order = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 4), st.integers(1, 4)).map(
        lambda row: (row[0], row[1], (row[1] + row[2]) % 5)
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda row: row[0],
).map(sorted)


@settings(max_examples=60, deadline=None)
@given(attacks_in_order, st.lists(st.floats(0.0, 1.0), min_size=25, max_size=25), st.floats(0.5, 60.0))
def test_one_pass_remembers_what_looking_back_at_every_attack_does(
    attacks: list[Attack], parts: list[float], delay: float
) -> None:
    times, attacker, struck = (np.array(column) for column in zip(*attacks, strict=True))
    code = np.minimum(attacker, struck) * 5 + np.maximum(attacker, struck)
    pair = np.unique(code, return_inverse=True)[1]
    part = np.array(parts[: len(attacks)])
    sides = attacker, struck, pair, part
    quick = remembered_between(times.astype(float), *sides, 5, int(pair.max()) + 1, delay)
    np.testing.assert_allclose(quick, slow_memory(attacks, parts, delay), rtol=1e-7, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(
    attacks_in_order.filter(lambda rows: len({side for row in rows for side in row[1:]}) == 5),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 200), st.integers(1, 200)), min_size=1, max_size=12,
        unique_by=lambda row: row[0],
    ),
    st.floats(0.5, 60.0),
)  # fmt: skip
def test_followers_are_expected_within_the_known_feuds_only(
    attacks: list[Attack], spans: list[tuple[int, int, int]], delay: float
) -> None:
    pairs = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    feuds = [
        Feud(str(pairs[at][0]), str(pairs[at][1]), begin, min(begin + days, 300)) for at, begin, days in spans
    ]
    times, attacker, struck = (list(column) for column in zip(*attacks, strict=True))
    window = window_of(np.array(times, dtype=float) + 0.5, first=0.0, last=300.0)
    events = group_events(
        window, [str(one) for one in attacker], [str(one) for one in struck], feuds, np.random.default_rng(1)
    )
    kept = [
        (float(t), int(a), int(b))
        for t, a, b in zip(events.times, events.attacker, events.struck, strict=True)
    ]
    for (time, a, b), part in zip(kept, events.part, strict=True):
        possible = sum(
            2 for feud in feuds
            if float(feud.first or 0) <= time < float(feud.last or 0) + 1.0
            and len({feud.one, feud.other} & {str(a), str(b)}) == 1
        )  # fmt: skip
        assert part == (1.0 / possible if possible else 0.0)
    spans_known = events.spans
    quick = followers_between(
        events.times, events.attacker, events.struck, events.part,
        spans_known.low, spans_known.high, spans_known.begin, spans_known.end, events.end, delay,
    )  # fmt: skip
    np.testing.assert_allclose(
        quick, slow_followers(kept, list(events.part), feuds, delay), rtol=1e-6, atol=1e-9
    )


def in_town(seed: int, share: float, *, known: bool) -> Answered:
    """The true attacks of a made-up town whose groups answer this share, with or without its known feuds."""
    asked = replace(
        settings_for(Size.TOWN), branching_ratio=share, weekly_rhythm=False, effect=Effect(rate_ratio=0.999)
    )
    city = make_city(Size.TOWN, seed, settings=asked)
    truth, between = city.truth.incidents, city.relations
    rows = np.flatnonzero(truth.group_related & truth.real)
    feuds = [
        Feud(str(a), str(b), str(first), None if np.isnat(last) else str(last))
        for kind, a, b, first, last in zip(
            between.kind, between.a, between.b, between.start, between.end, strict=True
        )
        if kind == 0
    ]
    return answers_between_groups(
        truth.occurred_at[rows].astype("datetime64[D]"),
        [str(group) for group in truth.attacker[rows]],
        [str(group) for group in truth.target[rows]],
        feuds=feuds if known else [],
        first=str(city.first_day),
        last=str(city.last_day),
        seed=seed,
    )


@pytest.fixture(scope="module")
def town() -> Answered:
    return in_town(2, 0.35, known=True)


def test_the_made_up_towns_share_of_answers_is_found(town: Answered) -> None:
    low, high = town.interval(0)
    assert low < 0.35 < high
    assert high - low < 0.3
    assert town.p_value < 1e-4
    assert town.fit.shares[1] < 0.1  # nobody strikes twice there, nor a third
    assert town.fit.shares[2] < 0.1
    assert 5.0 < town.fit.delay < 20.0
    assert "by the struck on the attacker" in town.summary()
    assert "från den drabbade mot angriparen" in town.summary("sv")


def test_where_nothing_is_answered_little_is_found() -> None:
    found = in_town(1, 0.0, known=True)
    assert found.interval(0)[0] == 0.0
    assert found.interval(0)[1] < 0.2


def test_who_answered_whom_adds_up_and_is_drawn(town: Answered) -> None:
    directions = town.directions()
    assert sum(one.attacks for one in directions) == town.n
    assert sum(one.answers for one in directions) == pytest.approx(town.fit.share_of[0].sum())
    assert all(0.0 <= one.low <= one.answers <= one.high <= one.attacks for one in directions)
    answer = town.to_dict()
    assert (answer["method"], answer["n"]) == ("answers_between_groups", town.n)
    assert len(town.chart(definition="1").rows) == len(directions)


def test_without_known_feuds_a_warning_says_what_passes_for_answers() -> None:
    rng = np.random.default_rng(1)
    sides = rng.permuted(np.tile(np.arange(4), (100, 1)), axis=1)[:, :2].astype(str).T.tolist()
    found = answers_between_groups(np.sort(rng.uniform(0, 900, 100)), *sides, seed=1)
    assert any("No feuds were given" in said for said in found.warnings())
    assert found.interval(0)[0] == 0.0


TIMES = np.arange(0.0, 900.0, 9.0)
SIDES = (["A", "B", "C", "A"] * 25, ["B", "A", "A", "C"] * 25)


@pytest.mark.parametrize(
    ("times", "attacker", "struck", "more", "said"),
    [
        (TIMES, SIDES[0][:9], SIDES[1], {}, "There are 100 times, 9 attacking and 100 struck groups"),
        (TIMES, ["", *SIDES[0][1:]], SIDES[1], {}, "Position 1: a group is missing"),
        (TIMES, SIDES[0], ["A", *SIDES[1][1:]], {}, "Position 1: A is said to have struck itself"),
        (TIMES, ["A", "B"] * 50, ["B", "A"] * 50, {}, "There are 2 groups; at least 3"),
        (TIMES[:60], SIDES[0][:60], SIDES[1][:60], {}, "60 attacks within feuds are too few"),
        (TIMES, *SIDES, {"feuds": [Feud("A", "B", 5, 20)]}, "1 attacks within feuds are too few"),
        (TIMES, *SIDES, {"feuds": [Feud("A", "A")]}, "Feud 1: A cannot be in feud with itself."),
        (
            TIMES,
            *SIDES,
            {"feuds": [Feud("A", "B", 20, 5)]},
            "Feud 1: its last day 5 lies before its first 20.",
        ),
        (TIMES, *SIDES, {"delays": (3.0, 2.0)}, "they must rise from above 0"),
        (TIMES, *SIDES, {"level": 0.0}, "The level is 0; give a share"),
    ],
)
def test_what_cannot_be_used_is_said(
    times: np.ndarray[tuple[int], np.dtype[np.float64]],
    attacker: list[str],
    struck: list[str],
    more: dict[str, object],
    said: str,
) -> None:
    with pytest.raises(SelfExcitingError) as refused:
        answers_between_groups(times, attacker, struck, **{"seed": 1, **more})  # type: ignore[arg-type]  # wrong on purpose
    assert said in str(refused.value)
