"""Aoristic hours the slow and obvious way, minute by minute: what `week_hours` must equal."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.small_counts.week_hours import WEEK, Moments, checked_intervals


def slow_week_hours(occurred_from: Moments, occurred_to: Moments) -> NDArray[np.float64]:
    """(7, 24) weights: every minute of an interval gets the same share of the incident. For tests only."""
    hours = np.zeros(168)
    begins, lengths = checked_intervals(occurred_from, occurred_to)
    for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True):
        if length == 0:
            hours[begin // 60] += 1.0
        elif length > WEEK:
            hours += 1.0 / 168.0
        else:
            for minute in range(begin, begin + length):
                hours[(minute % WEEK) // 60] += 1.0 / length
    return hours.reshape(7, 24)
