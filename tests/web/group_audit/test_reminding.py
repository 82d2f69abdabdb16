"""The quarterly letter: on the day the quarter is over, to those who lead, with nothing in it that tells of anything."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.cast import City, build_city
from tests.web.group_audit.made_up import at, frozen
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.group_audit.actions.reminding import remind_of_audits
from vapenvila.web.group_audit.tasks import remind

pytestmark = pytest.mark.django_db
LEADS = (Role.COORDINATOR, Role.PROJECT_LEADER, Role.POLICE_ANALYST)


@pytest.fixture
def city() -> City:
    city = build_city()
    frozen(city, when=timezone.now() - timedelta(days=10))
    return city


@pytest.mark.parametrize(("days", "letters"), [(89, 0), (90, 3), (91, 3), (101, 3), (366, 3)])
@pytest.mark.acceptance("T42")
def test_those_who_lead_are_written_to_when_the_quarter_is_over(
    city: City,
    days: int,
    letters: int,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_of_audits(now=timezone.now() + timedelta(days=days - 10)) == letters
    to = {address for letter in mail.outbox for address in letter.to}
    assert to == ({city.people[role].email for role in LEADS} if letters else set())
    for letter in mail.outbox:
        assert "Kajen" not in letter.body
        assert city.programme.name not in f"{letter.subject} {letter.body}"
    with at(city, None):
        assert AuditEvent.objects.filter(act="group_audit.reminded").count() == bool(letters)


@pytest.mark.parametrize(
    "ran", [range(80, 110), [*range(80, 90), *range(95, 100), *range(104, 110)], [97, 109]]
)
def test_each_letter_is_written_once_also_when_no_worker_ran_on_its_day(
    city: City, ran: Iterable[int]
) -> None:
    written = [day for day in ran if remind_of_audits(now=timezone.now() + timedelta(days=day - 10))]
    assert written == [min(day for day in ran if day >= 90), min(day for day in ran if day >= 101)]


def test_the_daily_job_asks_every_programme(city: City) -> None:
    remind(timestamp=0)
    assert mail.outbox == []
