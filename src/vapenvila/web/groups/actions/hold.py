"""Taking hold of a statement, so that two people do not end it both."""

from typing import TypeVar

from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.refusals import StatementEndedMeanwhile

S = TypeVar("S", bound=Statement)


def hold(statement: S) -> S:
    """The statement's row, locked until the transaction ends. Stops when it has ended since it was read."""
    table = type(statement)
    current = table._default_manager.select_for_update(of=("self",)).get(pk=statement.pk)
    if current.ended_at is not None and statement.ended_at is None:
        raise StatementEndedMeanwhile
    return current
