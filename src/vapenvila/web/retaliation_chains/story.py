"""A chain told as it happened: one step an incident, each with the earlier ones that it answers and why one knows."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.sheet import Chain, Told


@dataclass(frozen=True, slots=True)
class Answered:
    """One earlier incident that a step answers, the days between the two, and what was said of the pair."""

    told: Told
    days: int
    pair: RetaliationPair


@dataclass(frozen=True, slots=True)
class Step:
    """One incident of the story and what it answers, the latest first; nothing where the chain begins."""

    told: Told
    answers: tuple[Answered, ...]

    @property
    def injured(self) -> int:
        """How many were injured in it."""
        return self.told.row.injured_serious + self.told.row.injured_slight + self.told.row.injured_unknown


def story(chain: Chain) -> tuple[Step, ...]:
    """The incidents of the chain in the order of time."""
    by_id = {one.row.pk: one for one in chain.incidents}
    links: dict[UUID, list[RetaliationPair]] = defaultdict(list)
    for link in chain.links:
        links[link.later_id].append(link)
    return tuple(_step(told, links[told.row.pk], by_id) for told in chain.incidents)


def _step(told: Told, links: list[RetaliationPair], by_id: dict[UUID, Told]) -> Step:
    answers = [
        Answered(by_id[link.earlier_id], (told.on - by_id[link.earlier_id].on).days, link) for link in links
    ]
    return Step(told, tuple(sorted(answers, key=lambda one: one.told.row.occurred_from, reverse=True)))
