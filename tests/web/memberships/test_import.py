"""Files of ties, evidence and memberships: the same rules as by hand, every wrong row named, twice changes nothing."""

from typing import Any

import pytest

from tests.cast import City, build_city
from tests.web.memberships.files import (
    MEMBER,
    PIECE,
    SECOND,
    TIE,
    a_workbook,
    checked,
    imported,
    told,
)
from tests.web.memberships.made_up import a_group, a_membership, in_police_room
from tests.web.people.made_up import NUMBER, a_ground, a_person
from vapenvila.rules.person_mark import Mark
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement, Tie
from vapenvila.web.memberships.vocabulary import Holds, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_ties_go_in_by_pseudonym_and_personal_number_and_twice_changes_nothing(city: City) -> None:
    one, other = a_person(city), a_person(city, personnummer=NUMBER)
    rows = (
        {"one": one.pseudonym.lower(), "other": NUMBER, **TIE},
        {"one": NUMBER, "other": one.pseudonym, **TIE},
    )
    first, again = imported(city, Holds.TIES, *rows), imported(city, Holds.TIES, *rows)
    assert (first.rows, first.created, first.copies, first.held) == (2, 1, 1, 0)
    assert (again.created, again.unchanged, again.copies) == (0, 1, 1)
    with in_police_room(city):
        tie = Tie.objects.get()
        assert {tie.person_a_id, tie.person_b_id} == {one.pk, other.pk}
        assert (tie.batch_id, tie.record_ref) == (first.pk, "K 1-26")


def test_a_membership_is_a_draft_on_the_evidence_of_its_rows(city: City) -> None:
    person, group = a_person(city), a_group(city)
    whom = {"person": person.pseudonym, "group": group.code.lower()}
    rows = ({**whom, **MEMBER, **PIECE}, {**whom, **SECOND}, {**whom, **SECOND})
    batch = imported(city, Holds.MEMBERSHIPS, *rows)
    assert (batch.rows, batch.created, batch.copies, batch.held) == (3, 1, 1, 0), batch.report
    with in_police_room(city):
        row = MembershipStatement.objects.get()
        assert (row.state, row.role, row.batch_id, row.evidence.count()) == (
            State.DRAFT,
            "member",
            batch.pk,
            2,
        )
        assert row.steps.count() == 1
    again = imported(city, Holds.MEMBERSHIPS, *rows)
    assert (again.created, again.unchanged, again.held) == (0, 2, 0)


@pytest.mark.acceptance("S10")
def test_a_membership_on_one_source_or_of_one_origin_is_refused_with_row_and_sentence(city: City) -> None:
    one, other, group = a_person(city), a_person(city), a_group(city)
    batch = imported(
        city, Holds.MEMBERSHIPS,
        {"person": one.pseudonym, "group": group.code, **MEMBER, **PIECE},
        {"person": other.pseudonym, "group": group.code, **MEMBER, **PIECE},
        {"person": other.pseudonym, "group": group.code, **SECOND, "origin": "MADE-UP court"},
    )  # fmt: skip
    assert (batch.created, batch.held) == (0, 3)
    sentences = told(batch)
    assert [row for row, _column, _sentence in sentences] == [2, 3, 4]
    assert "two pieces of evidence at least" in sentences[0][2]
    assert "one origin" in sentences[1][2]
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("mark", [Mark.VICTIM, Mark.WITNESS])
def test_nobody_who_is_not_suspected_comes_in_by_a_file(city: City, mark: Mark) -> None:
    victim, other, group = a_person(city, ground=a_ground(mark)), a_person(city), a_group(city)
    whom = {"person": victim.pseudonym, "group": group.code}
    stated = imported(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})
    tied = imported(city, Holds.TIES, {"one": victim.pseudonym, "other": other.pseudonym, **TIE})
    assert (stated.created, stated.held, tied.created, tied.held) == (0, 2, 0, 1)
    assert all("is never listed" in sentence for _row, _column, sentence in (*told(stated), *told(tied)))


@pytest.mark.acceptance("S13")
def test_no_child_comes_in_by_a_file(city: City) -> None:
    on_the_track = a_ground(protective_track=True, need_of_child="Made-up need of the child")
    child = a_person(city, ground=on_the_track, birth_date="2010-06-02")
    other, group = a_person(city), a_group(city)
    whom = {"person": child.pseudonym, "group": group.code}
    stated = imported(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})
    tied = imported(city, Holds.TIES, {"one": child.pseudonym, "other": other.pseudonym, **TIE})
    assert (stated.created, stated.held, tied.created, tied.held) == (0, 2, 0, 1)
    assert "under 18" in told(tied)[0][2]


