"""Places on paper: the same every time, inside the frame, apart from one another, and loyal to those already placed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.tie_network import NetworkError, spread_out

ROOM = 1 / 6  # of the frame: wherever the others stand, a free place is left
NO_TIES = np.empty((0, 2), dtype=np.int64)


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 30), st.data())
def test_places_are_the_same_every_time_inside_the_frame_and_apart(n: int, data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=2 * n))
    ties = np.array([pair for pair in pairs if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    places = spread_out(n, ties)
    assert (places == spread_out(n, ties)).all()
    assert (places >= 0).all()
    assert (places <= 1).all()
    apart = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1)) + np.eye(n)
    assert apart.min() > 0.02


def test_tied_nodes_stand_nearer_than_those_that_are_not() -> None:
    places = spread_out(6, np.array([[0, 1], [1, 2], [0, 2], [3, 4], [4, 5], [3, 5]]))
    within = [np.hypot(*(places[a] - places[b])) for a, b in ((0, 1), (1, 2), (3, 4), (4, 5))]
    across = [np.hypot(*(places[a] - places[b])) for a in (0, 1, 2) for b in (3, 4, 5)]
    assert max(within) < np.mean(across)


def test_who_has_a_place_keeps_it() -> None:
    fixed = np.full((4, 2), np.nan)
    fixed[1], fixed[3] = (0.2, 0.9), (0.8, 0.1)
    places = spread_out(4, np.array([[0, 1], [2, 3]]), fixed=fixed)
    assert places[1] == pytest.approx([0.2, 0.9])
    assert places[3] == pytest.approx([0.8, 0.1])


def test_nothing_and_one_node_have_places_too() -> None:
    assert spread_out(0, NO_TIES).shape == (0, 2)
    assert spread_out(1, NO_TIES).shape == (1, 2)


@pytest.mark.parametrize("pairs", [[[0, 9]], [[-1, 0]]])
def test_a_tie_to_a_node_that_is_not_there_is_refused(pairs: list[list[int]]) -> None:
    with pytest.raises(NetworkError):
        spread_out(2, np.array(pairs))


def test_too_many_nodes_and_a_wrong_shape_are_refused() -> None:
    with pytest.raises(NetworkError):
        spread_out(401, NO_TIES)
    with pytest.raises(NetworkError):
        spread_out(2, NO_TIES, fixed=np.zeros((3, 2)))


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 24), st.data())
def test_no_label_lies_on_another_while_there_is_room(n: int, data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=2 * n))
    ties = np.array([pair for pair in pairs if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    label = np.array([0.25, 0.19]) * min(1.0, np.sqrt(ROOM / (0.25 * 0.19 * n)))
    places = spread_out(n, ties, label=(float(label[0]), float(label[1])))
    over = (np.abs(places[:, None, :] - places[None, :, :]) < label - 1e-6).all(axis=2)
    assert not (over & ~np.eye(n, dtype=bool)).any()


def test_who_has_no_ties_takes_no_room_from_those_that_have() -> None:
    alone = spread_out(5, np.array([[0, 1], [1, 2], [2, 3], [3, 4]]))
    with_others = spread_out(9, np.array([[0, 1], [1, 2], [2, 3], [3, 4]]))
    assert np.ptp(with_others[:5], axis=0) == pytest.approx(np.ptp(alone, axis=0), abs=0.15)
