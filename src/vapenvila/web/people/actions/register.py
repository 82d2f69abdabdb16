"""Registering a person in the own room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_listing import may_register, review_due
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.person_mark import may_carry
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.actions.checks import CheckedIdentity, checked_identity
from vapenvila.web.people.actions.let_back import let_back
from vapenvila.web.people.errors import RemovedBeforeError, ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.models import Identity, Person, PersonBatch, PersonChange
from vapenvila.web.people.pseudonyms import new_pseudonym
from vapenvila.web.people.queries.removals import removal_of
from vapenvila.web.people.sealed_identity import fill
from vapenvila.web.wall.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a person is registered: mark, need, and the source with its date and reliability."""

    mark: MarkRule
    need: str
    source: str
    source_on: date
    reliability: str
    protective_track: bool = False
    need_of_child: str = ""


@transaction.atomic
def register_person(
    *,
    room: Room,
    identity: Mapping[str, str],
    ground: Ground,
    looked_at: bool,
    by: User,
    at: datetime,
    today: date,
    again_because: str = "",
) -> Person:
    """Put a person into the room's register. The review date is computed and nobody's to choose.

    RemovedBeforeError: the person was removed from the room before; with `again_because` they are let back for that reason.
    """
    ask(may_enter_real_persons(readiness_of(room.programme), today=today))
    checked = checked_identity(identity, made_up=room.programme.made_up, today=today)
    check_ground(ground, checked, AgencyKind(room.agency.kind), today=today)
    check_texts(
        {"need": ground.need, "source": ground.source, "need_of_child": ground.need_of_child},
        looked_at=looked_at,
    )
    before = removal_of(checked.values, room.pk)
    if before is not None:
        if not again_because.strip():
            raise RemovedBeforeError(before.removal)
        let_back(removal=before.removal, room=room, reason=again_because, looked_at=looked_at, by=by, at=at)
    person, sealed = made_person(room=room, checked=checked, ground=ground, by=by, at=at, today=today)
    _save(person)
    Identity.objects.bulk_create([sealed])
    PersonChange.objects.create(room=room, person=person, version=1, fields=[], by=by, at=at)
    record(
        act="person.registered",
        by=by.pk,
        at=at,
        subject_kind="person",
        subject=person.pk,
        programme=room.programme_id,
        room=room.pk,
        details={"mark": person.mark, "protective_track": person.protective_track},
    )
    return person


def check_ground(ground: Ground, checked: CheckedIdentity, agency: AgencyKind, *, today: date) -> None:
    """Ask every rule on why a person may be registered."""
    ask(may_carry(ground.mark, agency), field="mark")
    if ground.source_on > today:
        ask(refuse(say("The date of the source lies in the future.")), field="source_on")
    ask(
        may_register(
            mark=ground.mark,
            child=checked.adult_from is not None,
            protective_track=ground.protective_track,
            need=ground.need,
            source=ground.source,
            need_of_child=ground.need_of_child,
        ),
        field="need",
    )


def made_person(
    *,
    room: Room,
    checked: CheckedIdentity,
    ground: Ground,
    by: User,
    at: datetime,
    today: date,
    batch: PersonBatch | None = None,
) -> tuple[Person, Identity]:
    """The two rows of a person, not saved yet."""
    need = f"{ground.need.strip()} {ground.need_of_child.strip()}".strip()
    person = Person(
        id=new_id(),
        room=room,
        pseudonym=new_pseudonym(),
        mark=ground.mark.value,
        protective_track=ground.protective_track,
        adult_from=checked.adult_from,
        age_known=checked.born is not None,
        source=ground.source.strip(),
        reliability=ground.reliability,
        source_on=ground.source_on,
        need=need,
        reviewed_on=today,
        review_by=review_due(ground.mark, reviewed=today),
        keeper=by,
        batch=batch,
        created_by=by,
        created_at=at,
    )
    return person, fill(Identity(person=person, room=room), checked.values)


def _save(person: Person) -> None:
    """Draw another pseudonym in the one case in millions that it is taken in this room."""
    for _attempt in range(5):
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError as problem:
            if "pseudonym_once_in_a_room" not in str(problem):
                raise
            person.pseudonym = new_pseudonym()
        else:
            return
    raise RuntimeError("no free pseudonym was found in five attempts")
