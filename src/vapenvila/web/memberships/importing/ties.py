"""Rows of ties: asked of the same rule as a tie that is written by hand, and written at once."""

from datetime import date
from uuid import UUID

from vapenvila.rules.tie import TieEnd, TieWish, may_tie
from vapenvila.web.memberships.facts import adult_since, person_facts
from vapenvila.web.memberships.importing.look import COPY, Look
from vapenvila.web.memberships.importing.row_checks import FileRow, tell
from vapenvila.web.memberships.models import Tie
from vapenvila.web.people.models import Person

AT_ONCE = 1_000
TieKey = tuple[UUID, UUID, str, date, str]


def write_ties(rows: list[FileRow], look: Look) -> None:
    """Judge each row; those that hold are new ties, known ones, or copies of a row above."""
    known = _known(look)
    ends: dict[UUID, TieEnd] = {}
    seen: dict[TieKey, int] = {}
    made: list[Tie] = []
    for place, row in enumerate(rows, start=1):
        if place % AT_ONCE == 0:
            look.done(rows[:place])
        if not row.good:
            continue
        one, other = (row.people[name] for name in ("one", "other"))
        on = date.fromisoformat(row.cells["on"])
        wish = TieWish(
            one=_end(one, ends), other=_end(other, ends), same_person=one.pk == other.pk, on=on,
            record_ref=row.cells["record_ref"],
        )  # fmt: skip
        decision = may_tie(wish, today=look.today)
        if not decision:
            tell(row, look.mapping, "", decision.reason)
            continue
        a, b = sorted((one.pk, other.pk))
        key = (a, b, row.cells["kind"], on, row.cells["record_ref"])
        if key in seen:
            look.counts.copies += 1
            tell(row, look.mapping, "", COPY, severity="info", detail=str(seen[key]))
        elif key in known:
            look.counts.unchanged += 1
        else:
            made.append(_tie(key, look))
        seen.setdefault(key, row.number)
    Tie.objects.bulk_create(made, batch_size=AT_ONCE)
    look.counts.created = len(made)
    look.done(rows)


def _known(look: Look) -> set[TieKey]:
    rows = Tie.objects.filter(room=look.batch.room_id, ended_at__isnull=True)
    return set(rows.values_list("person_a", "person_b", "kind", "on", "record_ref"))


def _end(person: Person, ends: dict[UUID, TieEnd]) -> TieEnd:
    """Each person is opened once, however many rows name them."""
    if person.pk not in ends:
        ends[person.pk] = TieEnd(person=person_facts(person), adult_since=adult_since(person))
    return ends[person.pk]


def _tie(key: TieKey, look: Look) -> Tie:
    a, b, kind, on, record_ref = key
    return Tie(
        room_id=look.batch.room_id, person_a_id=a, person_b_id=b, kind=kind, on=on, record_ref=record_ref,
        batch=look.batch, recorded_by=look.by, recorded_at=look.at,
    )  # fmt: skip
