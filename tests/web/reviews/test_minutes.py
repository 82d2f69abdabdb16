"""Minutes: numbered, locked for good, read by the same people before and after, printed as a tagged PDF."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
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
    a_locked_review,
    address,
    at_work,
    minutes_as_locked,
    point_about,
)
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.reviews.actions.agenda import add_point, write_note
from vapenvila.web.reviews.actions.decisions import decide_nothing, move_decision
from vapenvila.web.reviews.actions.incident_answers import assess_group_link, write_conflict
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.actions.presence import mark_presence
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.models import AgendaItem, Presence, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.print_minutes import minutes_pdf
from vapenvila.web.reviews.queries.minutes import hash_of
from vapenvila.web.reviews.vocabulary import Basis, DecisionState, Expected, GroupLink, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _a_full_review(city: City, incidents: int = 5) -> ReviewMeeting:
    """A normal week: five incidents, each judged, discussed and decided."""
    found = [an_incident(city, when=NOW - (n + 1) * 20 * HOUR, injured_serious=1) for n in range(incidents)]
    meeting = a_held_review(city)
    by = city.people[Role.COORDINATOR]
    with at_work(city):
        room = city.rooms[AgencyKind.MUNICIPALITY]
        mark_presence(meeting=meeting.pk, agency=room.agency_id, person=by.pk, present=True, by=by, at=NOW)
        for incident in found:
            for side, group in ((Side.VICTIM, "Kajen"), (Side.OFFENDER, "Berget")):
                assess_group_link(
                    incident=incident, side=side, status=GroupLink.CONFIRMED, group_name=group,
                    basis_kind=Basis.INVESTIGATION, seen=None, meeting=meeting, by=by, at=NOW,
                )  # fmt: skip
            write_conflict(
                incident=incident, conflict="A debt between the groups", retaliation_expected=Expected.YES,
                expected_from="Kajen", expected_against="Berget", version=0, by=by, at=NOW,
            )  # fmt: skip
            item = point_about(meeting, incident)
            write_note(item=item.pk, note="The hospital has been asked.", version=1, by=by, at=NOW)
    for incident in found:
        item = point_about(meeting, incident)
        a_decision(city, item)
        a_decision(city, item, owner=AgencyKind.SOCIAL, role=Role.SOCIAL_WORKER, text="")
    return meeting


def _lock(city: City, meeting: ReviewMeeting) -> ReviewMeeting:
    with at_work(city):
        return lock_minutes(meeting=meeting.pk, by=city.people[Role.COORDINATOR], at=NOW + HOUR)


def test_minutes_are_not_locked_while_an_item_has_no_end(city: City) -> None:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    with pytest.raises(RefusedError, match="Every item must end"):
        _lock(city, meeting)
    with at_work(city):
        item = point_about(meeting, incident)
        decide_nothing(item=item.pk, reason="", by=city.people[Role.COORDINATOR], at=NOW)
    assert _lock(city, meeting).state == "locked"


def test_minutes_are_numbered_in_the_order_they_are_locked(city: City) -> None:
    later = a_held_review(city, held_at=NOW)
    assert a_locked_review(city, held_at=NOW - 7 * DAY).minutes_no == 1
    assert _lock(city, later).minutes_no == 2


def test_the_hash_is_that_of_the_locked_words(city: City) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    with at_work(city):
        locked.refresh_from_db()
    words = minutes_as_locked(city, locked)
    assert locked.minutes_hash == hash_of(words)
    words["items"][0]["note"] = "Something else"
    assert locked.minutes_hash != hash_of(words)


CHANGES: dict[str, Callable[[ReviewMeeting], Any]] = {
    "the chair": lambda m: ReviewMeeting.objects.filter(pk=m.pk).update(chair=None),
    "the words": lambda m: ReviewMeeting.objects.filter(pk=m.pk).update(minutes={}),
    "the state": lambda m: ReviewMeeting.objects.filter(pk=m.pk).update(state="held"),
    "the row itself": lambda m: ReviewMeeting.objects.filter(pk=m.pk)._raw_delete("default"),
    "one more point of the minutes": lambda m: m.minutes_points.create(
        programme_id=m.programme_id, no=99, words={}
    ),
    "a note": lambda m: m.items.update(note="Something else"),
    "a point": lambda m: m.items.all()._raw_delete("default"),
    "a point more": lambda m: AgendaItem.objects.create(
        programme_id=m.programme_id, meeting=m, source="added", title="Later", position=9
    ),
    "presence": lambda m: m.presence.update(present=False),
    "who was there": lambda m: Presence.objects.filter(meeting=m).delete(),
    "a due time": lambda m: ReviewDecision.objects.filter(item__meeting=m).update(due_at=NOW + 99 * DAY),
    "what was decided": lambda m: ReviewDecision.objects.filter(item__meeting=m).update(
        text="Something else"
    ),
    "a decision": lambda m: ReviewDecision.objects.filter(item__meeting=m).delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_database_itself_refuses_to_change_locked_minutes(city: City, what: str) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    with at_work(city), pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        CHANGES[what](locked)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reviews_agendaitem SET note = ''",
        "UPDATE reviews_minutespoint SET words = '{}'",
        "DELETE FROM reviews_minutespoint",
    ],
)
def test_even_the_owner_of_the_tables_cannot_change_locked_minutes(city: City, change: str) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    with at_work(city), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            cursor.execute(f"{change} WHERE meeting_id = %s", [locked.pk])


def test_what_becomes_of_a_decision_is_reported_after_the_minutes_are_locked(city: City) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    person = city.people[Role.COORDINATOR]
    with at_work(city):
        decision = ReviewDecision.objects.filter(item__meeting=locked).first()
        assert decision is not None
        moved = move_decision(
            decision=decision.pk, to=DecisionState.DONE, words="Talked with both", version=1,
            reader=reader_of(person.pk), by=person, at=NOW, today=NOW.date(),
        )  # fmt: skip
    assert moved.state == "done"


def _lock_by_hand(city: City, meeting: ReviewMeeting, what: str) -> None:
    for number, item in enumerate(meeting.items.all()[what == "a point less" :], start=1):
        incident = None if what == "under no incident" else item.incident
        meeting.minutes_points.create(programme=city.programme, incident=incident, no=number, words={})
    meeting.minutes = {"items": []} if what == "points in the heading" else {}
    meeting.minutes_no, meeting.minutes_hash, meeting.state = 1, "a" * 64, "locked"
    meeting.locked_at, meeting.locked_by = NOW, city.people[Role.COORDINATOR]
    meeting.save()


@pytest.mark.parametrize("what", ["a point less", "under no incident", "points in the heading"])
def test_minutes_are_not_locked_without_every_point_under_its_incident(city: City, what: str) -> None:
    meeting = _a_full_review(city, 2)
    with at_work(city), pytest.raises(IntegrityError, match=r"point"), transaction.atomic():
        _lock_by_hand(city, meeting, what)


@pytest.mark.acceptance("T12")
@pytest.mark.parametrize("role", list(Role))
def test_locking_takes_the_minutes_from_nobody_who_could_read_them(
    client: Client, city: City, role: Role
) -> None:
    meeting = _a_full_review(city, 1)
    city.sign_in(client, role)
    pages = [address(city, meeting.pk, "minutes"), address(city, meeting.pk), address(city, "decisions")]
    before = [client.get(page).status_code for page in pages]
    _lock(city, meeting)
    after = [client.get(page).status_code for page in pages]
    if role is Role.STEERING_GROUP_MEMBER:  # reads locked minutes, by its line in the table of roles
        assert (before[0], after[0], before[1:]) == (404, 200, after[1:])
    else:
        assert before == after


def test_the_page_of_locked_minutes_says_that_they_are_unchanged(client: Client, city: City) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    page = client.get(address(city, locked.pk, "minutes")).content.decode()
    assert "is unchanged" in page
    assert locked.minutes_hash in page


def _text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(
    ("language", "title", "link"),
    [
        ("en", "Minutes no. 1", "Victim's side: Confirmed group member (strict), Kajen"),
        ("sv", "Protokoll nr 1", "Offrets sida: Bekräftad gruppmedlem (strikt), Kajen"),
    ],
)
def test_the_pdf_is_one_tagged_page_in_the_readers_language(
    city: City, language: str, title: str, link: str
) -> None:
    locked = _lock(city, _a_full_review(city))
    pdf = PdfReader(
        io.BytesIO(
            minutes_pdf(
                minutes_as_locked(city, locked), sha256=locked.minutes_hash, language=language, watermark="E1"
            )
        )
    )
    root: Any = pdf.trailer["/Root"]
    assert len(pdf.pages) == 1
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language
    assert title in str(pdf.metadata and pdf.metadata.title)
    text = _text(pdf)
    assert title in text
    assert link in text
    assert locked.minutes_hash in text.replace(" ", "")


def test_what_people_write_never_becomes_part_of_the_document_itself(city: City) -> None:
    nasty = '#panic("x") $ x^2 $ *bold* #let a = 1; \\ "quoted" [link](x) <label> @ref // comment `raw`'
    meeting = a_held_review(city)
    by = city.people[Role.COORDINATOR]
    with at_work(city):
        item = add_point(meeting=meeting.pk, title=nasty, minutes=5, by=by, at=NOW)
        write_note(item=item.pk, note=nasty, version=1, by=by, at=NOW)
        decide_nothing(item=item.pk, reason=nasty, by=by, at=NOW)
    locked = _lock(city, meeting)
    text = _text(
        PdfReader(
            io.BytesIO(
                minutes_pdf(minutes_as_locked(city, locked), sha256="a" * 64, language="en", watermark="E1")
            )
        )
    )
    assert text.count('#panic("x") $ x^2 $ *bold* #let a = 1;') == 3


def _printed(city: City, meeting: ReviewMeeting) -> bytes:
    return minutes_pdf(
        minutes_as_locked(city, meeting), sha256=meeting.minutes_hash, language="sv", watermark="E1"
    )


@pytest.mark.acceptance("S21")
def test_the_watermark_stands_on_every_page(city: City) -> None:
    long = _lock(city, _a_full_review(city, 14))
    mark = "Export E7 from Vinterhamn, for Steering group only"
    pdf = minutes_pdf(minutes_as_locked(city, long), sha256=long.minutes_hash, language="en", watermark=mark)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 1
    assert all(mark in " ".join(page.extract_text().split()) for page in pages)


def test_a_long_review_prints_on_several_pages_and_an_empty_one_on_one(city: City) -> None:
    empty = a_locked_review(city, held_at=NOW - 30 * DAY)
    long = _lock(city, _a_full_review(city, 14))
    pages = [len(PdfReader(io.BytesIO(_printed(city, m))).pages) for m in (empty, long)]
    assert pages[0] == 1
    assert pages[1] > 1


@pytest.mark.acceptance("S16")
@pytest.mark.acceptance("T17")
def test_printing_is_on_record_and_the_file_name_tells_nothing(client: Client, city: City) -> None:
    locked = _lock(city, _a_full_review(city, 1))
    person = city.sign_in(client, Role.POLICE_OFFICER)
    page = address(city, locked.pk).rstrip("/") + "/minutes.pdf"
    assert "Make a numbered copy" in client.get(page).content.decode()
    answer = client.post(page, a_wish())
    assert answer["Content-Disposition"] == 'attachment; filename="vapenvila-E1.pdf"'
    assert answer.content.startswith(b"%PDF")
    with at_work(city), connection.cursor() as cursor:
        cursor.execute(
            "SELECT manner, details->>'of' FROM audit_auditevent WHERE act = 'export.made' AND \"user\" = %s",
            [person.pk],
        )
        assert cursor.fetchall() == [("export", str(locked.pk))]