def test_every_wrong_cell_is_named_with_row_and_column(city: City) -> None:
    one, other = a_person(city), a_person(city)
    good = {"one": one.pseudonym, "other": other.pseudonym, **TIE}
    batch = checked(
        city, Holds.TIES, good, {**good, "one": "ABC-0000"}, {**good, "other": "Somebody"}, {**good, "on": "2026-02-31"},
        {**good, "kind": "friends"}, {**good, "record_ref": ""}, {**good, "record_ref": "800101-1231"},
        {**good, "on": "2027-01-01"}, {**good, "other": one.pseudonym},
    )  # fmt: skip
    assert (batch.created, batch.held) == (1, 8), batch.report
    wrong = {row: column for row, column, _sentence in told(batch)}
    assert wrong == {
        3: "one",
        4: "other",
        5: "on",
        6: "kind",
        7: "record_ref",
        8: "record_ref",
        9: "",
        10: "",
    }
    assert "1231" not in str(batch.report)


def test_rows_of_one_membership_stand_or_fall_together(city: City) -> None:
    person, group = a_person(city), a_group(city)
    whom = {"person": person.pseudonym, "group": group.code}
    batch = imported(
        city, Holds.MEMBERSHIPS,
        {**whom, **MEMBER, **PIECE}, {**whom, **SECOND}, {**whom, **SECOND, "evidence_on": "soon"},
    )  # fmt: skip
    assert (batch.created, batch.held) == (0, 3)
    other = imported(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND, "role": "core"})
    assert (other.created, told(other)[-1][1]) == (0, "role")


def test_groups_are_known_by_code_and_an_unknown_one_is_refused(city: City) -> None:
    person = a_person(city)
    whom = {"person": person.pseudonym, "group": "G99"}
    batch = checked(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})
    assert {(row, column) for row, column, _sentence in told(batch)} == {(2, "group"), (3, "group")}


def test_evidence_is_added_to_what_is_stated_and_to_nothing_else(city: City) -> None:
    row, other = a_membership(city), a_person(city)
    piece = {**SECOND, "origin": "Another unit", "evidence_on": "2026-11-01"}
    known = {"person": row.person.pseudonym, "group": row.group.code, **piece}
    batch = imported(city, Holds.EVIDENCE, known, {**known, "person": other.pseudonym})
    assert (batch.created, batch.held) == (1, 1)
    with in_police_room(city):
        made = MembershipEvidence.objects.get(batch=batch)
        before = row.review_by
        row.refresh_from_db()
        assert (made.confirmed_at, row.review_by) == (None, before)
    again = imported(city, Holds.EVIDENCE, known)
    assert (again.created, again.unchanged) == (0, 1)


def test_a_workbook_is_read_like_a_file_of_text(city: City) -> None:
    one, other = a_person(city), a_person(city)
    file = a_workbook(Holds.TIES, {"one": one.pseudonym, "other": other.pseudonym, **TIE})
    assert imported(city, Holds.TIES, file=file).created == 1


def test_the_dry_run_keeps_nothing_and_the_trail_tells_of_no_row(city: City) -> None:
    person, group = a_person(city), a_group(city)
    whom = {"person": person.pseudonym, "group": group.code}
    batch = checked(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})
    assert (batch.state, batch.created) == ("checked", 1)
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()
        assert not AuditEvent.objects.filter(act="membership.stated").exists()


def test_words_in_swedish_are_understood_and_others_are_mapped(city: City) -> None:
    one, other = a_person(city), a_person(city)
    row: dict[str, Any] = {"one": one.pseudonym, "other": other.pseudonym, **TIE}
    rows = ({**row, "kind": "Gripna tillsammans"}, {**row, "kind": "stopp"})
    assert told(checked(city, Holds.TIES, *rows))[0][:2] == (3, "kind")
    mapped = imported(city, Holds.TIES, *rows, words={"kind": {"stopp": "stopped_together"}})
    assert mapped.created == 2


@pytest.mark.acceptance("S9")
def test_warnings_in_texts_are_counted_and_wait_for_a_look(city: City) -> None:
    person, group = a_person(city), a_group(city)
    whom = {"person": person.pseudonym, "group": group.code}
    rows = ({**whom, **MEMBER, **PIECE, "source": "Said by an immigrant"}, {**whom, **SECOND})
    assert checked(city, Holds.MEMBERSHIPS, *rows).text_warnings == 1
