"""Withdrawing a statement that should not have been made, or no longer is."""

from datetime import datetime

from django.db import transaction

from vapenvila.rules.group_statement import EndedAs, may_withdraw
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.add_group import spoken_of
from vapenvila.web.groups.actions.hold import hold
from vapenvila.web.groups.actions.state import tell
from vapenvila.web.groups.actions.writing import end
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.queries.as_said import as_said
from vapenvila.web.groups.sayings import groups_of
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.refusals import insist


@transaction.atomic
def withdraw(*, statement: Statement, reason: str, looked_at: bool, by: User, at: datetime) -> Statement:
    """End the statement with a reason. It leaves the picture now and the history after its grace."""
    current = hold(statement)
    insist(may_withdraw(current.facts(), reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    end(current, EndedAs.WITHDRAWN, reason=" ".join(reason.split()), by=by, at=at)
    saying, _ground = as_said(current)
    spoken_of(groups_of(saying))
    tell("group_statement.withdrawn", current, saying, by=by, at=at)
    return current
