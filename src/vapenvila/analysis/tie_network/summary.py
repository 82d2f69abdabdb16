"""A network in a few numbers, of the whole and never of one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import altair as alt
import numpy as np

from vapenvila.analysis.charts.chart import BLUE, Chart, finished, labelled
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.tie_network.communities import communities_of, modularity
from vapenvila.analysis.tie_network.sentences import say
from vapenvila.analysis.tie_network.structure import components_of, cores_of, joining_places
from vapenvila.analysis.tie_network.ties import Network
from vapenvila.analysis.wording import Language, check_language, number

ENGLISH: Final[Mapping[str, str]] = {
    "tied": "Others tied to",
    "people": "People",
    "caption": "n = {n} people, {ties} ties. How many are tied to how many others.",
}
SWEDISH: Final[Mapping[str, str]] = {
    "tied": "Kopplade till så många andra",
    "people": "Personer",
    "caption": "n = {n} personer, {ties} kopplingar. Hur många som är kopplade till hur många andra.",
}

WEAK = 0.3
"""Below this modularity communities are commonly not taken for real (M. E. J. Newman and M. Girvan 2004)."""


@dataclass(frozen=True, slots=True)
class NetworkSummary:
    """What a network is like.

    `component_sizes`, `community_sizes`: people in each, the largest first. `core_sizes`: people whose core is 0, 1, 2,
    … `joining`: people without whom their component would fall apart. `density`: ties as a share of all that could be.
    `closed`: share of paths over two ties whose ends are tied as well, None where there are none (transitivity).
    `tied_to`: how many people are tied to 0, 1, 2, … others.
    """

    people: int
    ties: int
    component_sizes: tuple[int, ...]
    core_sizes: tuple[int, ...]
    community_sizes: tuple[int, ...]
    modularity: float
    joining: int
    density: float
    closed: float | None
    tied_to: tuple[int, ...]
    to_oneself: int
    outside: int
    period: tuple[str, str] | None
    seed: int | None

    def summary(self, language: Language = "en") -> str:
        """The network in a sentence or two."""
        chosen = check_language(language)
        return say(
            "summary",
            chosen,
            people=self.people,
            ties=self.ties,
            components=len(self.component_sizes),
            largest=self.component_sizes[0],
            percent=number(100.0 * self.component_sizes[0] / self.people, chosen, 0),
            communities=len(self.community_sizes),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the numbers."""
        chosen = check_language(language)
        found = [
            say(key, chosen, n=n)
            for key, n in (("to_oneself", self.to_oneself), ("outside", self.outside))
            if n
        ]
        if self.modularity < WEAK:
            found.append(say("weak", chosen, value=number(self.modularity, chosen)))
        return (*found, say("record", chosen))

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="network_summary",
            estimate=self.component_sizes[0] / self.people,
            estimate_name="share of people in the largest component",
            interval=None,
            level=None,
            p_value=None,
            n=self.people,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "people": self.people,
                "ties": self.ties,
                "components": len(self.component_sizes),
                "component_sizes": list(self.component_sizes),
                "cores": len(self.core_sizes) - 1,
                "core_sizes": list(self.core_sizes),
                "communities": len(self.community_sizes),
                "community_sizes": list(self.community_sizes),
                "modularity": self.modularity,
                "joining": self.joining,
                "density": self.density,
                "closed": self.closed,
                "tied_to": list(self.tied_to),
            },
        )

    def chart(self, labels: Mapping[str, str] = ENGLISH) -> Chart:
        """How many people are tied to how many others."""
        labelled(labels, tuple(ENGLISH))
        rows = [(tied, people) for tied, people in enumerate(self.tied_to)]
        bars = (
            alt.Chart()
            .mark_bar(color=BLUE)
            .encode(
                x=alt.X("tied:O", title=labels["tied"]),
                y=alt.Y("people:Q", title=labels["people"], axis=alt.Axis(tickMinStep=1)),
                tooltip=["tied:O", "people:Q"],
            )
        )
        caption = labels["caption"].format(n=self.people, ties=self.ties)
        return finished(bars, {"tied": labels["tied"], "people": labels["people"]}, rows, caption, height=200)


def network_summary(
    network: Network,
    rng: np.random.Generator,
    *,
    seed: int | None = None,
    period: tuple[str, str] | None = None,
) -> NetworkSummary:
    """Describe a network as a whole. `rng`: orders in which communities are looked for; `seed`: what it was made of.

    `period`: first and last day of the ties, for the record.
    """
    graph = network.graph()
    community = communities_of(network, rng)
    return NetworkSummary(
        people=network.n,
        ties=network.ties,
        component_sizes=tuple(np.bincount(components_of(graph)).tolist()),
        core_sizes=tuple(np.bincount(cores_of(graph)).tolist()),
        community_sizes=tuple(np.bincount(community).tolist()),
        modularity=modularity(network, community),
        joining=len(joining_places(graph)),
        density=2.0 * network.ties / (network.n * (network.n - 1)) if network.n > 1 else 0.0,
        closed=_closed(network),
        tied_to=tuple(np.bincount(network.ties_of_each).tolist()),
        to_oneself=network.to_oneself,
        outside=network.outside,
        period=period,
        seed=seed,
    )


def _closed(network: Network) -> float | None:
    """Share of paths over two ties that are closed by a third."""
    table = network.matrix()
    table.data[:] = 1.0
    paths = float((network.ties_of_each * (network.ties_of_each - 1)).sum())
    return float((table @ table).multiply(table).sum()) / paths if paths else None
