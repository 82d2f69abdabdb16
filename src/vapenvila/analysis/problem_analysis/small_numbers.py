"""Counts of people that may be shown: too few are hidden or added up, so that nobody can be told from them or subtracted
out."""

from collections.abc import Sequence

import numpy as np

from vapenvila.analysis.disclosure_control import ProtectionError, one_way, suppress, too_small


def hidden_counts(counts: Sequence[int], smallest: int) -> tuple[bool, ...]:
    """Which of these counts, whose total is told besides, must not be shown: those below `smallest` and what would tell
    them."""
    if smallest <= 1 or not any(0 < count < smallest for count in counts):
        return (False,) * len(counts)
    table = one_way(counts)
    small = too_small(table, smallest)
    told = np.zeros(len(table.values), dtype=np.bool_)
    told[-1] = True
    try:
        found = suppress(table, small, threshold=smallest, must_show=told)
    except ProtectionError:
        return (True,) * len(counts)
    return tuple(found.hidden[:-1].tolist())


def added_up(cells: Sequence[tuple[int, int]], smallest: int) -> tuple[tuple[int, int], ...]:
    """Cells (so many times, people) in rising order, the last meaning "or more": joined from the end until none holds too
    few.

    An empty cell tells of nobody and stays, except at the end.
    """
    kept = [list(cell) for cell in cells]
    while len(kept) > 1 and (kept[-1][1] == 0 or any(0 < people < smallest for _, people in kept)):
        _, last = kept.pop()
        kept[-1][1] += last
    return tuple((times, people) for times, people in kept)
