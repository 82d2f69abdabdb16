"""When does it happen anyway? The share of the background that each day of the window brings: trend, season, weekday."""

from typing import Literal

import numpy as np

from vapenvila.analysis.checked_events import Floats

Seasons = Literal["auto", "level", "trend", "season"]
YEAR = 365.25
_SEGMENT = 182.0  # days a straight piece of the trend lasts, longer in windows of more than twenty years
_MOST_SEGMENTS = 40
_ENOUGH_FOR_SEASON = 360
_LOOSE = 10.0  # standard deviation of each coefficient before anything is seen; only keeps empty years finite
_ROUNDS = 50


def settled(seasons: Seasons, days: int) -> Seasons:
    """The way that auto stands for in a window of so many days."""
    if seasons != "auto":
        return seasons
    return "season" if days >= _ENOUGH_FOR_SEASON else "trend"


def day_terms(seasons: Seasons, days: int, begin: float) -> Floats:
    """(days, terms) what the logarithm of the background is a sum of. `begin`: the first day, days since 1970.

    `trend`: straight pieces of about half a year, and the seven days of the week; `season`: a wave of one year besides.
    """
    if seasons == "level":
        return np.empty((days, 0))
    at = np.arange(days) + 0.5
    knots = np.linspace(0.0, days, min(max(1, round(days / _SEGMENT)), _MOST_SEGMENTS) + 1)
    pieces = [np.interp(at, knots, np.eye(len(knots))[k]) for k in range(1, len(knots))]
    waves = [7.0 / k for k in (1, 2, 3)]
    if seasons == "season":
        waves.append(YEAR)
    turns = [2.0 * np.pi * (at + begin) / length for length in waves]
    return np.column_stack([*pieces, *(np.sin(turn) for turn in turns), *(np.cos(turn) for turn in turns)])


def day_shares(times: Floats, terms: Floats) -> Floats:
    """(days,) shares that sum to 1, most likely for the events. `times`: (n,) days since the first midnight."""
    days, width = terms.shape
    if width == 0:
        return np.full(days, 1.0 / days)
    seen = np.bincount(np.minimum(times.astype(np.int64), days - 1), minlength=days) @ terms
    n, weights = len(times), np.zeros(width)
    for _ in range(_ROUNDS):
        shares = _shares(terms, weights)
        mean = shares @ terms
        uphill = seen - n * mean - weights / _LOOSE**2
        bend = n * ((terms * shares[:, None]).T @ terms - np.outer(mean, mean)) + np.eye(width) / _LOOSE**2
        step = np.linalg.solve(bend, uphill)
        weights = weights + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-6:
            break
    return _shares(terms, weights)


def _shares(terms: Floats, weights: Floats) -> Floats:
    height = terms @ weights
    shares = np.exp(height - height.max())
    return np.asarray(shares / shares.sum())
