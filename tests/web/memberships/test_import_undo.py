"""A whole file out of the room again: all of it, or nothing with a sentence why."""

import pytest

from tests.cast import City, build_city
from tests.web.memberships.files import MEMBER, PIECE, SECOND, TIE, imported
from tests.web.memberships.made_up import (
    ANALYST,
    OFFICER,
    a_group,
    a_membership,
    a_tie,
    at_the_end,
    in_police_room,
)
from tests.web.people.made_up import NOW, a_person
from vapenvila.web.memberships.actions.proving import confirm_evidence
from vapenvila.web.memberships.actions.reviewing import review_membership
from vapenvila.web.memberships.actions.undo_import import undo_membership_batch
from vapenvila.web.memberships.models import MembershipBatch, MembershipEvidence, MembershipStatement, Tie
from vapenvila.web.memberships.vocabulary import Holds, State
from vapenvila.web.people.errors import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def undone(city: City, batch: MembershipBatch) -> int:
    with in_police_room(city):
        removed = undo_membership_batch(batch=batch, by=city.people[ANALYST], at=NOW)
        at_the_end()
        return removed


def a_file_of_one(city: City) -> MembershipBatch:
    whom = {"person": a_person(city).pseudonym, "group": a_group(city).code}
    return imported(city, Holds.MEMBERSHIPS, {**whom, **MEMBER, **PIECE}, {**whom, **SECOND})


def test_ties_of_the_file_go_and_others_stay(city: City) -> None:
    kept = a_tie(city)
    one, other = a_person(city), a_person(city)
    batch = imported(city, Holds.TIES, {"one": one.pseudonym, "other": other.pseudonym, **TIE})
    assert undone(city, batch) == 1
    with in_police_room(city):
        assert list(Tie.objects.all()) == [kept]
        assert MembershipBatch.objects.get().state == "undone"


def test_drafts_of_the_file_go_with_evidence_and_history(city: City) -> None:
    kept, batch = a_membership(city), a_file_of_one(city)
    assert undone(city, batch) == 1
    with in_police_room(city):
        assert list(MembershipStatement.objects.all()) == [kept]
        assert MembershipEvidence.objects.count() == 2


def test_what_somebody_has_signed_since_is_not_taken_back(city: City) -> None:
    batch = a_file_of_one(city)
    with in_police_room(city, OFFICER):
        row = MembershipStatement.objects.get()
        review_membership(statement=row, version=row.version, by=city.people[OFFICER], at=NOW)
    with pytest.raises(RefusedError, match="worked on statements"):
        undone(city, batch)
    with in_police_room(city):
        assert (MembershipStatement.objects.count(), MembershipBatch.objects.get().state) == (1, "committed")


def test_evidence_of_the_file_is_withdrawn_and_the_last_day_falls_back(city: City) -> None:
    row = a_membership(city)
    before = row.review_by
    piece = {**SECOND, "origin": "Another unit", "evidence_on": "2026-11-01"}
    batch = imported(city, Holds.EVIDENCE, {"person": row.person.pseudonym, "group": row.group.code, **piece})
    with in_police_room(city, OFFICER):
        made = MembershipEvidence.objects.get(batch=batch)
        later = confirm_evidence(statement=row, evidence=made.pk, by=city.people[OFFICER], at=NOW).review_by
    assert later > before
    assert undone(city, batch) == 1
    with in_police_room(city):
        row.refresh_from_db()
        assert (row.state, row.review_by) == (State.CURRENT, before)


def test_a_file_is_undone_once(city: City) -> None:
    batch = a_file_of_one(city)
    undone(city, batch)
    with pytest.raises(RefusedError, match="undone already"):
        undone(city, batch)
