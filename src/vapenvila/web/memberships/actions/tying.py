"""Writing down that two people stand on one record."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.membership_access import may_hold_memberships
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.tie import TieEnd, TieKind, TieWish, may_tie
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.memberships.facts import adult_since, person_facts
from vapenvila.web.memberships.models import Tie
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.models import Person


@transaction.atomic
def tie_persons(
    *,
    room: Room,
    one: Person,
    other: Person,
    kind: TieKind,
    on: date,
    record_ref: str,
    looked_at: bool,
    by: User,
    at: datetime,
) -> Tie:
    """Tie the records in which the two live now. The pair is kept in one order, so that no tie is written twice."""
    today = timezone.localdate(at)
    ask(may_hold_memberships(AgencyKind(room.agency.kind)))
    ask(may_enter_real_persons(readiness_of(room.programme), today=today))
    first, second = (person.merged_into or person for person in (one, other))
    ask(may_tie(_wish(first, second, on, record_ref), today=today))
    check_texts({"record_ref": record_ref}, looked_at=looked_at)
    a, b = sorted((first.pk, second.pk))
    told = {
        "person_a_id": a,
        "person_b_id": b,
        "kind": kind.value,
        "on": on,
        "record_ref": record_ref.strip(),
    }
    if Tie.objects.filter(room=room, ended_at__isnull=True, **told).exists():
        ask(refuse(say("This tie is written down already.")), field="record_ref")
    made = Tie.objects.create(room=room, **told, recorded_by=by, recorded_at=at)
    _record(made, room, by, at)
    return made


def _wish(first: Person, second: Person, on: date, record_ref: str) -> TieWish:
    return TieWish(
        one=TieEnd(person=person_facts(first), adult_since=adult_since(first)),
        other=TieEnd(person=person_facts(second), adult_since=adult_since(second)),
        same_person=first.pk == second.pk,
        on=on,
        record_ref=record_ref,
    )


def _record(made: Tie, room: Room, by: User, at: datetime) -> None:
    record(
        act="tie.recorded",
        by=by.pk,
        at=at,
        subject_kind="tie",
        subject=made.pk,
        programme=room.programme_id,
        room=room.pk,
        details={"kind": made.kind},
    )
