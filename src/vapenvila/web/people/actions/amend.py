"""Changing a record. What stood there before is kept, sealed, and can be put back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_listing import may_register, review_due
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.person_mark import may_carry, may_change_mark
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.people.actions.checks import checked_identity
from vapenvila.web.people.errors import EditedMeanwhileError, ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Identity, Person, PersonBatch, PersonChange
from vapenvila.web.people.sealed_identity import fill, opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS, PersonState
from vapenvila.web.vault.sealing import seal, unseal

FACTS = ("mark", "protective_track", "need")
BEFORE = "person.before"


def locked(person: Person, version: int) -> Person:
    """The row, held until the end of the transaction, if it still stands as it was read."""
    row = (
        Person.objects.select_for_update(of=("self",))
        .select_related("room__agency", "room__programme")
        .get(pk=person.pk)
    )
    if row.version != version:
        raise EditedMeanwhileError
    if row.state != PersonState.ACTIVE:
        ask(refuse(say("This record is no longer in use.")))
    return row


@transaction.atomic
def amend_person(
    *,
    person: Person,
    version: int,
    identity: Mapping[str, str],
    facts: Mapping[str, Any],
    reason: str,
    looked_at: bool,
    by: User,
    at: datetime,
    today: date,
) -> Person:
    """Change the named fields. `version` is the one the person saw: if somebody was faster, nothing is saved."""
    row = locked(person, version)
    sealed = Identity.objects.get(person=row)
    now = opened(sealed, IDENTITY_FIELDS)
    checked = checked_identity({**now, **identity}, made_up=row.room.programme.made_up, today=today)
    changed = {name: value for name, value in checked.values.items() if value != now[name]}
    new_facts = {name: value for name, value in facts.items() if value != getattr(row, name)}
    if not changed and not new_facts:
        return row
    if not reason.strip():
        ask(refuse(say("Write why the record is changed.")), field="reason")
    before = {name: now[name] for name in changed} | {name: getattr(row, name) for name in new_facts}
    _check_facts(row, new_facts, child=checked.adult_from is not None)
    check_texts({"reason": reason, "need": str(new_facts.get("need", ""))}, looked_at=looked_at)
    for name, value in new_facts.items():
        setattr(row, name, value)
    row.adult_from, row.age_known = checked.adult_from, checked.born is not None
    row.review_by = min(row.review_by, review_due(MarkRule(row.mark), reviewed=row.reviewed_on))
    row.version += 1
    row.save()
    fill(sealed, changed).save()
    end_listings([row], by=by.pk, at=at)
    _keep(row, before, reason, by, at)
    return row


def _check_facts(row: Person, facts: Mapping[str, Any], *, child: bool) -> None:
    if "mark" in facts:
        new = MarkRule(facts["mark"])
        ask(may_carry(new, AgencyKind(row.room.agency.kind)), field="mark")
        ask(may_change_mark(MarkRule(row.mark), new), field="mark")
    ask(
        may_register(
            mark=MarkRule(facts.get("mark", row.mark)),
            child=child,
            protective_track=facts.get("protective_track", row.protective_track),
            need=facts.get("need", row.need),
            source=row.source,
            need_of_child=facts.get("need", row.need),
        ),
        field="protective_track",
    )


def change_of(
    row: Person,
    before: Mapping[str, Any],
    *,
    reason: str,
    by: UUID,
    at: datetime,
    batch: PersonBatch | None = None,
) -> PersonChange:
    """A line of the history, not saved yet: what stood before, sealed, under the record's new version."""
    return PersonChange(
        room_id=row.room_id,
        person=row,
        version=row.version,
        fields=sorted(before),
        before=seal(json.dumps(before, ensure_ascii=False), row=row.pk, purpose=BEFORE),
        reason=reason.strip(),
        batch=batch,
        by_id=by,
        at=at,
    )


def _keep(row: Person, before: Mapping[str, Any], reason: str, by: User, at: datetime) -> None:
    change_of(row, before, reason=reason, by=by.pk, at=at).save()
    record(
        act="person.amended",
        by=by.pk,
        at=at,
        subject_kind="person",
        subject=row.pk,
        programme=row.room.programme_id,
        room=row.room_id,
        details={"fields": sorted(before), "version": row.version},
    )


def before_of(change: PersonChange) -> dict[str, Any]:
    """What stood in the changed fields before. Empty for the registration."""
    if not change.before:
        return {}
    found: dict[str, Any] = json.loads(unseal(bytes(change.before), row=change.person_id, purpose=BEFORE))
    return found


def undo_change(
    *, change: PersonChange, version: int, reason: str, by: User, at: datetime, today: date
) -> Person:
    """Put back what stood before a change: a new change in the history, never a silent one."""
    before = before_of(change)
    return amend_person(
        person=change.person,
        version=version,
        identity={name: value for name, value in before.items() if name in IDENTITY_FIELDS},
        facts={name: value for name, value in before.items() if name in FACTS},
        reason=reason,
        looked_at=True,
        by=by,
        at=at,
        today=today,
    )
