"""What concentration cannot be told from is refused with a sentence; what is thin is told of."""

from collections.abc import Callable

import numpy as np
import pytest

from vapenvila.analysis.concentration import (
    ConcentrationError,
    concentration,
    spread_of_counts,
    spread_of_events,
)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: spread_of_counts([]), "There are no events"),
        (lambda: spread_of_counts([0, 0, 0]), "There are no events"),
        (lambda: spread_of_counts([1, -1]), "unit 2, -1, is below 0; take corrections off"),
        (lambda: spread_of_counts([1, 0.5]), "unit 2, 0.5, is not a whole number"),
        (lambda: spread_of_counts([1, float("nan")]), "is missing or not a number"),
        (lambda: spread_of_counts([[1, 2]]), "plain list of numbers"),
        (lambda: spread_of_counts(["a"]), "plain list of numbers"),
        (lambda: spread_of_counts([3]), "There is one unit"),
        (lambda: spread_of_events(["a", "b", "c"], units_total=2), "3 units in the data, more than the 2"),
    ],
)
def test_counts_that_cannot_be_used_are_refused(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ConcentrationError, match=sentence):
        make()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"level": 95.0}, "such as 0.95"), ({"draws": 0}, "at least 1"), ({"tops": (5.0,)}, "such as 0.05")],
)
def test_settings_that_cannot_be_used_are_refused(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConcentrationError, match=sentence):
        concentration(spread_of_counts([1, 2]), np.random.default_rng(1), **options)  # type: ignore[arg-type]  # wrong


def test_one_event_gives_a_number_and_a_warning() -> None:
    found = concentration(spread_of_events(["a"], units_total=4), np.random.default_rng(1))
    assert (found.gini, found.gini_sparse, found.gini_unbiased) == (0.75, 0.0, None)
    assert found.dropped > 0
    assert found.draws + found.dropped == 999
    said = found.warnings()
    assert any("1 events" in sentence for sentence in said)
    assert len(found.warnings("sv")) == len(said)


def test_units_without_events_that_nobody_counted_are_told_of() -> None:
    found = concentration(spread_of_events(["a", "a", "b"]), np.random.default_rng(1))
    assert any("give the number of units in all" in sentence for sentence in found.warnings())
    whole = concentration(spread_of_events(["a", "a", "b"], units_total=2), np.random.default_rng(1))
    assert not any("give the number of units in all" in sentence for sentence in whole.warnings())


def test_the_same_seed_gives_the_same_answer_in_both_languages_and_as_a_chart() -> None:
    spread = spread_of_counts([5, 2, 1, 0, 0, 0, 0, 0, 0, 0])
    one, other = (concentration(spread, np.random.default_rng(3), seed=3) for _ in range(2))
    assert one == other
    assert "Events are fewer than units" in one.summary()
    assert "Händelserna är färre än enheterna" in one.summary("sv")
    details = one.to_dict()["details"]
    assert isinstance(details, dict)
    assert {"gini_sparse", "top_share", "lorenz"} <= set(details)
    assert {row[0] for row in one.chart().rows} == {"Observed", "By chance alone", "As even as can be"}
