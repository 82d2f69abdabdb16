"""The slow and obvious version: every incident is looked at beside every other."""

from collections.abc import Sequence


def slow_chains(
    days: Sequence[float],
    acted: Sequence[int],
    hurt: Sequence[int],
    within: float,
    places: Sequence[tuple[float, float]] | None = None,
    distance: float | None = None,
) -> tuple[int, int]:
    """Pairs of blow and answer, and incidents that follow at least one."""
    pairs, followers = 0, set()
    for i in range(len(days)):
        for j in range(len(days)):
            if hurt[i] < 0 or hurt[i] != acted[j] or not 0 < days[j] - days[i] <= within:
                continue
            if places is not None and distance is not None:
                (west, south), (east, north) = places[i], places[j]
                if ((east - west) ** 2 + (north - south) ** 2) ** 0.5 > distance:
                    continue
            pairs += 1
            followers.add(j)
    return pairs, len(followers)
