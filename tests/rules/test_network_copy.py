"""A copy of the network shows the surroundings of somebody and never the room."""

import pytest

from vapenvila.rules.network_copy import TINY_NETWORK, may_take_out_part

pytestmark = pytest.mark.acceptance("S21")


@pytest.mark.parametrize(
    ("people", "of_all", "may"),
    [
        (TINY_NETWORK, TINY_NETWORK, True),
        (TINY_NETWORK + 1, TINY_NETWORK + 1, False),
        (6, 12, True),
        (7, 12, False),
        (7, 13, False),
        (1_000, 2_000, True),
        (1_001, 2_000, False),
    ],
)
def test_at_most_half_of_the_network_leaves_unless_it_is_tiny(people: int, of_all: int, may: bool) -> None:
    decision = may_take_out_part(people=people, of_all=of_all)
    assert bool(decision) is may
    assert may or "more than half of everybody with a tie" in decision.reason
