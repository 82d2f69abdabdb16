"""Minutes read outside the table: what was done stands there, what the table knows about groups does not."""

import io

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.oversight.copies import a_wish
from tests.web.reviews.table import (
    DAY,
    HOUR,
    NOW,
    a_decision,
    a_held_review,
    address,
    at_work,
    minutes_as_locked,
    point_about,
)
from vapenvila.rules.minutes_fields import MINUTES_FIELDS
from vapenvila.rules.roles import Role
from vapenvila.web.reviews.actions.agenda import add_point, write_note
from vapenvila.web.reviews.actions.decisions import decide_nothing
from vapenvila.web.reviews.actions.incident_answers import assess_group_link, write_conflict
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.readable_minutes import as_readable, unknown_fields
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side

pytestmark = pytest.mark.django_db

SECRETS = (
    "Kajen",
    "Berget",
    "An old debt",
    "Written in the note",
    "Said in the decision",
    "Written as a point",
)


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def locked(city: City) -> ReviewMeeting:
    """Locked minutes with a group name or a sentence in every field that takes one."""
    incident = an_incident(city, when=NOW - DAY, place="Hamngatan 4")
    meeting, by = a_held_review(city), city.people[Role.COORDINATOR]
    with at_work(city):
        for side, group in ((Side.VICTIM, "Kajen"), (Side.OFFENDER, "Berget")):
            assess_group_link(
                incident=incident, side=side, status=GroupLink.CONFIRMED, group_name=group,
                basis_kind=Basis.INVESTIGATION, seen=None, meeting=meeting, by=by, at=NOW,
            )  # fmt: skip
        write_conflict(
            incident=incident, conflict="An old debt", retaliation_expected=Expected.YES,
            expected_from="Kajen", expected_against="Berget", version=0, by=by, at=NOW,
        )  # fmt: skip
        point = point_about(meeting, incident)
        write_note(item=point.pk, note="Written in the note", version=1, by=by, at=NOW)
    a_decision(city, point, text="Said in the decision")
    with at_work(city):
        added = add_point(meeting=meeting.pk, title="Written as a point", minutes=5, by=by, at=NOW)
        decide_nothing(item=added.pk, reason="Said in the decision", by=by, at=NOW)
        return lock_minutes(meeting=meeting.pk, by=by, at=NOW + HOUR)


def test_the_rule_speaks_about_every_field_there_is_and_no_other(city: City, locked: ReviewMeeting) -> None:
    words = minutes_as_locked(city, locked)
    assert unknown_fields(words) == set()
    assert unknown_fields({**words, "new": "?"}) == {"new"}


def test_a_field_the_rule_does_not_know_is_shown_to_nobody(city: City, locked: ReviewMeeting) -> None:
    words = minutes_as_locked(city, locked)
    shown = as_readable({**words, "new": "Kajen"}, frozenset(MINUTES_FIELDS))
    assert shown["new"] == ""
    assert shown["chair"] == words["chair"]


def test_the_steering_group_reads_the_work_without_the_groups(
    client: Client, city: City, locked: ReviewMeeting
) -> None:
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    text = client.get(address(city, locked.pk, "minutes")).content.decode()
    for secret in (*SECRETS, "Hamngatan 4", "basis:", "Retaliation expected"):
        assert secret not in text
    for work in ("Outreach contact", "are left out here", "unchanged", "Added point"):
        assert work in text


def test_the_table_reads_the_whole(client: Client, city: City, locked: ReviewMeeting) -> None:
    city.sign_in(client, Role.SOCIAL_WORKER)
    text = client.get(address(city, locked.pk, "minutes")).content.decode()
    for secret in SECRETS:
        assert secret in text
    assert "are left out here" not in text


def test_the_print_leaves_out_what_the_page_does(client: Client, city: City, locked: ReviewMeeting) -> None:
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    pdf = client.post(address(city, locked.pk) + "minutes.pdf", a_wish()).content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    for secret in (*SECRETS, "Hamngatan 4"):
        assert secret not in text
    assert "Without group names" in text.replace("\n", " ")


def test_one_reader_never_gets_what_was_drawn_for_another(
    client: Client, city: City, locked: ReviewMeeting
) -> None:
    for role, sees in (
        (Role.COORDINATOR, True),
        (Role.STEERING_GROUP_MEMBER, False),
        (Role.COORDINATOR, True),
    ):
        city.sign_in(client, role)
        text = client.get(address(city, locked.pk, "minutes")).content.decode()
        assert ("Kajen" in text) is sees


def test_each_language_has_its_own_text(client: Client, city: City, locked: ReviewMeeting) -> None:
    person = city.sign_in(client, Role.COORDINATOR)
    shown = []
    for language in ("en", "sv", "en"):
        person.language = language
        person.save(update_fields=["language"])
        shown.append("Outreach contact" in client.get(address(city, locked.pk, "minutes")).content.decode())
    assert shown == [True, False, True]


def test_changed_minutes_are_shown_as_changed_though_they_were_read_before(
    client: Client, city: City, locked: ReviewMeeting
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, locked.pk, "minutes")
    assert "unchanged" in client.get(page).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reviews_reviewmeeting DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE reviews_reviewmeeting SET minutes = jsonb_set(minutes, '{chair}', '\"Somebody else\"') WHERE id = %s",
            [locked.pk],
        )
    text = client.get(page).content.decode()
    assert "no longer agrees with the hash" in text
    assert "Somebody else" in text
