"""Re-classifications of incidents, collected so that the register and its history always agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.made_up_city.calendar_frame import out_of_skipped_hour
from vapenvila.analysis.made_up_city.columns import Flags, Indices, Minutes
from vapenvila.analysis.made_up_city.incident_model import ClassificationEvents
from vapenvila.analysis.made_up_city.vocabulary import CHANGE_REASONS, CHANGED_FIELDS

Held = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One field changed in some incidents: `rows`, their `old` and `new` values, and the moments."""

    field: str
    reason: str
    rows: NDArray[np.intp]
    old: Held
    new: Held
    at: Minutes


class Reclassifications:
    """Gathers changes; one due after the window's end has not happened and leaves the old value."""

    def __init__(self, reported: Minutes, end: np.datetime64, rng: np.random.Generator) -> None:
        """`reported`: (n,) when each incident was reported; `end`: first minute after the window."""
        self._reported, self._end, self._rng = reported, end, rng
        self._changes: list[Change] = []

    def moments(self, low_days: float, high_days: float) -> Minutes:
        """A moment for each incident, between so many days after its report."""
        days = self._rng.uniform(low_days, high_days, len(self._reported))
        return out_of_skipped_hour(self._reported + np.ceil(days * 1440).astype("timedelta64[m]"))

    def some(self, share: float) -> Flags:
        """A random share of the incidents."""
        return np.asarray(self._rng.random(len(self._reported)) < share)

    def apply(self, where: Flags, field: str, old: Held, new: Held, reason: str, at: Minutes) -> Held:
        """Change `old` to `new` where asked and due; returns what the register then holds."""
        rows = np.flatnonzero(where & (at < self._end) & (old != new))
        self._changes.append(Change(field, reason, rows, old[rows], new[rows], at[rows]))
        held = old.copy()
        held[rows] = new[rows]
        return held

    def events(self, position: Indices) -> ClassificationEvents:
        """All changes in order of time; `position`: (n,) row of each incident in the register, −1 if none."""
        changes = self._changes
        rows = position[np.concatenate([change.rows for change in changes])]
        at = np.concatenate([change.at for change in changes])
        field = np.repeat([CHANGED_FIELDS.index(c.field) for c in changes], [len(c.rows) for c in changes])
        reason = np.repeat([CHANGE_REASONS.index(c.reason) for c in changes], [len(c.rows) for c in changes])
        order = np.lexsort((field, rows, at))
        order = order[rows[order] >= 0]
        return ClassificationEvents(
            incident=rows[order].astype(np.int32),
            field=field[order].astype(np.int8),
            old=np.concatenate([change.old for change in changes])[order].astype(np.int8),
            new=np.concatenate([change.new for change in changes])[order].astype(np.int8),
            reason=reason[order].astype(np.int8),
            decided_at=at[order],
        )
