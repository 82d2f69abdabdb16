"""Stating anew what was said before, on newer evidence or because it was wrong. The earlier one stays in the history."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.decision import Decision, allow
from vapenvila.rules.group_facts import POSSIBLE, keeps_the_past
from vapenvila.rules.group_statement import Claim, may_supersede, renewed_review_due
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.checks import check_saying
from vapenvila.web.groups.actions.hold import hold
from vapenvila.web.groups.actions.state import tell
from vapenvila.web.groups.actions.writing import write
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.queries.tables import says_of_row
from vapenvila.web.groups.refusals import StatementEndedMeanwhile
from vapenvila.web.groups.sayings import ActivitySaying, GroundSaid, RelationSaying, Saying, claim_of
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.retention.due_days import day_of


@transaction.atomic
def renew(
    *, statement: Statement, saying: Saying, ground: GroundSaid, looked_at: bool, by: User, at: datetime
) -> Statement:
    """The statement that takes the earlier one's place. Its review date is later only on a newer source (S14)."""
    insist(keeps_the_past_of(statement, saying, ground), field="from_on")
    claim = claim_of(saying, ground)
    return _replace(
        "group_statement.renewed", statement, claim, saying, ground, looked_at=looked_at, by=by, at=at
    )


@transaction.atomic
def end(*, statement: Statement, last_day: date, told_on: date, by: User, at: datetime) -> Statement:
    """The same statement with a last day. Its own source is mostly older than that: `told_on` is the day of the source
    that tells what came after."""
    saying, before = as_said(statement)
    ground = replace(before, to_on=last_day)
    claim = claim_of(saying, ground, end_told_on=told_on)
    # its words stand in the picture already
    return _replace("group_statement.renewed", statement, claim, saying, ground, looked_at=True, by=by, at=at)


def keeps_the_past_of(statement: Statement, saying: Saying, ground: GroundSaid) -> Decision:
    """Whether this may take the place of the statement, or is a change that would make the days before be forgotten."""
    before, _ground = as_said(statement)
    match before, saying:
        case RelationSaying(kind=old), RelationSaying(kind=new):
            said = old.value, new.value
        case ActivitySaying(activity=was), ActivitySaying(activity=now):
            said = was.value, now.value
        case _:
            return allow(POSSIBLE)
    return keeps_the_past(before=said[0], now=said[1], before_from=statement.from_on, now_from=ground.from_on)


@transaction.atomic
def say_as_before(*, statement: Statement, by: User, at: datetime) -> Statement:
    """Undo a renewal: what the statement took the place of is said again, as a new statement (acceptance T25)."""
    earlier = statement.supersedes
    if earlier is None:
        raise StatementEndedMeanwhile
    saying, ground = as_said(earlier)
    claim = claim_of(saying, ground, end_told_on=day_of(earlier.recorded_at))
    return _replace("group_statement.undone", statement, claim, saying, ground, looked_at=True, by=by, at=at)


def _replace(
    act: str,
    statement: Statement,
    claim: Claim,
    saying: Saying,
    ground: GroundSaid,
    *,
    looked_at: bool,
    by: User,
    at: datetime,
) -> Statement:
    old = hold(statement)
    insist(
        may_supersede(
            claim,
            says=says_of_row(old),
            old=old.facts(),
            old_source_on=old.source_on,
            old_review_by=old.review_by,
            today=day_of(at),
        ),
        field="source_on",
    )
    check_saying(saying, ground, programme=old.programme, looked_at=looked_at)
    row = write(
        saying,
        ground,
        programme=old.programme,
        review_by=renewed_review_due(claim, old_source_on=old.source_on, old_review_by=old.review_by),
        by=by,
        at=at,
        supersedes=old,
    )
    tell(act, row, saying, by=by, at=at)
    return row
