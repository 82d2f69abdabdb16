"""What the group picture deletes in time: statements that nobody renewed, each with the earlier ones it took the place of."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_statement import REGIME_OF, Says, delete_on
from vapenvila.rules.retention_table import GRACE_DAYS
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.queries.tables import TABLES
from vapenvila.web.retention.due_days import day_of
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope

NAMES = {
    Says.NAME: _("Names of groups"),
    Says.AREA: _("Areas of groups"),
    Says.ACTIVITY: _("Activity of groups"),
    Says.RELATION: _("Relations between groups"),
    Says.LINEAGE: _("What became of groups"),
}


def due_statements(says: Says, scope: Scope, at: datetime) -> Iterator[Due]:
    """Statements that none has taken the place of, and whose days of grace are over. Earlier ones go with them."""
    today = day_of(at)
    rows = TABLES[says]._default_manager.filter(programme_id=scope.programme_id)
    late = rows.filter(review_by__lt=today - timedelta(days=GRACE_DAYS))
    newest = late.exclude(pk__in=rows.filter(supersedes__isnull=False).values("supersedes"))
    for statement, last_day in newest.order_by("pk").values_list("pk", "review_by"):
        if today >= delete_on(last_day):
            yield Due(statement, REGIME_OF[says], last_day)


def remove_statement(says: Says, scope: Scope, due: Due, at: datetime) -> Removed:
    """The statement and all that it took the place of, the newest first. The group keeps its code and its incidents."""
    table = TABLES[says]
    wordings = links = 0
    earlier = _before(table, due.id)
    links += _delete(table, due.id)
    while earlier is not None:
        following = _before(table, earlier)
        links += _delete(table, earlier)
        wordings, earlier = wordings + 1, following
    return Removed(wordings=wordings, links=links, copies=_copies_outside(scope, at))


def _before(table: type[Statement], statement: UUID | str) -> UUID | None:
    found: UUID | None = table._default_manager.values_list("supersedes", flat=True).get(pk=statement)
    return found


def _delete(table: type[Statement], statement: UUID | str) -> int:
    """Delete one statement; the number of rows that went with it (groups before and after an event)."""
    rows, _parts = table._default_manager.filter(pk=statement).delete()
    return rows - 1


def _copies_outside(scope: Scope, at: datetime) -> int:
    return ExportRecord.objects.filter(
        programme=scope.programme_id,
        kind=ExportKind.GROUPS,
        recalled_at__isnull=True,
        destroyed_confirmed_at__isnull=True,
        expires_on__gte=day_of(at),
    ).count()


STATEMENTS = tuple(
    Retained(
        code=f"group_{says.value}",
        name=NAMES[says],
        level=Level.PROGRAMME,
        regimes=(REGIME_OF[says],),
        due=partial(due_statements, says),
        remove=partial(remove_statement, says),
    )
    for says in Says
)
