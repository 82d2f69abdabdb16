"""Late statements, withdrawn ones and old ties are deleted with all their parts, counted, and certified."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import City, build_city
from tests.web.memberships.made_up import (
    ANALYST,
    REASON,
    a_draft,
    a_membership,
    a_tie,
    in_police_room,
)
from tests.web.people.made_up import NOW, TODAY
from vapenvila.rules.membership import delete_on
from vapenvila.rules.retention_table import GRACE_DAYS, Regime
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.tie import kept_until
from vapenvila.web.memberships.actions.ending import remove_tie, withdraw_membership
from vapenvila.web.memberships.models import MembershipEvidence, MembershipStatement, MembershipStep, Tie
from vapenvila.web.memberships.retention import due_statements, due_ties
from vapenvila.web.people.models import Person
from vapenvila.web.retention.models import RetentionCertificate, RetentionDeletion
from vapenvila.web.retention.registry import Scope
from vapenvila.web.retention.running import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo("Europe/Stockholm"))


def scope_of(city: City) -> Scope:
    return Scope(city.programme.pk, city.rooms[AgencyKind.POLICE].pk, AgencyKind.POLICE)


def keep_the_persons(day: date) -> None:
    """The persons' own reviews are held, so that only the statements run out."""
    Person.objects.update(review_by=day + timedelta(days=90), reviewed_on=day)


@pytest.mark.acceptance("S14")
@pytest.mark.acceptance("S15")
@pytest.mark.acceptance("T36")
def test_a_late_statement_is_deleted_with_evidence_and_history_after_the_grace_and_certified(
    city: City,
) -> None:
    row, draft = a_membership(city), a_draft(city)
    last = row.review_by
    assert last == draft.review_by
    with in_police_room(city):
        keep_the_persons(last)
        for day, due in ((last, 0), (last + timedelta(days=GRACE_DAYS), 0), (delete_on(last), 2)):
            found = list(due_statements(scope_of(city), noon(day)))
            assert len(found) == due, day
        assert {one.regime for one in found} == {Regime.MEMBERSHIP}
    run(at=noon(delete_on(last)))
    with in_police_room(city):
        for model in (MembershipStatement, MembershipEvidence, MembershipStep):
            assert not model.objects.exists()
        assert Person.objects.count() == 2
        counted = {
            row.part: row.count
            for row in RetentionDeletion.objects.filter(kind="membership", regime="membership")
        }
        assert counted == {"records": 2, "wordings": 3, "links": 4}
        assert RetentionCertificate.objects.filter(room=scope_of(city).room).exists()


def test_a_short_statement_is_deleted_under_its_own_row(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city):
        MembershipStatement.objects.filter(pk=row.pk).update(
            role="associate", review_by=row.review_by - timedelta(days=190)
        )
        day = delete_on(row.review_by - timedelta(days=190))
        [due] = due_statements(scope_of(city), noon(day))
        assert due.regime is Regime.MEMBERSHIP_SHORT


def test_a_withdrawn_statement_and_a_tie_taken_away_are_deleted_a_month_later(city: City) -> None:
    row, tie = a_membership(city), a_tie(city)
    with in_police_room(city):
        withdraw_membership(statement=row, version=row.version, reason=REASON, looked_at=False,
                            by=city.people[ANALYST], at=NOW)  # fmt: skip
        remove_tie(tie=tie, reason=REASON, looked_at=False, by=city.people[ANALYST], at=NOW)
        for days, due in ((30, 0), (31, 1)):
            at = noon(TODAY + timedelta(days=days))
            assert len(list(due_statements(scope_of(city), at))) == due
            assert len(list(due_ties(scope_of(city), at))) == due
        keep_the_persons(TODAY)
    run(at=noon(TODAY + timedelta(days=31)))
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()
        assert not Tie.objects.exists()


@pytest.mark.acceptance("S15")
def test_a_tie_is_kept_five_years_from_its_record_and_no_day_longer(city: City) -> None:
    tie = a_tie(city, on=date(2022, 3, 1))
    last = kept_until(tie.on)
    assert last == date(2027, 3, 1)
    with in_police_room(city):
        assert not list(due_ties(scope_of(city), noon(last)))
        [due] = due_ties(scope_of(city), noon(last + timedelta(days=1)))
        assert (due.regime, due.last_day) == (Regime.TIE, last)


@pytest.mark.acceptance("S15")
def test_everything_goes_with_a_person_whose_own_time_is_over(city: City) -> None:
    row = a_membership(city)
    with in_police_room(city):
        Person.objects.filter(pk=row.person_id).update(review_by=TODAY, reviewed_on=TODAY)
    run(at=noon(TODAY + timedelta(days=GRACE_DAYS + 1)))
    with in_police_room(city):
        assert not MembershipStatement.objects.exists()
        assert not MembershipEvidence.objects.exists()
