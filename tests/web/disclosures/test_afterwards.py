"""After the hand-over: receipt, recall, correction, consent withdrawn, emergencies, and mail that tells nothing."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    DAY,
    NOW,
    PERSON,
    TODAY,
    a_consent,
    a_disclosure,
    a_request,
    colleague,
    decided_by,
    examined,
    filled_in,
    handed_over,
    in_room,
    name_the_manager,
    unasked,
    verify_all,
    worker,
)
from vapenvila.rules.disclosable_fields import DataClass, Field
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.actions.aftercare import (
    begin_correction,
    confirm_recall,
    note_received,
    recall,
    receive,
    review_emergency,
    see_notices,
)
from vapenvila.web.disclosures.actions.consenting import withdraw_consent
from vapenvila.web.disclosures.actions.examining import begin_emergency
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.models import (
    Disclosure,
    DisclosureContent,
    DisclosureNotice,
    Examination,
    ReceivedNote,
)
from vapenvila.web.disclosures.queries.papers import emergencies_to_review, open_document, owed_confirmations
from vapenvila.web.disclosures.sealed_words import ExaminationWords, NamedPerson

pytestmark = pytest.mark.django_db
PROBATION, POLICE, SOCIAL = Kind.PROBATION, Kind.POLICE, Kind.SOCIAL


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


@pytest.mark.acceptance("T35")
def test_the_sender_keeps_a_receipt_and_sees_nothing_of_what_the_receiver_does(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, POLICE) as police:
        receive(disclosure=disclosure, room=police, by=worker(city, POLICE), at=NOW)
        note_received(
            disclosure=disclosure,
            room=police,
            diary_no="A 12/26",
            note="Invite",
            by=worker(city, POLICE),
            at=NOW,
        )
    with in_room(city, PROBATION) as probation:
        steps = list(Disclosure.objects.get().steps.values_list("state", "agency_name"))
        assert steps[-1] == ("received", city.rooms[POLICE].agency.name)
        assert not ReceivedNote.objects.exists()
        with pytest.raises(RefusedError, match="Only the agency it was handed to"):
            note_received(
                disclosure=disclosure,
                room=probation,
                diary_no="",
                note="",
                by=worker(city, PROBATION),
                at=NOW,
            )


@pytest.mark.acceptance("T22")
@pytest.mark.acceptance("S21")
def test_a_recall_closes_the_content_to_the_receiver_and_stands_in_the_documents_history(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, POLICE) as police:
        assert open_document(police, Disclosure.objects.get()).content
        with pytest.raises(RefusedError, match="Only the agency that handed it over"):
            recall(
                disclosure=disclosure, room=police, words="x", by=worker(city, POLICE), at=NOW, today=TODAY
            )
    with in_room(city, PROBATION) as probation:
        with pytest.raises(RefusedError, match="Say why"):
            recall(
                disclosure=disclosure,
                room=probation,
                words=" ",
                by=worker(city, PROBATION),
                at=NOW,
                today=TODAY,
            )
        recall(
            disclosure=disclosure,
            room=probation,
            words="Wrong person",
            by=worker(city, PROBATION),
            at=NOW,
            today=TODAY,
        )
        assert open_document(probation, Disclosure.objects.get()).content
    with in_room(city, POLICE) as police:
        row = Disclosure.objects.get()
        assert open_document(police, row).content is None
        assert not DisclosureContent.objects.exists()  # the wall itself, whatever a page would ask
        assert [one.notice.kind for one in owed_confirmations(police, today=TODAY)] == ["recalled"]
        confirm_recall(
            disclosure=row, room=police, words="Two copies shredded", by=worker(city, POLICE), at=NOW
        )
        history = list(Disclosure.objects.get().steps.values_list("state", "words"))
    assert history == [
        ("handed_over", ""), ("recalled", "Wrong person"), ("recall_confirmed", "Two copies shredded"),
    ]  # fmt: skip


def test_a_recalled_document_can_never_be_opened_to_the_receiver_again(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, PROBATION) as probation:
        recall(
            disclosure=disclosure, room=probation, words="x", by=worker(city, PROBATION), at=NOW, today=TODAY
        )
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE disclosures_disclosurecontent SET closed_to_receiver = false")


@pytest.mark.acceptance("S22")
def test_a_correction_tells_the_recipient_at_once_and_the_right_values_follow(city: City) -> None:
    disclosure = a_disclosure(city)
    right = (NamedPerson(PERSON.name, PERSON.personal_number, PERSON.reference, {"under_supervision": "No"}),)
    with in_room(city, PROBATION) as probation:
        row = begin_correction(
            disclosure=disclosure, room=probation, persons=right, facts="", words="Mixed up",
            by=worker(city, PROBATION), at=NOW, today=TODAY,
        )  # fmt: skip
    with in_room(city, POLICE) as police:
        (notice,) = [one.notice for one in owed_confirmations(police, today=TODAY)]
        assert (notice.kind, notice.told_at) == ("corrected", NOW)
        assert see_notices(disclosure=notice.disclosure, room=police, by=worker(city, POLICE), at=NOW) == 1
        assert not owed_confirmations(police, today=TODAY)
    new = handed_over(
        city, PROBATION, decided_by(city, PROBATION, examined(city, PROBATION, row), worker(city, PROBATION))
    )
    assert new.corrects_id == disclosure.pk
    with in_room(city, POLICE) as police:
        content = open_document(police, Disclosure.objects.get(pk=new.pk)).content
        assert content is not None
        assert content["persons"][0]["values"] == {"under_supervision": "No"}
        assert content["corrects"] == disclosure.no


def on_consent(city: City) -> Examination:
    return examined(city, PROBATION, unasked(city), "consent", consent=a_consent(city))


@pytest.mark.acceptance("S7")
def test_a_withdrawn_consent_stops_what_is_decided_and_tells_who_was_told_in_one_transaction(
    city: City,
) -> None:
    consent = a_consent(city)
    told = decided_by(
        city,
        PROBATION,
        examined(city, PROBATION, unasked(city), "consent", consent=consent),
        worker(city, PROBATION),
    )
    handed_over(city, PROBATION, told)
    waiting = examined(city, PROBATION, unasked(city), "consent", consent=consent)
    waiting = decided_by(city, PROBATION, waiting, worker(city, PROBATION))
    with in_room(city, PROBATION):
        assert withdraw_consent(consent=consent, by=worker(city, PROBATION), at=NOW, today=TODAY) == 1
        stopped = Examination.objects.get(pk=waiting.pk)
        assert (stopped.state, stopped.ground_code, stopped.consent) == ("being_tested", "", None)
    with pytest.raises(RefusedError):
        handed_over(city, PROBATION, waiting)
    with pytest.raises(RefusedError, match="withdrawn"):
        examined(city, PROBATION, unasked(city), "consent", consent=consent)
    with in_room(city, SOCIAL) as social:
        assert [one.notice.kind for one in owed_confirmations(social, today=TODAY)] == ["consent_withdrawn"]


@pytest.mark.acceptance("S7")
def test_when_the_withdrawal_fails_nothing_of_it_stays(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    row = decided_by(city, PROBATION, on_consent(city), worker(city, PROBATION))

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("vapenvila.web.disclosures.actions.consenting.on_record", breaks)
    with in_room(city, PROBATION):
        assert row.consent is not None
        with pytest.raises(RuntimeError):
            withdraw_consent(consent=row.consent, by=worker(city, PROBATION), at=NOW, today=TODAY)
        row.consent.refresh_from_db()
        assert row.consent.withdrawn_at is None
        assert Examination.objects.get(pk=row.pk).state == "decided"


def test_a_consent_carries_only_its_own_person_receiver_and_fields(city: City) -> None:
    other = NamedPerson("Påhittad Annan", "19950424-2398")
    with pytest.raises(RefusedError, match="another person"):
        examined(city, PROBATION, unasked(city, person=other), "consent", consent=a_consent(city))
    with pytest.raises(RefusedError, match="another receiver"):
        examined(city, PROBATION, unasked(city), "consent", consent=a_consent(city, to=Kind.MUNICIPALITY))
    narrow = a_consent(city, classes=frozenset({DataClass.CLIENT}))
    with pytest.raises(RefusedError, match="does not cover"):
        examined(city, PROBATION, unasked(city), "consent", consent=narrow)


def an_emergency(city: City, *, exit_client: bool = False) -> Examination:
    with in_room(city, SOCIAL) as room:
        row = begin_emergency(
            room=room,
            to_room=city.rooms[POLICE],
            words=ExaminationWords((PERSON,), danger="Somebody means to shoot the person tonight"),
            fields=frozenset({Field.SERIOUS_VIOLENCE}),
            by=worker(city, SOCIAL),
            at=NOW,
        )
    return examined(
        city, SOCIAL, filled_in(city, SOCIAL, row, exit_client=exit_client), "social_police_someone_close"
    )


def test_danger_to_life_goes_by_one_decision_and_waits_for_its_review(city: City) -> None:
    row = decided_by(city, SOCIAL, an_emergency(city), worker(city, SOCIAL))
    disclosure = handed_over(city, SOCIAL, row)
    assert disclosure.emergency
    with in_room(city, SOCIAL) as social:
        assert [late for _, late in emergencies_to_review(social, today=TODAY)] == [False]
        assert [late for _, late in emergencies_to_review(social, today=TODAY + 5 * DAY)] == [True]
        with pytest.raises(RefusedError, match="Somebody else"):
            review_emergency(examination=row, words="Fine", by=worker(city, SOCIAL), at=NOW)
        review_emergency(examination=row, words="Rightly done", by=colleague(city, SOCIAL), at=NOW)
        assert emergencies_to_review(social, today=TODAY + 5 * DAY) == []


@pytest.mark.acceptance("S6")
def test_even_danger_to_life_does_not_pass_an_exit_client_by_the_manager(city: City) -> None:
    row = an_emergency(city, exit_client=True)
    with pytest.raises(RefusedError, match="named manager"):
        decided_by(city, SOCIAL, row, worker(city, SOCIAL))
    manager = colleague(city, SOCIAL)
    name_the_manager(city, SOCIAL, manager)
    assert decided_by(city, SOCIAL, row, manager).state == "decided"


@pytest.mark.acceptance("T42")
def test_mail_from_the_door_names_no_person_agency_field_or_place(
    city: City, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_request(city)
    assert {letter.to[0] for letter in mail.outbox} == {worker(city, PROBATION).email}
    for letter in mail.outbox:
        text = f"{letter.subject} {letter.body}".lower()
        for secret in (
            PERSON.name,
            PERSON.personal_number,
            "police",
            "polis",
            "supervision",
            city.programme.name,
        ):
            assert secret.lower() not in text


def test_notices_stay_until_seen(city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, PROBATION) as probation:
        recall(
            disclosure=disclosure, room=probation, words="x", by=worker(city, PROBATION), at=NOW, today=TODAY
        )
    with in_room(city, POLICE):
        assert DisclosureNotice.objects.get().seen_at is None
