"""Everything the pages of chains show: incidents with their groups in words, links, suggestions and counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from vapenvila.rules.retaliation_chain import IncidentFacts, Link, SideFacts, chains
from vapenvila.rules.retaliation_suggestion import REASONS, ChainCounts, Suggestion, counts, suggestions
from vapenvila.web.groups.queries.names import shown_names
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.facts import facts_of, feuds_of, incidents_since
from vapenvila.web.retaliation_chains.queries.pairs import pairs_of, standing
from vapenvila.web.retaliation_chains.vocabulary import Verdict
from vapenvila.web.reviews.vocabulary import GroupLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How far apart incidents may lie to be suggested, and from which day on one looks (None: all)."""

    days: int
    metres: int | None
    first: date | None
    sort: str = "-last"  # of the chains: a key of `SORTS`, with "-" before it from the most to the least


@dataclass(frozen=True, slots=True)
class Told:
    """One incident as the pages tell it: the row, its day, and each side in words."""

    row: Incident
    on: date
    acting: str
    hurt: str


@dataclass(frozen=True, slots=True)
class ToldSuggestion:
    """One suggestion with its two incidents in words and the reason as a sentence."""

    suggestion: Suggestion
    earlier: Told
    later: Told

    @property
    def reason(self) -> str:
        """The sentence of the rule."""
        return REASONS[self.suggestion.reason]


@dataclass(frozen=True, slots=True)
class Chain:
    """Incidents that hang together by links, the earliest first, and the links."""

    incidents: tuple[Told, ...]
    links: tuple[RetaliationPair, ...]

    @property
    def first(self) -> Told:
        """The incident by which it began."""
        return self.incidents[0]

    @property
    def last(self) -> Told:
        """The latest incident."""
        return self.incidents[-1]

    @property
    def days(self) -> int:
        """Days from the first to the last."""
        return (self.last.on - self.first.on).days

    @property
    def dead(self) -> int:
        """How many died in it."""
        return sum(one.row.dead for one in self.incidents)

    @property
    def injured(self) -> int:
        """How many were injured in it."""
        return sum(
            one.row.injured_serious + one.row.injured_slight + one.row.injured_unknown
            for one in self.incidents
        )


SORTS: Final[Mapping[str, Callable[[Chain], date | int]]] = {
    "first": lambda chain: chain.first.on,
    "last": lambda chain: chain.last.on,
    "incidents": lambda chain: len(chain.incidents),
    "days": lambda chain: chain.days,
    "dead": lambda chain: chain.dead,
    "injured": lambda chain: chain.injured,
}


def in_order(chains: Iterable[Chain], sort: str) -> tuple[Chain, ...]:
    """The chains in this order; those that are equal in it, and every chain where no such order is, the latest first."""
    latest = sorted(chains, key=lambda chain: chain.last.row.occurred_from, reverse=True)
    key = SORTS.get(sort.removeprefix("-"))
    return tuple(sorted(latest, key=key, reverse=sort.startswith("-")) if key else latest)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the list of chains is made of. `older`: chains that ended before the period."""

    chains: tuple[Chain, ...]
    older: int
    suggestions: tuple[ToldSuggestion, ...]
    counts: ChainCounts


def sheet_of(programme: Programme, search: Search, *, now: datetime) -> Sheet:
    """Chains with an incident in the period, suggestions of the period, and how many incidents answer another."""
    facts = incidents_since(programme, search.first, at=now)
    feuds = feuds_of(programme, at=now)
    linked, dismissed = standing(programme, Verdict.ANSWERS), standing(programme, Verdict.DISMISSED)
    found = suggestions(facts, feuds, days=search.days, metres=search.metres, settled=linked | dismissed)
    counted = counts(facts, feuds, linked=linked, dismissed=dismissed, days=search.days, metres=search.metres)
    teller = Teller(programme, now)
    told = teller.tell({one.id: one for pair in found for one in (pair.earlier, pair.later)})
    seen = {one.id for one in facts}
    every = chains_of(programme, teller=teller, now=now)
    shown = [chain for chain in every if _within(chain, seen)]
    return Sheet(
        chains=in_order(shown, search.sort),
        older=len(every) - len(shown),
        suggestions=tuple(ToldSuggestion(one, told[one.earlier.id], told[one.later.id]) for one in found),
        counts=counted,
    )


def _within(chain: Chain, seen: set[UUID]) -> bool:
    return any(one.row.pk in seen for one in chain.incidents)


def chains_of(programme: Programme, *, teller: "Teller | None" = None, now: datetime) -> list[Chain]:
    """All chains. Links of an incident that was merged or found unfounded since rest until it counts again."""
    links = [
        row
        for row in pairs_of(programme).filter(verdict=Verdict.ANSWERS, withdrawn_at__isnull=True)
        if counts_now(row.earlier) and counts_now(row.later)
    ]
    teller = teller or Teller(programme, now)
    told = teller.tell(
        teller.facts_of_rows({one.pk: one for row in links for one in (row.earlier, row.later)})
    )
    return [
        Chain(
            incidents=tuple(
                sorted((told[pk] for pk in members), key=lambda one: (one.row.occurred_from, one.row.number))
            ),
            links=tuple(
                sorted(
                    (row for row in links if row.earlier_id in members),
                    key=lambda row: (row.later.occurred_from, row.earlier.occurred_from),
                )
            ),
        )
        for members in chains((row.earlier_id, row.later_id) for row in links)
    ]


def resting_links(programme: Programme) -> list[RetaliationPair]:
    """Links one of whose incidents was merged or found unfounded since: they count no more, and are not forgotten."""
    rows = pairs_of(programme).filter(verdict=Verdict.ANSWERS, withdrawn_at__isnull=True)
    return [row for row in rows if not (counts_now(row.earlier) and counts_now(row.later))]


def counts_now(incident: Incident) -> bool:
    """Whether an incident is neither merged nor unfounded."""
    return incident.merged_into_id is None and incident.state != "unfounded"


class Teller:
    """Tells incidents in words, with the names that groups have in the picture now."""

    def __init__(self, programme: Programme, now: datetime) -> None:
        self._programme, self._now = programme, now
        picture = picture_on(programme, on=timezone.localdate(now), known_at=now)
        self._names: Mapping[UUID, str] = shown_names(programme, picture)

    def facts_of_rows(self, rows: Mapping[UUID, Incident]) -> dict[UUID, IncidentFacts]:
        """These incidents as the rules see them."""
        from_rows = Incident.objects.filter(pk__in=list(rows))
        return {one.id: one for one in facts_of(self._programme, from_rows, at=self._now)}

    def tell(self, facts: Mapping[UUID, IncidentFacts]) -> dict[UUID, Told]:
        """Each of them in words. One query."""
        rows = Incident.objects.filter(pk__in=list(facts)).select_related("area")
        return {row.pk: self._told(row, facts[row.pk]) for row in rows}

    def _told(self, row: Incident, facts: IncidentFacts) -> Told:
        return Told(row, facts.on, self.side(facts.acting), self.side(facts.hurt))

    def side(self, side: SideFacts) -> str:
        """The group and how sure that is; where no group is known, the link alone."""
        link: Promise | str = GroupLink(side.link.value).label
        name = self._names.get(side.named) if side.named else None
        if name is None:
            return str(link)
        return f"{name}" if side.link is Link.CONFIRMED else f"{name} (?)"
