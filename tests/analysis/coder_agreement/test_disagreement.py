"""What disagreement does to a share, how many cases to judge twice, and the pictures of both."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.coder_agreement.made_up import drawn, from_columns, from_table
from vapenvila.analysis.charts import Basis
from vapenvila.analysis.coder_agreement import (
    AgreementError,
    ShareRange,
    coder_agreement,
    confusion_chart,
    range_chart,
    share_range,
    wanted_sample,
    width_of_sample,
)
from vapenvila.analysis.coder_agreement.wanted_sample import _variance_of_one

BASIS = Basis(date(2023, 1, 1), date(2023, 12, 31), "2")


def moved(first: list[str | None], second: list[str | None], seed: int = 1) -> ShareRange:
    return share_range(first, second, counts=("c",), name="strict", rng=np.random.default_rng(seed))


def test_four_shares_of_the_cases_both_judged() -> None:
    found = moved(["c", "c", "s", "n", "c"], ["c", "s", "c", "n", None])
    assert [round(s.share, 3) for s in (found.first, found.second, found.both, found.either)] == [
        0.5,
        0.5,
        0.25,
        0.75,
    ]
    assert (found.first.n, found.counted.n) == (4, 5)
    assert found.counted.share == pytest.approx(3 / 5)


def test_where_both_judged_everything_nothing_is_drawn() -> None:
    found = moved(["c", "s", "n", "c"], ["c", "c", "n", "n"])
    assert (found.drawn.share, found.drawn.low, found.drawn.high) == (0.5, 0.5, 0.5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31))
def test_both_is_never_more_and_either_never_less_than_one_coder(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first = [str(x) for x in rng.choice(list("csn"), 30)]
    second = [str(x) if rng.random() < 0.6 else None for x in rng.choice(list("csn"), 30)]
    second[0] = "n"
    found = moved([*first], [*second])
    assert found.both.share <= min(found.first.share, found.second.share)
    assert found.either.share >= max(found.first.share, found.second.share)
    for it in (found.first, found.second, found.both, found.either, found.counted, found.drawn):
        assert 0 <= it.low <= it.share <= it.high <= 1


def test_the_range_holds_what_the_second_coder_would_have_said_of_all_cases() -> None:
    rng, held, towns = np.random.default_rng(5), 0, 300
    says = {"c": [0.75, 0.2, 0.05], "s": [0.3, 0.5, 0.2], "n": [0.05, 0.15, 0.8]}
    for _ in range(towns):
        first = [str(x) for x in rng.choice(list("csn"), 150, p=[0.35, 0.3, 0.35])]
        every = [str(rng.choice(list("csn"), p=says[a])) for a in first]
        asked = set(rng.choice(150, 40, replace=False).tolist())
        second = [b if place in asked else None for place, b in enumerate(every)]
        found = share_range(first, second, counts=("c",), name="strict", rng=rng, draws=800)
        truth = sum(b == "c" for b in every) / 150
        held += found.drawn.low <= truth <= found.drawn.high
    assert 0.92 * towns <= held


def test_a_share_of_one_coder_alone_would_not_hold_it() -> None:
    """The interval of the first coder's count knows nothing of the second: that is why the range is shown."""
    rng, held = np.random.default_rng(5), 0
    for _ in range(100):
        first = [str(x) for x in rng.choice(["c", "n"], 150, p=[0.6, 0.4])]
        second = [None if place % 4 else ("n" if rng.random() < 0.4 else a) for place, a in enumerate(first)]
        found = moved([*first], [*second])
        held += found.counted.low <= found.second.share <= found.counted.high
        assert found.drawn.share < found.counted.share
    assert held < 50


def test_a_judgement_nobody_looked_at_again_is_told_and_drawn_wide() -> None:
    first = ["c"] * 30 + ["n"] * 10
    second = [None] * 30 + ["n"] * 10
    found = moved([*first], [*second])
    assert found.unseen == ("c",)
    assert "No case that the first coder judged c was judged again" in found.warnings()[0]
    assert found.drawn.high - found.drawn.low > 0.6


def test_never_having_seen_a_disagreement_is_not_taken_for_never() -> None:
    found = moved(["c"] * 40, ["c"] * 5 + [None] * 35)
    assert found.drawn.high == 1.0
    sure = moved(["c", "n"] * 40, ["c", "n"] * 5 + [None] * 70)
    assert sure.drawn.low < 0.5 < sure.drawn.high


