"""Stating, reviewing, disputing and withdrawing: each act asks its rule, changes the row and leaves a trace."""

from datetime import date, timedelta

import pytest

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    ANALYST,
    OFFICER,
    REASON,
    a_draft,
    a_group,
    a_judgment,
    a_membership,
    a_tie,
    a_watch,
    a_wording,
    at_the_end,
    in_police_room,
)
from tests.web.people.made_up import NOW, TODAY, a_person
from vapenvila.rules.membership import Certainty, MemberRole
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.tie import TieKind
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.memberships.actions.ending import remove_tie, withdraw_membership
from vapenvila.web.memberships.actions.reviewing import (
    dispute_membership,
    plan_contact,
    review_membership,
    send_back,
    settle_dispute,
)
from vapenvila.web.memberships.actions.stating import amend_membership, state_membership
from vapenvila.web.memberships.actions.tying import tie_persons
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.in_sight import (
    memberships_in_sight,
    memberships_waiting,
    ties_in_sight,
)
from vapenvila.web.memberships.queries.statements import members_by_group
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.errors import EditedMeanwhileError, RefusedError, TextNeedsALookError
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def acts_of(city: City) -> list[str]:
    with in_police_room(city):
        return list(
            AuditEvent.objects.filter(subject_kind="membership").order_by("id").values_list("act", flat=True)
        )


@pytest.mark.acceptance("S10")
def test_a_membership_with_one_source_is_refused_and_nothing_of_it_is_kept(city: City) -> None:
    for lacking in ((a_judgment(),), (a_judgment(), a_watch(origin="made-up COURT"))):
        with pytest.raises(RefusedError) as refused:
            a_draft(city, evidence=lacking)
        assert refused.value.field == "evidence"
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()


@pytest.mark.acceptance("S10")
def test_with_two_independent_sources_and_a_second_person_it_becomes_current(city: City) -> None:
    draft = a_draft(city)
    with in_police_room(city):
        assert draft.state == State.DRAFT
        assert draft.review_by == date(2027, 10, 1)  # a year from the newest evidence
        assert not memberships_in_sight(draft.room_id, today=TODAY)
        assert list(memberships_waiting(draft.room_id, today=TODAY)) == [draft]
    with in_police_room(city, OFFICER):
        row = review_membership(statement=draft, version=1, by=city.people[OFFICER], at=NOW)
        at_the_end()
        assert (row.state, row.reviewer) == (State.CURRENT, city.people[OFFICER])
        assert all(piece.confirmed_by == city.people[OFFICER] for piece in row.evidence.all())
        assert list(memberships_in_sight(row.room_id, today=TODAY)) == [row]
    assert acts_of(city) == ["membership.stated", "membership.reviewed"]


def test_the_author_does_not_sign(city: City) -> None:
    draft = a_draft(city)
    with in_police_room(city), pytest.raises(RefusedError, match="Nobody reviews"):
        review_membership(statement=draft, version=1, by=city.people[ANALYST], at=NOW)


def test_somebody_else_was_faster(city: City) -> None:
    draft = a_draft(city)
    with in_police_room(city, OFFICER), pytest.raises(EditedMeanwhileError):
        review_membership(statement=draft, version=7, by=city.people[OFFICER], at=NOW)


def test_without_a_planned_contact_a_reviewed_statement_waits(city: City) -> None:
    draft = a_draft(city, wording=a_wording(contact_kind="", contact_by=None))
    with in_police_room(city, OFFICER):
        row = review_membership(statement=draft, version=1, by=city.people[OFFICER], at=NOW)
        assert row.state == State.REVIEWED
        assert not memberships_in_sight(row.room_id, today=TODAY)
        with pytest.raises(RefusedError, match="half a year"):
            plan_contact(statement=row, version=2, kind="call_in", contact_by=TODAY + timedelta(days=300),
                         by=city.people[OFFICER], at=NOW)  # fmt: skip
        row = plan_contact(statement=row, version=2, kind="call_in", contact_by=TODAY + timedelta(days=30),
                           by=city.people[OFFICER], at=NOW)  # fmt: skip
        at_the_end()
        assert row.state == State.CURRENT


