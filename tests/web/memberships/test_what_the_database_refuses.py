"""Whoever writes past the rules is refused by the database: one source, a later last day, somebody who may not be listed."""

import pytest
from django.db import Error, IntegrityError, transaction

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    ANALYST,
    a_draft,
    a_group,
    a_judgment,
    a_membership,
    a_tie,
    a_watch,
    at_the_end,
    in_police_room,
)
from tests.web.memberships.refusals import refused, sql
from tests.web.people.made_up import NOW
from vapenvila.rules.membership import MemberRole
from vapenvila.rules.membership_state import NEXT_STATES, MembershipState
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement, Tie
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


STATEMENT = "UPDATE memberships_membershipstatement SET {} WHERE id = %s"


@pytest.mark.acceptance("S10")
@pytest.mark.parametrize(
    "change",
    [
        "withdrawn_at = now(), withdrawn_reason = 'x'",
        "confirmed_by_id = NULL, confirmed_at = NULL",
    ],
)
def test_a_membership_in_use_never_loses_one_of_its_two_legs(city: City, change: str) -> None:
    row = a_membership(city)
    with in_police_room(city), refused("two independent pieces"):
        piece = row.evidence.all()[0]
        sql(f"UPDATE memberships_membershipevidence SET {change} WHERE id = %s", piece.pk)


@pytest.mark.acceptance("S10")
def test_a_leg_is_not_deleted_either(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city), refused("two independent pieces"):
        row.evidence.all()[0].delete()


@pytest.mark.acceptance("S10")
@pytest.mark.parametrize(
    "other",
    [
        {"origin": "MADE-UP court"},
        {"reference": "b12 26"},
        {"reliability": "D"},
        {"credibility": 4},
    ],
    ids=str,
)
def test_a_draft_with_a_second_piece_that_is_none_is_refused(city: City, other: dict[str, object]) -> None:
    draft = a_draft(city)
    with in_police_room(city):
        told = {
            f.attname: getattr(draft, f.attname)
            for f in MembershipStatement._meta.concrete_fields
            if f.name != "id"
        }
        kept = {f.attname: None for f in MembershipEvidence._meta.concrete_fields}
        first, second = draft.evidence.order_by("-on")
        with refused("two independent pieces"):
            draft.evidence.all().delete()
            MembershipStatement.objects.filter(pk=draft.pk).delete()
            copy = MembershipStatement.objects.create(id=new_id(), **told)
            for piece, changed in ((first, {}), (second, other)):
                values = {name: getattr(piece, name) for name in kept} | changed
                MembershipEvidence.objects.create(**{**values, "id": new_id(), "statement_id": copy.pk})


@pytest.mark.acceptance("S10")
def test_two_words_of_those_concerned_are_refused(city: City) -> None:
    draft = a_draft(city)
    with in_police_room(city), refused("two independent pieces"):
        for kind, piece in zip(("own_statement", "group_statement"), list(draft.evidence.all()), strict=True):
            values = {f.attname: getattr(piece, f.attname) for f in MembershipEvidence._meta.concrete_fields}
            piece.delete()
            MembershipEvidence.objects.create(**{**values, "id": new_id(), "kind": kind})


@pytest.mark.acceptance("S14")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("review_by = review_by + 1", "computed by the system"),
        ("review_by = '2030-01-01'", "computed by the system"),
        ("newest_evidence_on = newest_evidence_on + 1, review_by = review_by + 1", "evidence that is there"),
        ("role = 'associate'", "computed by the system"),
        ("certainty = 'possible'", "computed by the system"),
    ],
)
def test_nobody_moves_a_last_day_later(city: City, change: str, words: str) -> None:
    row = a_membership(city)
    with in_police_room(city), refused(words):
        sql(STATEMENT.format(change), row.pk)


@pytest.mark.acceptance("S14")
def test_a_shortened_last_day_is_not_lengthened_again(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city):
        sql(STATEMENT.format("review_by = review_by - 10"), row.pk)
        at_the_end()
        with refused("Only newer evidence"):
            sql(STATEMENT.format("review_by = review_by + 1"), row.pk)


@pytest.mark.parametrize("field", ["person_id", "group_id", "author_id", "stated_at", "room_id"])
def test_whom_a_statement_is_about_and_who_made_it_never_changes(city: City, field: str) -> None:
    row, other = a_membership(city), a_membership(city)
    values = {
        "author_id": city.people[Role.POLICE_OFFICER].pk,
        "room_id": city.rooms[AgencyKind.PROBATION].pk,
    }
    with in_police_room(city), refused("never changes|row-level security|police only|reviews"):
        sql(STATEMENT.format(f"{field} = %s"), values.get(field, getattr(other, field)) if field != "stated_at" else
            NOW.replace(year=2025), row.pk)  # fmt: skip


def test_the_database_knows_the_same_steps_as_the_table_of_states(city: City) -> None:
    written = [state for state in MembershipState if state is not MembershipState.EXPIRED]
    wrong = []
    for old in written:
        for new in written:
            if old is new:
                continue
            allowed = new in NEXT_STATES[old] or (old, new) == (
                MembershipState.DRAFT,
                MembershipState.CURRENT,
            )
            if _goes(city, old, new) != allowed:
                wrong.append((old.value, new.value))
    assert wrong == []


