"""Thousands on paper: apart from one another, each community by itself, the same every time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.tie_network import crowd


def nearest(places: np.ndarray) -> np.ndarray:
    """(n,) the distance of each to the one nearest to it, by looking at every pair."""
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    found: np.ndarray = apart.min(axis=1)
    return found


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=25), st.data())
def test_nobody_stands_on_another_and_the_picture_is_the_same_every_time(
    sizes: list[int], data: st.DataObject
) -> None:
    community = np.repeat(np.arange(len(sizes)), sizes)
    ends = st.tuples(st.integers(0, len(sizes) - 1), st.integers(0, len(sizes) - 1)).filter(
        lambda pair: pair[0] < pair[1]
    )
    between = data.draw(st.dictionaries(ends, st.integers(1, 9))) if len(sizes) > 1 else {}
    found = crowd(community, between)
    assert (found.places == crowd(community, between).places).all()
    assert (found.places >= 0).all()
    assert (found.places <= (found.width, found.height)).all()
    if len(community) > 1:
        assert nearest(found.places).min() > 0.6


def test_whoever_is_of_one_community_stands_in_one_disc_that_no_other_enters() -> None:
    sizes = [30, 20, 5, 5, 1]
    community = np.repeat(np.arange(5), sizes)
    found = crowd(community, {(0, 4): 1})
    for number, size in enumerate(sizes):
        inside = found.places[community == number]
        centre = inside.mean(axis=0)
        reach = np.hypot(*(inside - centre).T).max()
        others = np.hypot(*(found.places[community != number] - centre).T)
        assert reach < others.min(), (number, size)


def test_tied_communities_stand_nearer_and_the_wished_shape_is_kept() -> None:
    community = np.repeat(np.arange(40), 10)
    tied = crowd(community, {(20, 39): 5}, shape=1.5)
    apart = crowd(community, {}, shape=1.5)
    centres = [[c.places[community == n].mean(axis=0) for n in (20, 39)] for c in (tied, apart)]
    near, far = (np.hypot(*(one - other)) for one, other in centres)
    assert near < far
    assert tied.width / tied.height == pytest.approx(1.5, rel=0.25)
