"""What agreement between coders cannot tell, and says so: one category, one case, empty cells, wrong input."""

from typing import Any

import numpy as np
import pytest

from tests.analysis.coder_agreement.made_up import drawn, from_columns, from_table, pairs_of
from vapenvila.analysis.coder_agreement import (
    Agreement,
    AgreementError,
    Codings,
    coder_agreement,
    codings,
)
from vapenvila.analysis.coder_agreement.chance_corrected import (
    Weights,
)


def agreement(judged: Codings, weights: Weights = "none") -> Agreement:
    return coder_agreement(judged, weights=weights, rng=np.random.default_rng(1), resamples=100)


def test_one_category_gives_a_sentence_and_no_number() -> None:
    found = agreement(from_columns("x x x x", "x x x x"))
    assert found.main.value is None
    assert "Everything was judged alike" in found.summary()
    assert "Allt bedömdes lika" in found.summary("sv")
    assert found.to_dict()["estimate"] is None
    assert found.same.value == 1.0
    assert found.same.low is not None
    assert found.same.low < 0.5  # four cases say little


def test_nobody_who_disagrees_is_not_taken_for_certain() -> None:
    found = agreement(from_columns("x y x y x y x x", "x y x y x y x x"))
    assert found.kappa is not None
    assert found.kappa.value == 1.0
    assert found.kappa.interval is not None
    assert found.kappa.interval[0] < 0.5
    assert any("Nobody disagreed" in said for said in found.warnings())
    more = agreement(from_table([[40, 0], [0, 40]])).kappa
    assert more is not None
    assert more.interval is not None
    assert more.interval[0] == pytest.approx(1 - (1 - 0.025 ** (1 / 80)) / 0.5)


def test_one_case_has_a_number_and_no_interval() -> None:
    found = agreement(from_columns("x", "y"))
    assert found.kappa is not None
    assert found.kappa.value == 0.0
    assert found.kappa.interval is None
    assert "how sure that is cannot be told" in found.summary()
    assert any("only 1" in said for said in found.warnings())


def test_a_coder_who_says_one_thing_only_has_no_interval() -> None:
    found = agreement(from_columns("x x x x x x", "x y x y x x"))
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.0)
    assert found.kappa.interval is None
    assert "The judgements do not vary enough for an interval." in found.warnings()


def test_rare_and_unused_categories_are_named() -> None:
    judged = from_columns("a a a a b a a a", "a a a a b a a b", order=["a", "b", "c"])
    warnings = agreement(judged).warnings()
    assert any("Hardly ever used: b." in said for said in warnings)
    assert any("Never used: c." in said for said in warnings)
    assert any("Nästan aldrig använda: b." in said for said in agreement(judged).warnings("sv"))


def test_what_one_coder_alone_judged_is_left_out_and_told() -> None:
    found = agreement(from_columns("a b a b *", "a b * a b"))
    assert (found.units, found.alone) == (3, 2)
    assert any("only one coder judged them: 2" in said for said in found.warnings())


def test_the_table_of_two_coders_keeps_who_said_what() -> None:
    judged = drawn(np.random.default_rng(2), cases=30, kappa=0.3, shares=[0.6, 0.4])
    assert agreement(judged).table == pytest.approx(pairs_of(judged))


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("There are 2 units, 1 coders and 2 values", lambda: codings([1, 2], ["a"], ["x", "y"])),
        ("and 1 cases", lambda: codings([1, 2], ["a", "a"], ["x", "y"], cases=[1])),
        ("Nothing is judged", lambda: codings([1], ["a"], [None])),
        ("Nothing is judged", lambda: codings([1], ["a"], ["?"], missing=["?"])),
        ("a judged 1 twice", lambda: codings([1, 1], ["a", "a"], ["x", "y"])),
        (
            "Unit 1 lies in two cases",
            lambda: codings([1, 1], ["a", "b"], ["x", "y"], cases=["p", "q"]),
        ),
        ("The order does not name y", lambda: codings([1], ["a"], ["y"], order=["x"])),
        ("The order names a category twice", lambda: codings([1], ["a"], ["x"], order=["x", "x"])),
        ("None of 2 units was judged by more than one coder", lambda: agreement(from_columns("x *", "* y"))),
        (
            "The level is 95",
            lambda: coder_agreement(from_columns("x y", "x y"), level=95, rng=np.random.default_rng(1)),
        ),
        ("give their order first", lambda: agreement(from_columns("x y", "x y"), "linear")),
        (
            "0 resamples",
            lambda: coder_agreement(from_columns("x y", "x y"), resamples=0, rng=np.random.default_rng(1)),
        ),
    ],
)
def test_what_cannot_be_used_is_said(said: str, wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(AgreementError, match=said):
        wrong()


def test_an_empty_cell_of_a_table_is_no_judgement() -> None:
    units, coders = [1, 1, 2, 2, 3, 3], ["a", "b"] * 3
    empty: list[Any] = ["x", "x", "x", "y", "y", float("nan")]
    without = ["x", "x", "x", "y", "y", None]
    assert (
        agreement(codings(units, coders, empty)).to_dict()
        == agreement(codings(units, coders, without)).to_dict()
    )
