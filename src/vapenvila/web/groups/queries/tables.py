"""Which table holds which kind of statement."""

from vapenvila.rules.group_statement import Says
from vapenvila.web.groups.models import (
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    Statement,
)

TABLES: dict[Says, type[Statement]] = {
    Says.NAME: GroupName,
    Says.AREA: GroupArea,
    Says.ACTIVITY: GroupActivity,
    Says.RELATION: GroupRelation,
    Says.LINEAGE: LineageEvent,
}


def says_of_row(statement: Statement) -> Says:
    """What kind of statement a row is."""
    return next(says for says, table in TABLES.items() if isinstance(statement, table))
