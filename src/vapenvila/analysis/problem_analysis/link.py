"""How sure the link of one side of an incident to a group is, and what both sides say together."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]


class Link(IntEnum):
    """Judgement of one side. Strict counts CONFIRMED, wide counts SUSPECTED too."""

    UNKNOWN = 0
    NOT_GROUP = 1
    SUSPECTED = 2
    CONFIRMED = 3


YES, NO, NOT_KNOWN = 1, 0, -1
"""Codes of an answer."""


def strict(sides: Codes) -> Flags:
    """(n,) whether a member is confirmed on at least one side. `sides`: (n, k) links."""
    return np.asarray((sides == Link.CONFIRMED).any(axis=1))


def wide(sides: Codes) -> Flags:
    """(n,) whether a member is confirmed or suspected on at least one side."""
    return np.asarray((sides >= Link.SUSPECTED).any(axis=1))


def undecided(sides: Codes, counted: Flags) -> Flags:
    """(n,) what could still be found to count: it does not yet, and a side is unknown. `counted`: (n,) strict or wide."""
    return np.asarray(~counted & (sides == Link.UNKNOWN).any(axis=1))


def together(links: Codes, group: NDArray[np.int64], groups: int) -> Codes:
    """(groups, k) of several rows of one incident: a found link outweighs what is open, and what is open outweighs a no.

    `links`: (rows, k). `group`: (rows,) the incident of each row.
    """
    order = np.array(
        [1, 0, 2, 3], dtype=np.int8
    )  # no < unknown < suspected < confirmed, and the same way back
    most = np.zeros((groups, links.shape[1]), dtype=np.int8)
    np.maximum.at(most, group, order[links])
    return np.asarray(order[most], dtype=np.int8)
