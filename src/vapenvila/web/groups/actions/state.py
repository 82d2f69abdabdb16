"""Stating something of groups: a name, an area, whether one acts, how two stand to one another, what became of some."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.group_statement import may_state, review_due
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.groups.actions.checks import check_saying, known_groups
from vapenvila.web.groups.actions.writing import write
from vapenvila.web.groups.models import Statement
from vapenvila.web.groups.sayings import GroundSaid, Saying, claim_of, groups_of, says_of
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.partners.models import Programme
from vapenvila.web.retention.due_days import day_of


@transaction.atomic
def state(
    *,
    programme: Programme,
    saying: Saying,
    ground: GroundSaid,
    looked_at: bool,
    by: User,
    at: datetime,
    released_by_act: UUID | None = None,
) -> Statement:
    """State it. `released_by_act` = the act by which the police let it out of their room, where it came that way."""
    claim = claim_of(saying, ground)
    insist(may_state(claim, today=day_of(at)), field="source_on")
    check_saying(saying, ground, programme=programme, looked_at=looked_at)
    row = write(
        saying,
        ground,
        programme=programme,
        review_by=review_due(claim.says, source_on=claim.source_on, grade=claim.grade),
        by=by,
        at=at,
        released_by_act=released_by_act,
    )
    tell("group_statement.stated", row, saying, by=by, at=at)
    return row


def tell(act: str, row: Statement, saying: Saying, *, by: User, at: datetime) -> None:
    """One audit event: which kind of statement on which groups, on what grade, in sight until when."""
    about = sorted(str(group.pk) for group in known_groups(row.programme, groups_of(saying)).values())
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="group_statement",
        subject=row.pk,
        programme=row.programme_id,
        details={
            "says": says_of(saying).value,
            "groups": about,
            "grade": str(row.grade),
            "review_by": row.review_by.isoformat(),
            "released_by_act": str(row.released_by_act or ""),
        },
    )
