"""Each room's log review is drawn by the system, judged and signed in the room, and its lateness shown to the board."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.people.made_up import a_person
from vapenvila.rules.log_review import month_before
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.oversight.log_reviews import make_log_reviews
from vapenvila.web.oversight.models import LogReview, LogReviewItem
from vapenvila.web.partners.models import Mission
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S19")]
PAGE = "/p/vinterhamn/log-reviews/"


def _noon_last_month() -> datetime:
    month = month_before(timezone.localdate())
    day = datetime(month.year, month.month, 3, 11, 0, tzinfo=UTC)
    return day + timedelta(days=(7 - day.weekday()) % 7)  # a Monday


@pytest.fixture
def city(client: Client) -> City:
    """The police officer has read 50 incidents last month, the analyst nothing; the social worker one, at night."""
    city = build_city()
    here, at = city.programme.pk, _noon_last_month()
    officer, social = city.people[Role.POLICE_OFFICER].pk, city.people[Role.SOCIAL_WORKER].pk
    with acting(user=officer, programmes=[here], room=city.rooms[AgencyKind.POLICE].pk):
        for n in range(50):
            record(
                act="incident.read",
                by=officer,
                at=at + timedelta(minutes=n),
                manner=Manner.READ,
                programme=here,
                subject_kind="incident",
                subject=new_id(),
            )
    with acting(user=social, programmes=[here], room=city.rooms[AgencyKind.SOCIAL].pk):
        record(act="incident.read", by=social, at=at.replace(hour=1), manner=Manner.READ, programme=here)
    make_log_reviews(now=timezone.now())
    return city


def _review(city: City, kind: AgencyKind) -> LogReview:
    with acting(programmes=[city.programme.pk], room=city.rooms[kind].pk):
        return LogReview.objects.get(room=city.rooms[kind])


def test_every_room_gets_one_review_a_month_and_not_two(city: City) -> None:
    assert make_log_reviews(now=timezone.now()) == 0
    with acting(programmes=[city.programme.pk]):
        assert LogReview.objects.count() == len(city.rooms)
    police = _review(city, AgencyKind.POLICE)
    assert (police.accesses, police.looked_at) == (50, 30)
    social = _review(city, AgencyKind.SOCIAL)
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.SOCIAL].pk):
        assert LogReviewItem.objects.get(review=social).reasons == ["out_of_hours", "random"]


@pytest.mark.acceptance("S1")
def test_what_is_looked_at_is_seen_in_the_room_alone(client: Client, city: City) -> None:
    police = _review(city, AgencyKind.POLICE)
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.SOCIAL].pk):
        assert not LogReviewItem.objects.filter(review=police).exists()
    for role in (Role.SOCIAL_WORKER, Role.DATA_PROTECTION_OFFICER, Role.COORDINATOR):
        city.sign_in(client, role)
        assert client.get(f"{PAGE}{police.pk}/").status_code == 404
        assert client.post(f"{PAGE}{police.pk}/sign/").status_code == 404


def test_who_is_in_the_sample_sees_why_not_and_cannot_sign(client: Client, city: City) -> None:
    police = _review(city, AgencyKind.POLICE)
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(f"{PAGE}{police.pk}/").content.decode()
    assert "Your own accesses are in this sample." in page
    assert "Incident read" not in page
    client.post(f"{PAGE}{police.pk}/sign/")
    assert _review(city, AgencyKind.POLICE).signed_at is None


def test_somebody_outside_the_sample_judges_every_access_and_signs(client: Client, city: City) -> None:
    police = _review(city, AgencyKind.POLICE)
    analyst = city.sign_in(client, Role.POLICE_ANALYST)
    address = f"{PAGE}{police.pk}/"
    lines = client.get(address).context["lines"]
    assert len(lines) == 30
    client.post(f"{address}sign/")
    assert _review(city, AgencyKind.POLICE).signed_at is None  # nothing judged yet
    judged = {f"outcome-{line.item.pk}": "as_it_should" for line in lines}
    odd = lines[0].item.pk
    sent = {**judged, f"outcome-{odd}": "unauthorised", f"note-{lines[1].item.pk}": "Asked"}
    told = client.post(address, sent)
    assert told.status_code == 422
    shown = {line.item.pk: line for line in told.context["lines"]}
    assert [pk for pk, line in shown.items() if line.lacks_note] == [odd]  # what was chosen is still there
    assert shown[odd].judgement.outcome == "unauthorised"
    assert shown[lines[1].item.pk].judgement.note == "Asked"
    assert _review(city, AgencyKind.POLICE).signed_at is None
    client.post(address, {**judged, f"outcome-{odd}": "unauthorised", f"note-{odd}": "Reported to the head"})
    client.post(f"{address}sign/")
    signed = _review(city, AgencyKind.POLICE)
    assert (signed.signed_by_id, signed.unauthorised, signed.unclear) == (analyst.pk, 1, 0)
    client.post(address, judged)
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.POLICE].pk):
        assert LogReviewItem.objects.get(pk=odd).outcome == "unauthorised"
        acts = AuditEvent.objects.filter(subject=police.pk, manner="write").order_by("id")
        assert list(acts.values_list("act", flat=True)) == [
            "log_review.made",
            "log_review.judged",
            "log_review.signed",
        ]
    page = client.get(PAGE).content.decode()
    assert "0 unclear, 1 unauthorised" in page


def _person_read_last_month(city: City) -> Person:
    """Whose record the officer opened, with the reviews drawn."""
    here, room, officer = (
        city.programme.pk,
        city.rooms[AgencyKind.POLICE].pk,
        city.people[Role.POLICE_OFFICER].pk,
    )
    opened = a_person(city, at=timezone.now())
    with acting(user=officer, programmes=[here], room=room):
        record(
            act="person.read", by=officer, at=_noon_last_month(), manner=Manner.READ, programme=here, room=room,
            subject_kind="person", subject=opened.pk,
        )  # fmt: skip
    make_log_reviews(now=timezone.now())
    return opened


def test_who_judges_sees_whose_record_it_was_where_they_do_casework(client: Client) -> None:
    city = build_city()
    opened = _person_read_last_month(city)
    page = f"{PAGE}{_review(city, AgencyKind.POLICE).pk}/"
    link = f'href="/p/vinterhamn/persons/{opened.pk}/">{opened.pseudonym}</a>'
    city.sign_in(client, Role.POLICE_ANALYST)
    assert link in client.get(page).content.decode()
    late = timezone.localdate() - timedelta(days=1)
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.POLICE].pk):
        Person.objects.filter(pk=opened.pk).update(reviewed_on=late, review_by=late)
    assert opened.pseudonym not in client.get(page).content.decode()  # out of sight, here too


def test_who_does_no_casework_judges_without_pseudonyms(client: Client) -> None:
    city = build_city()
    opened = _person_read_last_month(city)
    leader = city.sign_in(client, Role.PROJECT_LEADER)
    Mission.objects.filter(user=leader).update(room=city.rooms[AgencyKind.POLICE])
    shown = client.get(f"{PAGE}{_review(city, AgencyKind.POLICE).pk}/").content.decode()
    assert "Person record read" in shown
    assert opened.pseudonym not in shown


def test_nobody_judges_their_own_access_not_even_behind_the_page(city: City) -> None:
    officer = city.people[Role.POLICE_OFFICER]
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.POLICE].pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            LogReviewItem.objects.update(outcome="as_it_should", judged_by=officer, judged_at=timezone.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            LogReviewItem.objects.update(event=1)


def test_the_steering_group_sees_what_is_late_and_what_was_signed_is_not(client: Client, city: City) -> None:
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    assert "should have been signed" not in client.get("/p/vinterhamn/").content.decode()
    make_log_reviews(now=timezone.now() - timedelta(days=90))
    week = client.get("/p/vinterhamn/").content.decode()
    assert "These log reviews should have been signed." in week
    assert "social vinterhamn" in week
    page = client.get(PAGE).content.decode()
    assert "late" in page
    assert (
        f'href="{PAGE}' not in page.split("<main")[1]
    )  # the board sees that it is late, not what was looked at


def test_a_room_where_nobody_had_a_mission_needs_no_review(city: City) -> None:
    Mission.objects.filter(room=city.rooms[AgencyKind.CIVIL]).update(first_day=timezone.localdate())
    make_log_reviews(now=timezone.now() - timedelta(days=90))
    with acting(programmes=[city.programme.pk]):
        assert LogReview.objects.filter(room=city.rooms[AgencyKind.CIVIL]).count() == 1