def test_the_sentence_says_all_five_in_both_languages() -> None:
    found = moved(["c", "c", "s", "n", "c"], ["c", "s", "c", "n", None])
    assert "50 % by the first coder and 50 % by the second, 25 % where both say so" in found.summary()
    assert "av alla 5 fall räknar första kodaren 60 %" in found.summary("sv").lower()
    assert found.to_dict()["n"] == 5


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("There are 1 first judgements and 2 second ones", lambda: moved(["c"], ["c", "n"])),
        ("No case was judged by both", lambda: moved(["c", None], [None, "c"])),
        (
            "at least one category",
            lambda: share_range(["c"], ["c"], counts=(), name="x", rng=np.random.default_rng(1)),
        ),
        (
            "The level is 2",
            lambda: share_range(["c"], ["c"], counts="c", name="x", level=2, rng=np.random.default_rng(1)),
        ),
        (
            "0 draws",
            lambda: share_range(["c"], ["c"], counts="c", name="x", draws=0, rng=np.random.default_rng(1)),
        ),
    ],
)
def test_what_cannot_be_compared_is_said(said: str, wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(AgreementError, match=said):
        wrong()


def test_a_sample_of_the_computed_size_has_the_wanted_width_and_one_less_has_not() -> None:
    found = wanted_sample(0.3, kappa=0.6, shares=[35, 25, 25, 15], there_are=1000)
    assert found.drawn == found.cases
    assert found.width <= 0.3
    assert width_of_sample(found.cases - 1, kappa=0.6, shares=[35, 25, 25, 15]) > 0.3


def test_drawn_samples_of_the_computed_size_have_about_that_width() -> None:
    wanted = wanted_sample(0.3, kappa=0.6, shares=[0.4, 0.3, 0.2, 0.1], there_are=1000)
    rng, widths = np.random.default_rng(2), []
    for _ in range(60):
        judged = drawn(rng, cases=wanted.cases, kappa=0.6, shares=[0.4, 0.3, 0.2, 0.1])
        found = coder_agreement(judged, rng=rng, resamples=1).kappa
        assert found is not None
        assert found.interval is not None
        widths.append(found.interval[1] - found.interval[0])
    assert np.mean(widths) == pytest.approx(0.3, abs=0.02)


def test_the_variance_supposed_is_that_of_many_drawn_tables() -> None:
    rng, values = np.random.default_rng(8), []
    for _ in range(600):
        found = coder_agreement(drawn(rng, cases=120, kappa=0.5, shares=[0.7, 0.3]), rng=rng, resamples=1)
        assert found.kappa is not None
        values.append(found.kappa.value)
    supposed = _variance_of_one(0.5, np.array([0.7, 0.3])) / 120
    assert np.var(np.array(values, dtype=np.float64)) == pytest.approx(supposed, rel=0.2)


def test_two_sides_of_an_incident_need_fewer_incidents_and_alike_sides_more() -> None:
    def cases(**more: float) -> int:
        return wanted_sample(0.3, kappa=0.6, shares=[1, 1, 1], there_are=999, **more).cases  # type: ignore[arg-type]  # ints

    assert cases(units_per_case=2) < cases(units_per_case=2, alike=0.5) < cases()
    assert cases(units_per_case=2, alike=1.0) == cases()


def test_no_more_are_drawn_than_there_are_and_the_width_they_give_is_told() -> None:
    found = wanted_sample(0.2, kappa=0.6, shares=[1, 1], there_are=40)
    assert found.cases > found.drawn == 40
    assert found.width > 0.2
    assert "That is more than the 40 there are" in found.summary()
    assert "Det är fler än de 40 som finns" in found.summary("sv")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("The width is 0", lambda: wanted_sample(0, kappa=0.6, shares=[1, 1], there_are=9)),
        ("Kappa is supposed to be 1;", lambda: wanted_sample(0.3, kappa=1, shares=[1, 1], there_are=9)),
        ("at least two of them above 0", lambda: wanted_sample(0.3, kappa=0.6, shares=[1, 0], there_are=9)),
        ("There are 1 cases", lambda: wanted_sample(0.3, kappa=0.6, shares=[1, 1], there_are=1)),
        (
            "alike by 0 to 1",
            lambda: wanted_sample(0.3, kappa=0.6, shares=[1, 1], there_are=9, alike=2),
        ),
        ("The level is 5", lambda: wanted_sample(0.3, kappa=0.6, shares=[1, 1], there_are=9, level=5)),
    ],
)
def test_a_sample_that_cannot_be_is_refused(said: str, wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(AgreementError, match=said):
        wrong()


def test_the_heat_table_holds_every_pair_and_says_what_it_stands_on() -> None:
    found = coder_agreement(
        from_table([[20, 5, 0], [3, 10, 2], [0, 2, 8]]), rng=np.random.default_rng(1), resamples=50
    )
    chart = confusion_chart(found, BASIS, names={"0": "No", "1": "Suspected", "2": "Confirmed"})
    assert len(chart.rows) == 9
    assert ("Suspected", "Confirmed", 2.0) in chart.rows
    assert "n = 50 judgements of 50 cases, 2023-01-01 to 2023-12-31. Definition 2. Kappa 0." in chart.caption
    swedish = confusion_chart(found, BASIS, language="sv")
    assert "Kappavärde 0," in swedish.caption
    assert swedish.columns == ("Första kodaren", "Andra kodaren", "Par")


def test_the_heat_table_of_many_coders_speaks_of_alpha_and_of_none_without_interval() -> None:
    many = coder_agreement(
        from_columns("a b a b a", "a b a a a", "a b b b *"), rng=np.random.default_rng(1), resamples=50
    )
    assert "Alpha" in confusion_chart(many, BASIS).caption
    assert confusion_chart(many, BASIS).columns[0] == "One coder"
    alike = coder_agreement(from_columns("a a", "a a"), rng=np.random.default_rng(1), resamples=50)
    assert "No interval can be given." in confusion_chart(alike, BASIS).caption


def test_the_picture_of_the_range_has_five_lines() -> None:
    chart = range_chart(moved(["c", "c", "s", "n", "c"], ["c", "s", "c", "n", None]), BASIS)
    assert [row[0] for row in chart.rows] == [
        "The first coder",
        "The second coder",
        "Both agree",
        "Either of them",
        "The second, of all cases",
    ]
    assert "n = 4 cases judged by both, 5 in all" in chart.caption