@pytest.mark.acceptance("T25")
def test_a_change_puts_the_statement_out_of_use_until_it_is_reviewed_and_keeps_what_stood_there(
    city: City,
) -> None:
    row = a_membership(city)
    with in_police_room(city, OFFICER):
        changed = amend_membership(
            statement=row, version=row.version, wording=a_wording(role=MemberRole.ASSOCIATE), reason=REASON,
            looked_at=False, by=city.people[OFFICER], at=NOW,
        )  # fmt: skip
        at_the_end()
        assert (changed.state, changed.role, changed.reviewer) == (State.DRAFT, "associate", None)
        assert changed.review_by == date(2027, 4, 1)  # half as long on the edge of a group
        assert not memberships_in_sight(row.room_id, today=TODAY)
        step = changed.steps.first()
        assert step is not None
        assert step.before["role"] == "member"
        with pytest.raises(RefusedError, match="Nobody reviews"):  # nor does whoever changed it sign
            review_membership(statement=changed, version=changed.version, by=city.people[OFFICER], at=NOW)


def test_a_dispute_takes_the_statement_out_of_counts_and_somebody_else_settles_it(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city, OFFICER):
        assert members_by_group(row.room_id, today=TODAY) == {row.group_id: 1}
        row = dispute_membership(
            statement=row,
            version=row.version,
            reason=REASON,
            looked_at=False,
            by=city.people[OFFICER],
            at=NOW,
        )
        assert row.state == State.DISPUTED
        assert members_by_group(row.room_id, today=TODAY) == {}
        assert list(memberships_in_sight(row.room_id, today=TODAY)) == [row]
        with pytest.raises(RefusedError, match="Whoever wrote"):
            settle_dispute(statement=row, version=row.version, holds=True, reason=REASON, looked_at=False,
                           by=city.people[ANALYST], at=NOW)  # fmt: skip
        row = settle_dispute(statement=row, version=row.version, holds=True, reason=REASON, looked_at=False,
                             by=city.people[OFFICER], at=NOW)  # fmt: skip
        at_the_end()
        assert (row.state, row.disputed_by) == (State.CURRENT, None)


def test_a_dispute_that_is_right_ends_the_statement(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city, OFFICER):
        row = dispute_membership(
            statement=row,
            version=row.version,
            reason=REASON,
            looked_at=False,
            by=city.people[OFFICER],
            at=NOW,
        )
        row = settle_dispute(statement=row, version=row.version, holds=False, reason=REASON, looked_at=False,
                             by=city.people[OFFICER], at=NOW)  # fmt: skip
        at_the_end()
        assert row.state == State.WITHDRAWN


def test_withdrawing_needs_a_reason_and_is_for_good(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city):
        with pytest.raises(RefusedError, match="reason"):
            withdraw_membership(statement=row, version=row.version, reason="No", looked_at=False,
                                by=city.people[ANALYST], at=NOW)  # fmt: skip
        row = withdraw_membership(statement=row, version=row.version, reason=REASON, looked_at=False,
                                  by=city.people[ANALYST], at=NOW)  # fmt: skip
        at_the_end()
        assert row.state == State.WITHDRAWN
        with pytest.raises(RefusedError, match="withdrawn"):
            withdraw_membership(statement=row, version=row.version, reason=REASON, looked_at=False,
                                by=city.people[ANALYST], at=NOW)  # fmt: skip
    assert acts_of(city)[-1] == "membership.withdrawn"


