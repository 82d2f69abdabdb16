"""Rows of records the room has: what is new in them goes into the record and its history, and nothing else does.

An empty cell changes nothing (acceptance T29). Need, source and review date stay as they are: sending a file again never
lets a record live longer.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from vapenvila.rules.decision import Sentence
from vapenvila.rules.person_import import FoundRecord, may_take_mark_from_file, may_update_from_file
from vapenvila.rules.person_listing import may_register, review_due
from vapenvila.rules.person_mark import Mark
from vapenvila.web.people.actions.amend import change_of
from vapenvila.web.people.actions.checks import CheckedIdentity, checked_identity
from vapenvila.web.people.errors import RefusedError, ask
from vapenvila.web.people.importing.new_persons import Commit
from vapenvila.web.people.importing.row_checks import CheckedRow
from vapenvila.web.people.listings import end_listings
from vapenvila.web.people.models import Identity, Person, PersonChange, PersonReference
from vapenvila.web.people.registry import set_aside
from vapenvila.web.people.sealed_identity import fill, opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS, PersonState


@dataclass(slots=True)
class Found:
    """A record under a row's reference, with what the row would change in it; or why it may not."""

    row: CheckedRow
    person: Person
    identity: Identity
    reference: PersonReference
    checked: CheckedIdentity | None = None
    values: dict[str, str] | None = None
    facts: dict[str, Any] | None = None
    refused: tuple[str, Sentence] | None = None

    @property
    def changes(self) -> bool:
        """Whether the row says something new."""
        return bool(self.values or self.facts)


def compare(
    rows: dict[UUID, CheckedRow],
    *,
    room: UUID,
    source: str,
    by: UUID,
    made_up: bool,
    today: date,
    lock: bool,
) -> list[Found]:
    """Each row against the record it is of. `lock` holds the records until the transaction ends."""
    persons = Person.objects.filter(pk__in=rows, room=room).order_by("pk")
    if lock:
        persons = persons.select_for_update()
    identities = Identity.objects.in_bulk(list(rows))
    known = PersonReference.objects.filter(person__in=list(rows), source_system=source)
    references = {reference.person_id: reference for reference in known}
    aside = set_aside(room)
    found = []
    for person in persons:
        one = Found(rows[person.pk], person, identities[person.pk], references[person.pk])
        in_use = person.state == PersonState.ACTIVE and person.review_by >= today and person.pk not in aside
        record = FoundRecord(
            in_use=in_use,
            protected=person.protective_track,
            keeper=person.keeper_id,
            changed_by_hand=person.version != one.reference.version_after,
        )
        _judge(one, record, by=by, made_up=made_up, today=today)
        found.append(one)
    return found


def _judge(one: Found, record: FoundRecord, *, by: UUID, made_up: bool, today: date) -> None:
    """What the row changes, asked of every rule that a change by hand is asked of."""
    row = one.row
    if row.identity is None or row.ground is None:
        raise ValueError("a row that was held back is never compared")
    try:
        ask(may_update_from_file(replace(record, changed_by_hand=False), by=by), field="reference")
        now = opened(one.identity, IDENTITY_FIELDS)
        given = {name: value for name, value in row.identity.values.items() if value}
        wanted = {**now, **given, **dict.fromkeys(row.clears & set(IDENTITY_FIELDS), "")}
        one.checked = checked_identity(wanted, made_up=made_up, today=today)
        one.values = {name: value for name, value in one.checked.values.items() if value != now[name]}
        one.facts = _facts(one)
        if one.changes:
            ask(may_update_from_file(record, by=by), field="reference")
    except RefusedError as refused:
        one.refused = (refused.field or "reference", refused.reason)


def _facts(one: Found) -> dict[str, Any]:
    person, ground = one.person, one.row.ground
    if ground is None or one.checked is None:
        return {}
    facts: dict[str, Any] = {}
    if "mark" in one.row.cells and ground.mark.value != person.mark:
        ask(may_take_mark_from_file(Mark(person.mark), ground.mark), field="mark")
        facts["mark"] = ground.mark.value
    child = one.checked.adult_from is not None
    if child and not person.protective_track:
        facts["protective_track"] = True
    ask(
        may_register(
            mark=Mark(facts.get("mark", person.mark)),
            child=child,
            protective_track=facts.get("protective_track", person.protective_track),
            need=person.need,
            source=person.source,
            need_of_child=ground.need_of_child or (person.need if person.protective_track else ""),
        ),
        field="need_of_child",
    )
    return facts


def write_found(found: list[Found], commit: Commit, contents: dict[UUID, bytes]) -> None:
    """Change the records as judged, each with what stood there before; remember what the file said."""
    changed = [one for one in found if one.refused is None and one.changes]
    history = [_change(one, commit) for one in changed]
    Person.objects.bulk_update(
        [one.person for one in changed],
        ["mark", "protective_track", "adult_from", "age_known", "review_by", "version", "updated_at"],
        batch_size=500,
    )
    Identity.objects.bulk_update(
        [one.identity for one in changed],
        [*IDENTITY_FIELDS, "name_sounds", "name_pairs", "personnummer_hash", "case_number_hash"],
        batch_size=500,
    )
    PersonChange.objects.bulk_create(history, batch_size=500)
    end_listings([one.person for one in changed], by=commit.by, at=commit.at)
    seen = [one for one in found if one.refused is None]
    for one in seen:
        one.reference.content_hash = contents[one.person.pk]
        if one.changes:
            one.reference.version_after = one.person.version
    PersonReference.objects.bulk_update(
        [one.reference for one in seen], ["content_hash", "version_after"], batch_size=500
    )


def _change(one: Found, commit: Commit) -> PersonChange:
    person, values, facts = one.person, one.values or {}, one.facts or {}
    now = opened(one.identity, values)
    before = {**now, **{name: getattr(person, name) for name in facts}}
    for name, value in facts.items():
        setattr(person, name, value)
    if one.checked is not None:
        person.adult_from, person.age_known = one.checked.adult_from, one.checked.born is not None
    person.review_by = min(person.review_by, review_due(Mark(person.mark), reviewed=person.reviewed_on))
    person.version += 1
    person.updated_at = commit.at
    fill(one.identity, values)
    return change_of(person, before, reason="", by=commit.by, at=commit.at, batch=commit.batch)
