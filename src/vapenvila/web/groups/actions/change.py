"""A change on a day as one act: what was said before gets its last day, and what holds since is a statement of its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.renew import end, keeps_the_past_of
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.sayings import ActivitySaying, GroundSaid, RelationSaying, Saying, groups_of
from vapenvila.web.incidents.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was said before until its last day, what is said now from its first, and a token that names exactly this."""

    before: str
    last_day: date
    now: str
    first_day: date
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Both statements: the earlier one with its last day, and the new one."""

    ended: Statement
    made: Statement


def change_of(statement: Statement, saying: Saying, ground: GroundSaid) -> Change | None:
    """The change that is meant where the same groups are said to stand otherwise from a later day on; None otherwise."""
    if keeps_the_past_of(statement, saying, ground):
        return None
    earlier, said_on = as_said(statement)
    if set(groups_of(earlier)) != set(groups_of(saying)):
        return None
    eve = ground.from_on - timedelta(days=1)
    last_day = min(said_on.to_on, eve) if said_on.to_on else eve
    before, now = _word(earlier), _word(saying)
    token = ":".join((str(statement.pk), last_day.isoformat(), now, ground.from_on.isoformat()))
    return Change(before=before, last_day=last_day, now=now, first_day=ground.from_on, token=token)


@transaction.atomic
def change(
    *, statement: Statement, saying: Saying, ground: GroundSaid, looked_at: bool, by: User, at: datetime
) -> Changed:
    """End the earlier statement on the eve and state what holds since: both or neither, each on a ground of its own.

    The earlier one keeps its source, grade and review date, and its last day is told by the source of the new one; the new
    one has those that are given.
    """
    meant = change_of(statement, saying, ground)
    if meant is None:
        raise Refused(gettext("This is no change from a later day on between the same groups."))
    ended = end(statement=statement, last_day=meant.last_day, told_on=ground.source_on, by=by, at=at)
    made = state(
        programme=statement.programme, saying=saying, ground=ground, looked_at=looked_at, by=by, at=at
    )
    return Changed(ended=ended, made=made)


def _word(saying: Saying) -> str:
    match saying:
        case RelationSaying():
            return saying.kind.value
        case ActivitySaying():
            return saying.activity.value
        case _:
            raise TypeError("only how groups stand, and whether one acts, change on a day")
