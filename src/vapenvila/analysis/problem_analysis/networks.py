"""How people, and groups, are tied: networks as wholes. Ties on record where there are any, else people suspected of the
same."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vapenvila.analysis.problem_analysis.inputs import PersonTable, ProblemError, TieTable
from vapenvila.analysis.problem_analysis.small_numbers import added_up
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.tie_network import (
    Network,
    NetworkSummary,
    network_of_incidents,
    network_of_ties,
    network_summary,
)
from vapenvila.analysis.wording import Language

Source = Literal["ties", "co_suspects", "relations"]
MOST_TIED = 10
"""Whoever is tied to so many or more is counted together."""


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """`source`: ties on record, people suspected of the same incident, or relations between groups. `tied`: those with at
    least one tie. `tied_to`: how many are tied to 0, 1, 2, … others, the last meaning "or more", which takes in whatever
    is too few. `parts`: sizes of the separate parts, those of fewer than `smallest` left out. `joining`: None where too
    few to be told."""

    found: NetworkSummary
    source: Source
    tied: int
    tied_to: tuple[tuple[int, int], ...]
    parts: tuple[int, ...]
    joining: int | None

    @property
    def people(self) -> bool:
        """Whether of people, and not of groups."""
        return self.source != "relations"

    def as_json(self, language: Language) -> dict[str, JsonValue]:
        """As JSON values: the whole, and no number that stands for a few people."""
        whole = self.found.to_dict(language)
        details = whole["details"]
        assert isinstance(details, dict)  # noqa: S101 — as_json makes it one
        kept = ("people", "ties", "components", "cores", "communities", "modularity", "density", "closed")
        return {
            **whole,
            "details": {
                **{name: details[name] for name in kept},
                "source": self.source,
                "tied": self.tied,
                "tied_to": [list(cell) for cell in self.tied_to],
                "component_sizes": list(self.parts),
                "joining": self.joining,
            },
        }


def of_ties(table: TieTable, source: Source, *, smallest: int, seed: int) -> Structure:
    """Ties by the rows on record. `smallest`: fewer people are not told; of groups every number is. Raises NetworkError."""
    network = network_of_ties(table.one, table.other, weights=table.weight, everyone=table.everyone)
    period = None
    if table.day is not None and len(table.day) and not np.isnat(table.day).all():
        days = table.day[~np.isnat(table.day)].astype("datetime64[D]")
        period = (str(days.min()), str(days.max()))
    return _described(network, source, period, 1 if source == "relations" else smallest, seed)


def of_co_suspects(persons: PersonTable, *, smallest: int, seed: int) -> Structure:
    """Everybody suspected of anything; a tie is a common incident. Raises ProblemError or NetworkError."""
    if persons.person is None:
        raise ProblemError("The rows of persons do not say who is the same person.")
    rows = [
        at
        for at, suspect in enumerate(persons.suspect.tolist())
        if suspect and persons.person[at] is not None
    ]
    if not rows:
        raise ProblemError("No row names a suspect.")
    network = network_of_incidents([persons.incident[at] for at in rows], [persons.person[at] for at in rows])
    return _described(network, "co_suspects", None, smallest, seed)


def _described(
    network: Network, source: Source, period: tuple[str, str] | None, smallest: int, seed: int
) -> Structure:
    if network.n < smallest:
        raise ProblemError(f"The network has fewer than {smallest} people; nothing is told of so few.")
    made = network_summary(network, np.random.default_rng(seed), seed=seed, period=period)
    others = np.minimum(network.ties_of_each, MOST_TIED)
    tally = np.bincount(others, minlength=MOST_TIED + 1).tolist()
    return Structure(
        found=made,
        source=source,
        tied=int((network.ties_of_each > 0).sum()),
        tied_to=added_up(list(enumerate(tally)), smallest),
        parts=tuple(size for size in made.component_sizes if size >= smallest),
        joining=made.joining if made.joining == 0 or made.joining >= smallest else None,
    )
