"""Where a profile log-likelihood falls to the floor of an interval."""

from collections.abc import Callable


def crossing(
    inside: float, above: float, outside: float, profile: Callable[[float], float], close: float
) -> float:
    """Value between `inside`, where the profile lies `above` the floor, and `outside` at which it crosses it; `outside` where
    it never does. `profile`: how far above the floor it lies at a value. By regula falsi and halving in turn, to `close`."""
    below = profile(outside)
    if below >= 0.0:
        return outside
    halve = False
    while abs(outside - inside) > close:
        part = 0.5 if halve else min(max((above / (above - below)) ** 0.5, 0.1), 0.9)
        middle = inside + part * (outside - inside)
        reached = profile(middle)
        if reached >= 0.0:
            inside, above = middle, reached
        else:
            outside, below = middle, reached
        halve = not halve
    return 0.5 * (inside + outside)
