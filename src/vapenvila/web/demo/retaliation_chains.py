"""Retaliation chains of the made-up city: one that ran over months, answers of a year, and one suggestion dismissed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from vapenvila.rules.retaliation_chain import IncidentFacts
from vapenvila.rules.retaliation_suggestion import USUAL_DAYS, Reason, Suggestion
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.moments import in_working_hours
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.actions.pairs import dismiss, link
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.facts import incidents_since
from vapenvila.web.retaliation_chains.queries.sheet import Search, ToldSuggestion, sheet_of
from vapenvila.web.retaliation_chains.vocabulary import Speaks

LOOKS_BACK = timedelta(days=360)
LONG_STORY_BEGINS = timedelta(days=3 * 365)
APART = timedelta(days=20), timedelta(days=110)  # between two incidents of the long story
LINKS = 4
STRUCK_BACK = (
    "Veckogenomgången: gruppen som drabbades slog tillbaka när utredningen om det förra dådet lagts ned."
)
AND_AGAIN = "Veckogenomgången: svar på det förra dådet. Fejden hade bara vilat, enligt utredningsläget."
ANSWERED = "Bedömt vid veckogenomgången: gruppen som drabbades slog tillbaka."
ANOTHER_MATTER = "Bråket gällde en skuld mellan andra och har enligt utredningen inget med den tidigare händelsen att göra."


def make_retaliation_chains(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Link a story of three over months and a few answers of a year, each chain a line, and dismiss one of the rest."""
    begun, analyst = in_working_hours(now - timedelta(days=2)), people[Role.POLICE_ANALYST]
    told = _long_story(incidents_since(programme, (now - LONG_STORY_BEGINS).date(), at=now))
    rows = Incident.objects.in_bulk([one.id for one in told])
    for place, (earlier, later) in enumerate(pairwise(told)):
        link(
            earlier=rows[earlier.id],
            later=rows[later.id],
            reason=(STRUCK_BACK, AND_AGAIN)[place],
            speaks=Speaks.HURT_THEN_ACTED,
            by=analyst,
            at=begun + timedelta(minutes=6 * place),
        )
    search = Search(days=USUAL_DAYS, metres=None, first=(now - LOOKS_BACK).date())
    found = sheet_of(programme, search, now=now).suggestions
    answers = sorted((one for one in found if _sure(one.suggestion)), key=lambda one: one.suggestion.later.at)
    chosen = _lines(answers, taken=told)[:LINKS]
    for place, one in enumerate(chosen):
        _say(link, one, ANSWERED, analyst, begun + timedelta(minutes=20 + 6 * place))
    linked = {one.suggestion.pair for one in chosen}
    rest = next((one for one in found if one.suggestion.pair not in linked), None)
    if rest is not None:
        _say(dismiss, rest, ANOTHER_MATTER, people[Role.COORDINATOR], begun + timedelta(hours=1))


def _long_story(incidents: Sequence[IncidentFacts]) -> tuple[IncidentFacts, ...]:
    """The latest three in which two groups strike by turns with weeks between; two, or none, where the city has no three."""
    rows = [one for one in incidents if one.acting.named and one.hurt.named]
    stories: list[tuple[IncidentFacts, ...]] = [(one,) for one in rows]
    best: tuple[IncidentFacts, ...] = ()
    for _ in range(2):
        stories = [
            (*before, after) for before in stories for after in rows if _strikes_back(before[-1], after)
        ]
        best = max(stories, key=lambda told: told[-1].at, default=best)
    return best


def _strikes_back(before: IncidentFacts, after: IncidentFacts) -> bool:
    """Whether the group that was hurt acts against the one that hurt it, weeks later."""
    by_turns = (after.acting.named, after.hurt.named) == (before.hurt.named, before.acting.named)
    return (
        by_turns and before.acting.named != before.hurt.named and APART[0] <= after.at - before.at <= APART[1]
    )


def _sure(one: Suggestion) -> bool:
    return one.sure and one.reason is Reason.HURT_THEN_ACTED


def _lines(answers: Iterable[ToldSuggestion], *, taken: Iterable[IncidentFacts]) -> list[ToldSuggestion]:
    """Answers of which none answers two incidents and none is answered twice, so that every chain is a line in time."""
    chosen: list[ToldSuggestion] = []
    answered = {one.id for one in taken}
    answering = set(answered)
    for one in answers:
        earlier, later = one.suggestion.pair
        if earlier not in answered and later not in answering:
            chosen.append(one)
            answered.add(earlier)
            answering.add(later)
    return chosen


def _say(
    act: Callable[..., RetaliationPair], one: ToldSuggestion, reason: str, by: User, at: datetime
) -> None:
    act(
        earlier=one.earlier.row,
        later=one.later.row,
        reason=reason,
        speaks=Speaks(one.suggestion.reason.value),
        by=by,
        at=at,
    )
