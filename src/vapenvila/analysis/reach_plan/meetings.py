"""Who sits in which meeting: rivals where the plan put them, the others spread so that meetings are about as large."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice


def meetings_of(choice: Choice, sessions: int) -> tuple[NDArray[np.int64], ...]:
    """The invited candidates of each meeting. No meeting passes its seats when the choice keeps the limits."""
    rooms: list[list[int]] = [[int(i) for i in np.flatnonzero(choice.place == s)] for s in range(sessions)]
    for i in np.flatnonzero(choice.chosen & (choice.place < 0)):
        min(rooms, key=len).append(int(i))
    return tuple(np.array(sorted(room), dtype=np.int64) for room in rooms)
