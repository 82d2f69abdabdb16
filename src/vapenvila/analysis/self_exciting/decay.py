"""The exponential memory of a series of events."""

import numba
import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats


@numba.njit(cache=True)
def remembered(times: Floats, end: float, delay: float) -> tuple[Floats, Floats, float, float]:
    """What earlier events add to each event's intensity if each is followed by one other, after `delay` days in the mean.

    `times`: (n,) rising. Gives β Σ exp(−β Δ), (n,); its derivative by the logarithm of the delay, (n,); the expected number
    of followers before `end`, and its derivative. One pass: T. Ozaki (1979), "Maximum likelihood estimation of Hawkes'
    self-exciting point processes", Annals of the Institute of Statistical Mathematics 31.
    """
    rate = 1.0 / delay
    past, slope = np.empty(len(times)), np.empty(len(times))
    kept, waited, mass, mass_slope = 0.0, 0.0, 0.0, 0.0
    for i in range(len(times)):
        if i > 0:
            gap = times[i] - times[i - 1]
            left = np.exp(-rate * gap)
            waited = left * (waited + gap * (kept + 1.0))
            kept = left * (kept + 1.0)
        past[i] = rate * kept
        slope[i] = rate * (rate * waited - kept)
        before_end = rate * (end - times[i])
        if before_end < 40.0:
            gone = np.exp(-before_end)
            mass += 1.0 - gone
            mass_slope -= before_end * gone
        else:
            mass += 1.0
    return past, slope, mass, mass_slope
