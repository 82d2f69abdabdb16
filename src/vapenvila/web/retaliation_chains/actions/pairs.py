"""Saying of two incidents that the later answers the earlier, or that it does not, and taking that back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.retaliation_chain import IncidentFacts, may_dismiss, may_link, may_take_back
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.pairs import standing
from vapenvila.web.retaliation_chains.vocabulary import Speaks, Verdict
from vapenvila.web.reviews.errors import ask
from vapenvila.web.wall.blind import blind_incidents


@transaction.atomic
def link(
    *, earlier: Incident, later: Incident, reason: str, speaks: Speaks | None, by: User, at: datetime
) -> RetaliationPair:
    """Say that the later incident answers the earlier. `speaks`: why the pair was suggested, where it was."""
    programme = _alone(earlier)
    ask(
        may_link(
            plain_facts(earlier),
            plain_facts(later),
            linked=standing(programme, Verdict.ANSWERS),
            dismissed=standing(programme, Verdict.DISMISSED),
            blind=blind_incidents(),
        )
    )
    return _say(Verdict.ANSWERS, earlier, later, reason, speaks, by, at)


@transaction.atomic
def dismiss(
    *, earlier: Incident, later: Incident, reason: str, speaks: Speaks | None, by: User, at: datetime
) -> RetaliationPair:
    """Say that the later incident does not answer the earlier, and why. The pair is not suggested again."""
    programme = _alone(earlier)
    ask(
        may_dismiss(
            plain_facts(earlier),
            plain_facts(later),
            reason=reason,
            linked=standing(programme, Verdict.ANSWERS),
            dismissed=standing(programme, Verdict.DISMISSED),
            blind=blind_incidents(),
        )
    )
    return _say(Verdict.DISMISSED, earlier, later, reason, speaks, by, at)


@transaction.atomic
def take_back(*, pair: UUID, by: User, at: datetime) -> RetaliationPair:
    """Take back what was said of a pair. The row stays with who took it back and when."""
    row = (
        RetaliationPair.objects.select_for_update(of=("self",))
        .select_related("earlier", "later")
        .get(pk=pair)
    )
    blind = bool(blind_incidents() & {row.earlier_id, row.later_id})
    ask(may_take_back(withdrawn=row.withdrawn_at is not None, blind=blind))
    row.withdrawn_by, row.withdrawn_at = by, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record("retaliation_pair.taken_back", row, by=by, at=at)
    return row


def plain_facts(incident: Incident) -> IncidentFacts:
    """What the rules ask of an incident that is linked by hand; its groups do not matter then."""
    return IncidentFacts(
        id=incident.pk,
        number=incident.number,
        programme=incident.programme_id,
        at=incident.occurred_from,
        on=incident.occurred_from.date(),
        counts=incident.merged_into_id is None and incident.state != State.UNFOUNDED,
    )


def _alone(incident: Incident) -> Programme:
    """The programme, held so that two links made at once never close a circle."""
    return Programme.objects.select_for_update().get(pk=incident.programme_id)


def _say(
    verdict: Verdict,
    earlier: Incident,
    later: Incident,
    reason: str,
    speaks: Speaks | None,
    by: User,
    at: datetime,
) -> RetaliationPair:
    row = RetaliationPair.objects.create(
        programme_id=earlier.programme_id,
        earlier=earlier,
        later=later,
        verdict=verdict,
        speaks=speaks.value if speaks else "",
        reason=reason.strip(),
        said_by=by,
        said_at=at,
    )
    _record(
        "retaliation_pair.linked" if verdict == Verdict.ANSWERS else "retaliation_pair.dismissed",
        row,
        by=by,
        at=at,
    )
    return row


def _record(act: str, row: RetaliationPair, *, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="retaliation_pair",
        subject=row.pk,
        programme=row.programme_id,
        details={"first": row.earlier.number, "second": row.later.number},
    )
