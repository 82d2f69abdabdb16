"""A review that stops is seen: marked, a light on the front page, one letter to the board. The clock is moved forward."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import HOUR, a_locked_review, a_planned_review, address, at_work
from vapenvila.rules.review_schedule import Alarm, next_slot, slots_between
from vapenvila.rules.roles import Role
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.actions.meeting import give_up_meeting, move_meeting
from vapenvila.web.reviews.actions.missed import MissedReviews, mark_missed_reviews
from vapenvila.web.reviews.models import BoardNotice, ReviewMeeting
from vapenvila.web.reviews.queries.review_record import review_record, schedule_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
Check = Callable[[datetime], MissedReviews]


@pytest.fixture
def city() -> City:
    """A city whose review is every Tuesday at nine."""
    city = build_city()
    city.programme.review_weekday, city.programme.review_time = 1, time(9)
    city.programme.save()
    return city


@pytest.fixture
def check(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Check:
    """The nightly job, letters sent."""

    def run(now: datetime) -> MissedReviews:
        with django_capture_on_commit_callbacks(execute=True):
            return mark_missed_reviews(now=now)

    return run


def _slot(city: City) -> datetime:
    schedule = schedule_of(city.programme)
    assert schedule is not None
    return next_slot(schedule, after=city.programme.created_at)


def _light(city: City, now: datetime) -> Alarm:
    with at_work(city):
        return review_record(city.programme, now=now).alarm


def test_a_review_that_is_held_gives_no_alarm(city: City, check: Check) -> None:
    slot = _slot(city)
    a_locked_review(city, held_at=slot)
    assert check(slot + 2 * 24 * HOUR) == MissedReviews(0, 0)
    assert _light(city, slot + 2 * 24 * HOUR) is Alarm.GREEN


@pytest.mark.acceptance("S28")
@pytest.mark.acceptance("T38")
def test_one_missed_review_is_amber_and_two_in_a_row_are_red_and_write_to_the_board_once(
    city: City, check: Check
) -> None:
    first = _slot(city)
    assert check(first + 25 * HOUR) == MissedReviews(1, 0)
    assert _light(city, first + 25 * HOUR) is Alarm.AMBER
    assert mail.outbox == []

    second = first + WEEK + 25 * HOUR
    assert check(second) == MissedReviews(1, 1)
    assert _light(city, second) is Alarm.RED
    assert [letter.to for letter in mail.outbox] == [["steering_group_member@vinterhamn.example"]]

    assert check(second + HOUR) == MissedReviews(0, 0)
    assert check(second + WEEK) == MissedReviews(1, 0)
    assert len(mail.outbox) == 1


@pytest.mark.acceptance("S28")
def test_a_new_break_writes_a_new_letter(city: City, check: Check) -> None:
    first = _slot(city)
    check(first + WEEK + 25 * HOUR)
    a_locked_review(city, held_at=first + 2 * WEEK)
    assert _light(city, first + 2 * WEEK + HOUR) is Alarm.GREEN
    assert check(first + 4 * WEEK + 25 * HOUR).letters == 1
    assert len(mail.outbox) == 2


@pytest.mark.acceptance("T42")
def test_the_letter_names_no_person_group_place_or_programme(city: City, check: Check) -> None:
    an_incident(city, when=_slot(city) - HOUR)
    check(_slot(city) + WEEK + 25 * HOUR)
    letter = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    for word in ("Vinterhamn", "vinterhamn", "Hamngatan", "Påhittad", "http"):
        assert word not in letter
    assert "Two weekly reviews in a row" in letter


def test_the_letter_comes_in_the_readers_language(city: City, check: Check) -> None:
    person = city.people[Role.STEERING_GROUP_MEMBER]
    person.language = "sv"
    person.save()
    check(_slot(city) + WEEK + 25 * HOUR)
    assert mail.outbox[0].subject == "Två veckogenomgångar i rad har inte hållits"


def test_a_planned_meeting_that_passes_is_marked_itself_and_one_given_up_keeps_its_reason(
    city: City, check: Check
) -> None:
    first = _slot(city)
    planned = a_planned_review(city, planned_at=first)
    given_up = a_planned_review(city, planned_at=first + WEEK)
    with at_work(city):
        give_up_meeting(
            meeting=given_up.pk,
            reason="Staff were needed elsewhere",
            by=city.people[Role.COORDINATOR],
            at=first,
        )
    check(first + WEEK + 25 * HOUR)
    with at_work(city):
        reasons = dict(ReviewMeeting.objects.values_list("pk", "missed_reason"))
        states = set(ReviewMeeting.objects.values_list("state", flat=True))
        assert BoardNotice.objects.get().first_missed_id == planned.pk
    assert reasons == {planned.pk: "not held", given_up.pk: "Staff were needed elsewhere"}
    assert states == {"missed"}


def test_a_meeting_moved_to_another_day_of_the_week_is_waited_for(city: City, check: Check) -> None:
    slot = _slot(city)
    meeting = a_planned_review(city, planned_at=slot)
    with at_work(city):
        move_meeting(
            meeting=meeting.pk, planned_at=slot + 48 * HOUR, by=city.people[Role.COORDINATOR], at=slot
        )
    assert check(slot + 60 * HOUR) == MissedReviews(0, 0)
    assert check(slot + 73 * HOUR) == MissedReviews(1, 0)


def test_a_programme_that_does_not_operate_yet_misses_nothing(city: City, check: Check) -> None:
    Programme.objects.update(status="preparing")
    assert check(_slot(city) + 4 * WEEK) == MissedReviews(0, 0)


@pytest.mark.acceptance("S28")
@pytest.mark.acceptance("T38")
@pytest.mark.parametrize("role", [Role.STEERING_GROUP_MEMBER, Role.COORDINATOR])
def test_the_front_page_shows_the_red_light(client: Client, city: City, check: Check, role: Role) -> None:
    now = datetime.now(tz=city.programme.created_at.tzinfo)
    schedule = schedule_of(city.programme)
    assert schedule is not None
    last_missed = slots_between(schedule, since=now - 2 * WEEK, until=now - 25 * HOUR)[-1]
    Programme.objects.update(created_at=last_missed - WEEK - HOUR)  # two slots, both missed
    check(now)
    city.sign_in(client, role)
    assert "The weekly review has stopped" in client.get("/p/vinterhamn/").content.decode()
    assert "The review has stopped." in client.get(address(city)).content.decode()


def test_other_cities_see_nothing_of_the_alarm(client: Client, city: City, check: Check) -> None:
    now = datetime.now(tz=city.programme.created_at.tzinfo)
    other = build_city("sommarhamn", "Sommarhamn")
    Programme.objects.filter(pk=city.programme.pk).update(created_at=now - 3 * WEEK)
    check(now)
    other.sign_in(client, Role.STEERING_GROUP_MEMBER)
    assert "has stopped" not in client.get("/p/sommarhamn/").content.decode()
    with at_work(other):
        assert not BoardNotice.objects.exists()
