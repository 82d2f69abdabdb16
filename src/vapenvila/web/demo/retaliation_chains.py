"""A few retaliation chains of the made-up city, linked where groups stand on the sides, and one suggestion dismissed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from vapenvila.rules.retaliation_suggestion import USUAL_DAYS, Reason, Suggestion
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.moments import in_working_hours
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.actions.pairs import dismiss, link
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.sheet import Search, ToldSuggestion, sheet_of
from vapenvila.web.retaliation_chains.vocabulary import Speaks

LOOKS_BACK = timedelta(days=360)
LINKS = 5
ANSWERED = "Bedömt vid veckogenomgången: gruppen som drabbades slog tillbaka."
ANOTHER_MATTER = "Bråket gällde en skuld mellan andra och har enligt utredningen inget med den tidigare händelsen att göra."


def make_retaliation_chains(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Link the surest suggestions of the last year, chained where they hang together, and dismiss one of the rest."""
    search = Search(days=USUAL_DAYS, metres=None, first=(now - LOOKS_BACK).date())
    found = sheet_of(programme, search, now=now).suggestions
    answers = sorted((one for one in found if _sure(one.suggestion)), key=lambda one: one.suggestion.later.at)
    chosen = _hanging_together(answers)[:LINKS]
    linked = {one.suggestion.pair for one in chosen}
    begun = in_working_hours(now - timedelta(days=2))
    for place, one in enumerate(chosen):
        _say(link, one, ANSWERED, people[Role.POLICE_ANALYST], begun + timedelta(minutes=6 * place))
    rest = next((one for one in found if one.suggestion.pair not in linked), None)
    if rest is not None:
        _say(dismiss, rest, ANOTHER_MATTER, people[Role.COORDINATOR], begun + timedelta(hours=1))


def _sure(one: Suggestion) -> bool:
    return one.sure and one.reason is Reason.HURT_THEN_ACTED


def _hanging_together(answers: list[ToldSuggestion]) -> list[ToldSuggestion]:
    """First those whose later incident is answered in its turn, or whose earlier one is an answer itself."""
    earlier = {one.suggestion.earlier.id for one in answers}
    later = {one.suggestion.later.id for one in answers}
    return sorted(
        answers,
        key=lambda one: one.suggestion.later.id not in earlier and one.suggestion.earlier.id not in later,
    )


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
