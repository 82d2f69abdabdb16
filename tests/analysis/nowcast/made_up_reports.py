"""Reports of a made-up city as its register saw them: when it happened, came in, and was found to be unfounded."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.made_up_city import Size, make_city, settings_for
from vapenvila.analysis.made_up_city.vocabulary import CHANGED_FIELDS, STATES
from vapenvila.analysis.nowcast import ReportingTriangle, triangle_of_reports


@dataclass(frozen=True, slots=True, eq=False)
class MadeUpReports:
    """(n,) days each; `removed` is NaT where the report stands."""

    happened: NDArray[np.datetime64]
    reported: NDArray[np.datetime64]
    removed: NDArray[np.datetime64]

    def triangle(self, *, today: date, max_delay: int, kind: str = "month") -> ReportingTriangle:
        """The triangle of a day."""
        return triangle_of_reports(
            self.happened, self.reported, self.removed, kind=kind, today=today, max_delay=max_delay
        )


def made_up_reports(size: Size, seed: int, expected: float | None = None) -> MadeUpReports:
    """The reports of one city; `expected`: incidents in all, the size's own number if None."""
    chosen = settings_for(size)
    if expected is not None:
        chosen = replace(chosen, expected_incidents=expected)
    city = make_city(size, seed, settings=chosen)
    incidents, changes = city.incidents, city.classification_events
    unfounded = (changes.field == CHANGED_FIELDS.index("state")) & (changes.new == STATES.index("unfounded"))
    removed = np.full(len(incidents), "NaT", dtype="datetime64[D]")
    removed[changes.incident[unfounded]] = changes.decided_at[unfounded].astype("datetime64[D]")
    return MadeUpReports(
        incidents.occurred_from.astype("datetime64[D]"),
        incidents.reported_at.astype("datetime64[D]"),
        removed,
    )
