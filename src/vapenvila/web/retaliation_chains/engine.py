"""The only door from chains to the analysis library: incidents become pairs beside what chance alone brings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.retaliation_chains import RetaliationChains, chains_chart, retaliation_chains
from vapenvila.rules.retaliation_chain import IncidentFacts, Link, SideFacts

SEED = 20261  # the same for everybody, so that the same incidents show the same figures
PERMUTATIONS = 999
Language = Literal["en", "sv"]


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure beside chance: the result, its summary and warnings in words, and the draws as a chart.

    `chart` is None where no draw could bring anything else than what was found.
    """

    strict: bool
    found: RetaliationChains
    summary: str
    warnings: tuple[str, ...]
    chart: Chart | None

    @property
    def name(self) -> str:
        """The word for it in identifiers of the page."""
        return "strict" if self.strict else "wide"


def beside_chance(
    incidents: Iterable[IncidentFacts], *, days: int, definitions: tuple[str, str], language: Language
) -> tuple[Beside, ...]:
    """By confirmed links alone (strict), and by suspected ones too (wide); the definition of each, for its chart."""
    rows = [one for one in incidents if one.counts]
    return tuple(
        _measured(rows, days=days, strict=strict, definition=definition, language=language)
        for strict, definition in zip((True, False), definitions, strict=True)
    )


def _measured(
    rows: list[IncidentFacts], *, days: int, strict: bool, definition: str, language: Language
) -> Beside:
    numbers: dict[UUID, int] = {}
    found = retaliation_chains(
        np.array([one.at.replace(tzinfo=None) for one in rows], dtype="datetime64[s]"),
        [_number(one.acting, numbers, strict=strict) for one in rows],
        [_number(one.hurt, numbers, strict=strict) for one in rows],
        days=days,
        permutations=PERMUTATIONS,
        seed=SEED,
    )
    told = found.p_value is not None
    chart = chains_chart(found, definition=definition, language=language) if told else None
    return Beside(strict, found, found.summary(language), found.warnings(language), chart)


def _number(side: SideFacts, numbers: dict[UUID, int], *, strict: bool) -> int:
    if side.link is Link.NOT_GMI:
        return -2
    if side.named is None or (strict and side.link is not Link.CONFIRMED):
        return -1
    return numbers.setdefault(side.named, len(numbers))
