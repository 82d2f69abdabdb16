"""Recording what became of groups, and giving codes to those that came out of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.rules.group_statement import may_state, review_due
from vapenvila.web.accounts.models import User
from vapenvila.web.groups.actions.add_group import next_group
from vapenvila.web.groups.actions.checks import check_saying
from vapenvila.web.groups.actions.state import tell
from vapenvila.web.groups.actions.writing import write
from vapenvila.web.groups.models import LineageEvent
from vapenvila.web.groups.sayings import GroundSaid, LineageSaying, NameSaying, claim_of
from vapenvila.web.groups.vocabulary import CountRule, NameUse, UsedBy
from vapenvila.web.incidents.refusals import Refused, insist
from vapenvila.web.partners.models import Programme
from vapenvila.web.retention.due_days import day_of


@transaction.atomic
def follow(
    *,
    programme: Programme,
    saying: LineageSaying,
    new_labels: Sequence[str],
    ground: GroundSaid,
    looked_at: bool,
    by: User,
    at: datetime,
) -> LineageEvent:
    """Record the event. Each of `new_labels` is a group that came of it: it gets a code, and a label where one is given.

    Where acts follow one successor and none is named, they follow the first new group.
    """
    made = [next_group(programme, by=by, at=at) for _ in new_labels]
    after = (*saying.after, *(group.pk for group in made))
    main = saying.main
    if saying.count_rule == CountRule.FOLLOW_SUCCESSOR and main is None and made:
        main = made[0].pk
    saying = replace(saying, after=after, main=main)
    insist(may_state(claim_of(saying, ground), today=day_of(at)), field="source_on")
    check_saying(saying, ground, programme=programme, looked_at=looked_at)
    row = write(saying, ground, programme=programme, review_by=_last_day(saying, ground), by=by, at=at)
    if not isinstance(row, LineageEvent):
        raise TypeError("what became of groups is a lineage event")
    for group, label in zip(made, new_labels, strict=True):
        if label.strip():
            name = NameSaying(group=group.pk, text=label, use=NameUse.LABEL, used_by=UsedBy.PARTNERS)
            _label(name, ground, programme, looked_at=looked_at, by=by, at=at)
    tell("group_lineage.recorded", row, saying, by=by, at=at)
    return row


def _last_day(saying: LineageSaying | NameSaying, ground: GroundSaid) -> date:
    claim = claim_of(saying, ground)
    return review_due(claim.says, source_on=claim.source_on, grade=claim.grade)


def _label(
    name: NameSaying, ground: GroundSaid, programme: Programme, *, looked_at: bool, by: User, at: datetime
) -> None:
    """The label of a new group stands on the same source as the event; a source too old for that is refused."""
    if not may_state(claim_of(name, ground), today=day_of(at)):
        raise Refused(
            gettext(
                "The source is too old to name a new group on. Leave the new names empty and state them apart."
            ),
            field="new_labels",
        )
    check_saying(name, ground, programme=programme, looked_at=looked_at)
    write(name, ground, programme=programme, review_by=_last_day(name, ground), by=by, at=at)