def test_a_draft_that_is_sent_back_stays_a_draft_with_the_reason(city: City) -> None:
    draft = a_draft(city)
    with in_police_room(city, OFFICER):
        row = send_back(
            statement=draft, version=1, reason=REASON, looked_at=False, by=city.people[OFFICER], at=NOW
        )
        assert row.state == State.DRAFT
        step = row.steps.first()
        assert step is not None
        assert step.reason == REASON
        with pytest.raises(RefusedError, match="Nobody reviews"):
            send_back(
                statement=row, version=2, reason=REASON, looked_at=False, by=city.people[ANALYST], at=NOW
            )


def test_one_person_has_one_statement_on_a_group_and_a_new_one_when_it_was_withdrawn(city: City) -> None:
    person, group = a_person(city), a_group(city)
    row = a_membership(city, person, group)
    with pytest.raises(RefusedError, match="statement on this person"):
        a_draft(city, person, group)
    with in_police_room(city):
        withdraw_membership(statement=row, version=row.version, reason=REASON, looked_at=False,
                            by=city.people[ANALYST], at=NOW)  # fmt: skip
    assert a_draft(city, person, group).state == State.DRAFT


@pytest.mark.acceptance("S9")
def test_words_on_origin_or_health_in_evidence_need_a_second_look(city: City) -> None:
    with pytest.raises(TextNeedsALookError):
        a_draft(city, evidence=(a_judgment(source="Dömd romsk man"), a_watch()))


@pytest.mark.acceptance("S11")
@pytest.mark.acceptance("S13")
def test_nothing_from_childhood_is_stated(city: City) -> None:
    young = a_person(city, birth_date="2008-10-10")  # 18 on the 10th of October 2026
    with pytest.raises(RefusedError, match="under 18 that day"):
        a_draft(city, young, wording=a_wording(from_on=date(2026, 10, 10)))
    with pytest.raises(RefusedError, match="under 18 then"):
        a_draft(city, young, wording=a_wording(from_on=date(2026, 10, 9)))
    grown = (a_judgment(on=date(2026, 10, 10)), a_watch(on=date(2026, 11, 1)))
    assert a_draft(city, young, wording=a_wording(from_on=date(2026, 10, 10)), evidence=grown)


@pytest.mark.acceptance("S2")
def test_no_other_agencys_room_holds_a_membership(city: City) -> None:
    person, group = a_person(city, AgencyKind.PROBATION), a_group(city)
    probation = city.rooms[AgencyKind.PROBATION]

    with (
        acting(programmes=[city.programme.pk], room=probation.pk),
        pytest.raises(RefusedError, match="rooms of the police only"),
    ):
        state_membership(room=probation, person=person, group=group, wording=a_wording(),
                         evidence=(a_judgment(), a_watch()), looked_at=False,
                         by=city.people[Role.PROBATION_OFFICER], at=NOW)  # fmt: skip


def test_a_tie_is_written_once_in_whatever_order_and_taken_away_with_a_reason(city: City) -> None:
    one, other = a_person(city), a_person(city)
    tie = a_tie(city, one, other)

    with in_police_room(city):
        assert tie.person_a_id < tie.person_b_id
        with pytest.raises(RefusedError, match="written down already"):
            tie_persons(room=city.rooms[AgencyKind.POLICE], one=other, other=one, kind=TieKind(tie.kind), on=tie.on,
                        record_ref=f" {tie.record_ref} ", looked_at=False, by=city.people[ANALYST], at=NOW)  # fmt: skip
        assert list(ties_in_sight(tie.room_id, today=TODAY)) == [tie]
        remove_tie(tie=tie, reason=REASON, looked_at=False, by=city.people[ANALYST], at=NOW)
        assert not ties_in_sight(tie.room_id, today=TODAY)


def test_certainty_and_dates_are_asked_of_the_rule(city: City) -> None:
    with pytest.raises(RefusedError, match="certainty"):
        a_draft(city, wording=a_wording(certainty=Certainty.CONFIRMED))
    with pytest.raises(RefusedError, match="in the future"):
        a_draft(city, wording=a_wording(from_on=TODAY + timedelta(days=1)))
