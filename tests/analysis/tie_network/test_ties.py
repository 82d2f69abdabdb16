"""Ties are counted once, within the window, and what no network can be made of is refused with a sentence."""

from typing import Any

import numpy as np
import pytest

from vapenvila.analysis.tie_network import (
    NetworkError,
    centrality_of,
    network_of_incidents,
    network_of_ties,
    network_summary,
)

DAYS = np.array(["2026-01-01", "2026-02-01", "2026-03-01"], dtype="datetime64[D]")
WINDOW = (np.datetime64("2026-02-01"), np.datetime64("2026-03-01"))


def test_the_same_pair_in_both_directions_is_one_tie_whose_weights_add_up() -> None:
    network = network_of_ties(["a", "b", "a"], ["b", "a", "c"], weights=[1, 2, 4])
    assert (network.ids, network.ties, network.weight.tolist()) == (("a", "b", "c"), 2, [3, 4])
    assert network.ties_of_each.tolist() == [2, 1, 1]


def test_only_ties_of_the_window_count_both_days_included() -> None:
    network = network_of_ties(["a", "b", "c"], ["b", "c", "d"], days=DAYS, window=WINDOW)
    assert (network.ids, network.ties, network.outside) == (("b", "c", "d"), 2, 1)


def test_whoever_is_tied_to_nobody_belongs_when_named() -> None:
    network = network_of_ties(["a"], ["a"], everyone=["z"])
    assert (network.ids, network.ties, network.to_oneself) == (("z", "a"), 0, 1)
    found = network_summary(network, np.random.default_rng(1))
    assert (found.component_sizes, found.core_sizes, found.community_sizes) == ((1, 1), (2,), (1, 1))
    assert (found.closed, found.density, found.modularity) == (None, 0.0, 0.0)
    assert len(found.warnings()) == len(found.warnings("sv")) == 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"one": [], "other": []}, "There are no ties"),
        ({"one": ["a"], "other": []}, "1 beginnings but 0 ends"),
        ({"weights": [1, 0, 1]}, "The weight of tie 2 is 0"),
        ({"weights": [1, 1, float("nan")]}, "The weight of tie 3 is missing or not a number"),
        ({"weights": [1]}, "3 ties but 1 weights"),
        ({"window": WINDOW}, "needs the day of each tie"),
        ({"days": DAYS[:2], "window": WINDOW}, "3 ties but 2 days"),
        ({"days": DAYS, "window": WINDOW[::-1]}, "before it begins"),
        ({"days": DAYS, "window": (WINDOW[1] + 1, WINDOW[1] + 2)}, "None of the 3 ties lies in the window"),
        (
            {"days": np.array(["2026-01-01", "NaT", "2026-01-01"], "datetime64[D]"), "window": WINDOW},
            "Tie 2 has no day",
        ),
    ],
)
def test_ties_that_cannot_be_used_are_refused(
    given: dict[str, Any], sentence: str
) -> None:  # Any: many kinds
    ties: dict[str, Any] = {"one": ["a", "b", "c"], "other": ["b", "c", "d"]} | given  # Any: many kinds
    with pytest.raises(NetworkError, match=sentence):
        network_of_ties(ties.pop("one"), ties.pop("other"), **ties)


def test_rows_of_incidents_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(NetworkError, match="1 incidents but 0 people"):
        network_of_incidents([1], [])
    with pytest.raises(NetworkError, match="no rows of incidents"):
        network_of_incidents([], [])
    with pytest.raises(NetworkError, match="not 'fame'"):
        centrality_of(network_of_ties(["a"], ["b"]), "fame")  # type: ignore[arg-type]  # a wrong one on purpose


def test_a_network_speaks_both_languages_and_shows_itself() -> None:
    found = network_summary(network_of_ties(["a", "b"], ["b", "c"]), np.random.default_rng(1), seed=1)
    assert found.summary().startswith("3 people; ties: 2. Separate parts: 1, the largest with 3")
    assert found.summary("sv").startswith("3 personer; kopplingar: 2.")
    assert found.to_dict()["seed"] == 1
    assert found.chart().rows == ((0, 0), (1, 2), (2, 1))
