"""Which share of the homicides and shootings is group-member-involved: strict, wide and unknown, always all three
together.

An incident is involved when a member is confirmed (strict) or confirmed or suspected (wide) on at least one side. That
counts who was there, not why it happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from vapenvila.analysis.problem_analysis.bounded_share import BoundedShare, bounded_share, plain_limits
from vapenvila.analysis.problem_analysis.inputs import IncidentTable, ProblemError
from vapenvila.analysis.problem_analysis.link import YES, Codes, Flags, strict, undecided, wide
from vapenvila.analysis.result_form import JsonValue

Subset = Literal["together", "homicides", "shootings", "others"]
SUBSETS: Final[tuple[Subset, ...]] = ("together", "homicides", "shootings", "others")


@dataclass(frozen=True, slots=True)
class Involved:
    """One set of incidents. `strict`, `wide`: shares with bounds. `unknown`: of all, those not wide with a side unknown,
    and its limits. `victims`: in strict, in wide, in incidents unknown, and in all; None where not stated."""

    strict: BoundedShare
    wide: BoundedShare
    unknown: int
    unknown_limits: tuple[float, float]
    victims: tuple[int, int, int, int] | None

    @property
    def n(self) -> int:
        """Incidents."""
        return self.strict.n

    @property
    def unknown_share(self) -> float:
        """Share of the incidents of which it is not known."""
        return self.unknown / self.n

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        names = ("strict", "wide", "unknown", "all")
        return {
            "n": self.n,
            "strict": self.strict.as_json(),
            "wide": self.wide.as_json(),
            "unknown": {
                "n": self.unknown,
                "share": self.unknown_share,
                "interval": list(self.unknown_limits),
            },
            "victims": None if self.victims is None else dict(zip(names, self.victims, strict=True)),
        }


@dataclass(frozen=True, slots=True)
class Involvement:
    """Shares of homicides and shootings together, of each, and of the others (explosions and the like), which are never
    added to them. Where the data do not tell shootings from others, `together` is all incidents.

    `kinds_known`: whether they do. `sides`: of each incident. `death_unknown`: incidents of which it is not known whether
    somebody died; `kind_unknown`: whether they are shootings.
    """

    of: Mapping[Subset, Involved]
    kinds_known: bool
    sides: int
    death_unknown: int
    kind_unknown: int
    level: float


def involvement(incidents: IncidentTable, level: float, *, fewest: int = 1) -> Involvement:
    """Sets of fewer than `fewest` incidents are left out. Raises ProblemError when no link is known to be looked at."""
    if incidents.links is None:
        raise ProblemError("The incidents have no link to groups.")
    chosen = _subsets(incidents)
    found = {
        name: _of(
            incidents.links[rows], None if incidents.victims is None else incidents.victims[rows], level
        )
        for name, rows in chosen.items()
        if int(rows.sum()) >= max(1, fewest)
    }
    return Involvement(
        found,
        kinds_known=incidents.shooting is not None,
        sides=incidents.links.shape[1],
        death_unknown=0 if incidents.dead is None else int((incidents.dead < 0).sum()),
        kind_unknown=0 if incidents.shooting is None else int((incidents.shooting < 0).sum()),
        level=level,
    )


def _subsets(incidents: IncidentTable) -> dict[Subset, Flags]:
    every = np.ones(incidents.n, dtype=np.bool_)
    dead = None if incidents.dead is None else np.asarray(incidents.dead > 0)
    if incidents.shooting is None:
        return {"together": every} if dead is None else {"together": every, "homicides": dead}
    shootings = np.asarray(incidents.shooting == YES)
    serious = shootings if dead is None else shootings | dead
    chosen: dict[Subset, Flags] = {"together": serious, "shootings": shootings, "others": ~serious}
    return chosen if dead is None else {**chosen, "homicides": dead}


def _of(links: Codes, victims: np.ndarray[tuple[int], np.dtype[np.int64]] | None, level: float) -> Involved:
    n, narrow, broad = len(links), strict(links), wide(links)
    unknown = undecided(links, broad)
    hurt = None
    if victims is not None and (victims >= 0).all():
        hurt = (
            int(victims[narrow].sum()),
            int(victims[broad].sum()),
            int(victims[unknown].sum()),
            int(victims.sum()),
        )
    return Involved(
        strict=bounded_share(int(narrow.sum()), int(undecided(links, narrow).sum()), n, level),
        wide=bounded_share(int(broad.sum()), int(unknown.sum()), n, level),
        unknown=int(unknown.sum()),
        unknown_limits=plain_limits(int(unknown.sum()), n, level),
        victims=hurt,
    )
