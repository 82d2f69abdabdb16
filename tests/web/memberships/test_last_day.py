"""The last day of a membership: what moves it later, what shortens it, and what never does."""

from datetime import date

import pytest

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    ANALYST,
    OFFICER,
    REASON,
    a_draft,
    a_judgment,
    a_membership,
    a_watch,
    a_wording,
    at_the_end,
    in_police_room,
)
from tests.web.people.made_up import NOW, TODAY
from vapenvila.rules.membership import MemberRole
from vapenvila.web.memberships.actions.proving import add_evidence, confirm_evidence, withdraw_evidence
from vapenvila.web.memberships.actions.stating import amend_membership
from vapenvila.web.memberships.queries.in_sight import (
    memberships_in_sight,
)
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.errors import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.mark.acceptance("S14")
def test_no_change_of_role_or_certainty_moves_the_last_day_later(city: City) -> None:
    row = a_membership(city, wording=a_wording(role=MemberRole.ASSOCIATE))
    with in_police_room(city):
        short = row.review_by
        changed = amend_membership(
            statement=row, version=row.version, wording=a_wording(), reason=REASON, looked_at=False,
            by=city.people[ANALYST], at=NOW,
        )  # fmt: skip
        assert changed.role == "member"
        assert changed.review_by == short


@pytest.mark.acceptance("S14")
def test_only_newer_evidence_that_a_second_person_has_confirmed_moves_the_last_day(city: City) -> None:
    row = a_membership(city)
    newer = a_watch(origin="Another unit", on=date(2026, 11, 20))
    with in_police_room(city):
        piece = add_evidence(statement=row, piece=newer, looked_at=False, by=city.people[ANALYST], at=NOW)
        row.refresh_from_db()
        assert row.review_by == date(2027, 10, 1)
        with pytest.raises(RefusedError, match="Nobody reviews"):
            confirm_evidence(statement=row, evidence=piece.pk, by=city.people[ANALYST], at=NOW)
    with in_police_room(city, OFFICER):
        row = confirm_evidence(statement=row, evidence=piece.pk, by=city.people[OFFICER], at=NOW)
        at_the_end()
        assert (row.newest_evidence_on, row.review_by) == (date(2026, 11, 20), date(2027, 11, 20))


@pytest.mark.acceptance("S14")
def test_the_persons_own_word_moves_no_last_day(city: City) -> None:
    row = a_membership(city)
    own = a_watch(kind=type(a_watch().kind).OWN_STATEMENT, origin="The person", on=date(2026, 11, 20))
    with in_police_room(city):
        piece = add_evidence(statement=row, piece=own, looked_at=False, by=city.people[ANALYST], at=NOW)
    with in_police_room(city, OFFICER):
        row = confirm_evidence(statement=row, evidence=piece.pk, by=city.people[OFFICER], at=NOW)
        assert row.review_by == date(2027, 10, 1)


@pytest.mark.acceptance("S10")
@pytest.mark.acceptance("S14")
def test_withdrawn_evidence_shortens_or_ends_the_statement(city: City) -> None:
    row = a_membership(
        city,
        evidence=(a_judgment(on=date(2026, 11, 1)), a_watch(), a_watch(origin="Third", on=date(2026, 6, 1))),
    )
    with in_police_room(city):
        judgment, watch, third = row.evidence.order_by("-on")
        row = withdraw_evidence(
            statement=row, evidence=judgment.pk, reason=REASON, by=city.people[ANALYST], at=NOW
        )
        at_the_end()
        assert (row.state, row.review_by) == (State.CURRENT, date(2027, 9, 1))
        row = withdraw_evidence(
            statement=row, evidence=watch.pk, reason=REASON, by=city.people[ANALYST], at=NOW
        )
        at_the_end()
        assert row.state == State.WITHDRAWN
        assert row.ended_reason
        assert not memberships_in_sight(row.room_id, today=TODAY)
        with pytest.raises(RefusedError):
            withdraw_evidence(
                statement=row, evidence=third.pk, reason=REASON, by=city.people[ANALYST], at=NOW
            )


def test_evidence_of_another_statement_is_not_confirmed_here(city: City) -> None:
    row, other = a_membership(city), a_draft(city)
    with in_police_room(city, OFFICER), pytest.raises(RefusedError, match="does not belong"):
        confirm_evidence(statement=row, evidence=other.evidence.all()[0].pk, by=city.people[OFFICER], at=NOW)