def _goes(city: City, old: MembershipState, new: MembershipState) -> bool:
    """Whether the trigger lets a row that stands at `old` go to `new`; the row is put there without the trigger."""
    row = a_membership(city)
    ended = "ended_at = now(), ended_reason = 'x'"
    with in_police_room(city):
        try:
            with transaction.atomic():
                steps = {
                    MembershipState.DRAFT: ["draft"],
                    MembershipState.REVIEWED: None,
                    MembershipState.CURRENT: [],
                    MembershipState.DISPUTED: ["disputed"],
                    MembershipState.WITHDRAWN: ["withdrawn"],
                }[old]
                for step in ["draft", "reviewed"] if steps is None else steps:
                    sql(
                        STATEMENT.format(f"state = '{step}'" + (f", {ended}" if step == "withdrawn" else "")),
                        row.pk,
                    )
                back = ", ended_at = NULL" if old is MembershipState.WITHDRAWN else ""
                more = f", {ended}" if new is MembershipState.WITHDRAWN else back
                sql(STATEMENT.format(f"state = '{new.value}'{more}"), row.pk)
                transaction.set_rollback(True)
        except Error as problem:
            if "does not go from" not in str(problem):
                raise
            return False
    return True


@pytest.mark.acceptance("S2")
@pytest.mark.parametrize("kind", [AgencyKind.PROBATION, AgencyKind.SOCIAL])
def test_no_other_room_holds_memberships_ties_or_files_of_them(city: City, kind: AgencyKind) -> None:
    listed, tied = a_membership(city), a_tie(city)
    room = city.rooms[kind]
    with acting(programmes=[city.programme.pk], room=room.pk):
        for row in (listed, tied):
            values = {f.attname: getattr(row, f.attname) for f in type(row)._meta.concrete_fields}
            with refused("police only|not there"):
                type(row).objects.create(**{**values, "id": new_id(), "room_id": room.pk})
        with refused("police only"):
            sql("INSERT INTO memberships_membershipbatch (id, room_id, number, label, state, source_system, file_sha256,"
                " file_size, mapping_name, rows, created, updated, unchanged, copies, held, text_warnings, problem,"
                " problem_values, uploaded_by_id, uploaded_at, holds) VALUES (%s, %s, 1, '', 'uploaded', '', '', 0, '', 0,"
                " 0, 0, 0, 0, 0, 0, '', '{}', %s, now(), 'ties')", new_id(), room.pk, city.people[ANALYST].pk)  # fmt: skip


def test_a_group_of_another_programme_is_refused(city: City) -> None:
    listed = a_membership(city)
    other = build_city("sommarhamn", "Sommarhamn")
    group, police = a_group(other), city.rooms[AgencyKind.POLICE]
    both = [city.programme.pk, other.programme.pk]
    with acting(programmes=both, room=police.pk), refused("another programme"):
        values = {f.attname: getattr(listed, f.attname) for f in MembershipStatement._meta.concrete_fields}
        MembershipStatement.objects.create(**{**values, "id": new_id(), "group_id": group.pk})


def test_a_pair_is_kept_in_one_order_and_nothing_of_a_tie_is_changed(city: City) -> None:
    tie = a_tie(city)
    with in_police_room(city):
        ends = {f.attname: getattr(tie, f.attname) for f in Tie._meta.concrete_fields}
        with pytest.raises(IntegrityError, match="one_order"), transaction.atomic():
            Tie.objects.create(
                **{**ends, "id": new_id(), "person_a_id": tie.person_b_id, "person_b_id": tie.person_a_id}
            )
        with pytest.raises(IntegrityError, match="tie_is_written_once"), transaction.atomic():
            Tie.objects.create(**{**ends, "id": new_id()})
        for change in ("record_ref = 'other'", '"on" = "on" - 1'):
            with pytest.raises(Error, match="permission denied"), transaction.atomic():
                sql(f"UPDATE memberships_tie SET {change} WHERE id = %s", tie.pk)


def test_evidence_is_never_changed_and_never_confirmed_by_who_wrote_it(city: City) -> None:
    piece = a_draft(city).evidence
    with in_police_room(city):
        one = piece.all()[0]
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            sql("UPDATE memberships_membershipevidence SET credibility = 1 WHERE id = %s", one.pk)
        with pytest.raises(IntegrityError, match="nobody_confirms"), transaction.atomic():
            sql("UPDATE memberships_membershipevidence SET confirmed_by_id = recorded_by_id, confirmed_at = now()"
                " WHERE id = %s", one.pk)  # fmt: skip


def test_the_reviewer_is_never_the_author(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city), pytest.raises(IntegrityError, match="nobody_reviews"), transaction.atomic():
        sql(STATEMENT.format("reviewer_id = author_id"), row.pk)


def test_these_refusals_are_of_the_change_and_not_of_the_row(city: City) -> None:
    row = a_membership(city, wording=None, evidence=(a_judgment(), a_watch()))
    with in_police_room(city):
        sql(STATEMENT.format("version = version + 1"), row.pk)
        Person.objects.filter(pk=row.person_id).update(need="Another made-up need", mark=Mark.CONVICTED)
        at_the_end()
    assert row.role == MemberRole.MEMBER
