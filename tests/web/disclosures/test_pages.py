"""The pages of the door walked through as two agencies do, in Swedish and English, and what each side is shown."""

import io

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    TODAY,
    a_disclosure,
    a_request,
    in_room,
    passing_answers,
    verify_all,
    worker,
)
from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.actions.aftercare import recall
from vapenvila.web.disclosures.models import Consent, Disclosure, DisclosureRequest, Examination

pytestmark = pytest.mark.django_db
PROBATION, POLICE = Kind.PROBATION, Kind.POLICE


@pytest.fixture
def city() -> City:
    made = build_city()
    verify_all(made)
    return made


def address(city: City, *parts: object) -> str:
    return f"/p/{city.programme.slug}/disclosures/" + "".join(f"{part}/" for part in parts)


def _examination(city: City) -> Examination:
    with in_room(city, PROBATION):
        return Examination.objects.get()


@pytest.mark.acceptance("S4")
@pytest.mark.acceptance("T23")
def test_two_agencies_walk_from_question_to_receipt(client: Client, city: City) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    sent = client.post(
        address(city, "ask"),
        {
            "to_room": str(city.rooms[PROBATION].pk),
            "persons": f"{PERSON.name}; {PERSON.personal_number}; P-17",
            "fields_wanted": ["under_supervision"],
            "purpose": "Invitation to a call-in",
            "urgency": "normal",
            "recipient_confirmed": "on",
        },
    )
    assert sent.status_code == 302, sent.content.decode()
    with in_room(city, POLICE):
        request = DisclosureRequest.objects.get()
    city.sign_in(client, Role.PROBATION_OFFICER)
    assert PERSON.name in client.get(address(city, "requests", request.pk)).content.decode()
    client.post(address(city, "requests", request.pk, "open"))
    row = _examination(city)
    page = address(city, "examinations", row.pk)
    client.post(page + "draft/", {"value-0-under_supervision": "Yes, until 1 May"})
    answers = {f"q-{q}": a.value for q, a in passing_answers("probation_police_duty").items()}
    stopped = client.post(
        page + "ground/probation_police_duty/", {**answers, "q-needed": "no", "reasons": "x"}
    )
    assert "The test stops here" in stopped.content.decode()
    client.post(page + "ground/probation_police_duty/", {**answers, "reasons": "Needed for the call-in"})
    client.post(page + "decide/")
    preview = client.get(page + "hand-over/").content.decode()
    assert "Yes, until 1 May" in preview
    assert "I have looked twice" in preview
    assert "Nothing has gone from your room" in client.post(page + "hand-over/").content.decode()
    with in_room(city, POLICE):
        assert not Disclosure.objects.exists()
    client.post(page + "hand-over/", {"confirmed": "yes"})
    city.sign_in(client, Role.POLICE_ANALYST)
    with in_room(city, POLICE):
        document = Disclosure.objects.get()
    read = client.get(address(city, "documents", document.pk)).content.decode()
    assert "Yes, until 1 May" in read
    assert "Needed for the call-in" not in read  # the reasons stay in the giving room
    client.post(address(city, "documents", document.pk, "receive"))
    city.sign_in(client, Role.PROBATION_OFFICER)
    assert "received" in client.get(address(city, "documents", document.pk)).content.decode()


@pytest.mark.acceptance("S6")
def test_the_asker_of_a_stopped_request_sees_only_that_it_is_being_examined(
    client: Client, city: City
) -> None:
    request = a_request(city, fields=frozenset({Field.WHOLE_LIST}), persons=())
    city.sign_in(client, Role.PROBATION_OFFICER)
    client.post(address(city, "requests", request.pk, "open"))
    assert (
        "Stopped: a whole list"
        in client.get(address(city, "examinations", _examination(city).pk)).content.decode()
    )
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(address(city, "requests", request.pk)).content.decode()
    assert "being examined" in page
    assert "Stopped" not in page
    assert "manager" not in page


@pytest.mark.acceptance("S1")
def test_a_room_that_has_no_part_in_it_finds_nothing(client: Client, city: City) -> None:
    disclosure = a_disclosure(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    for page in (
        address(city, "documents", disclosure.pk),
        address(city, "requests", disclosure.request_id),
        address(city, "examinations", disclosure.examination_id),
    ):
        assert client.get(page).status_code == 404
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(address(city, "examinations", disclosure.examination_id)).status_code == 404
    assert "Nothing here yet" in client.get(address(city) + "?list=tests").content.decode()


def test_after_a_recall_the_receiver_reads_the_sentence_and_gets_no_print(client: Client, city: City) -> None:
    disclosure = a_disclosure(city)
    with in_room(city, PROBATION) as room:
        recall(
            disclosure=disclosure, room=room, words="Wrong", by=worker(city, PROBATION), at=NOW, today=TODAY
        )
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(address(city, "documents", disclosure.pk)).content.decode()
    assert "has recalled this disclosure" in page
    assert PERSON.name not in page
    assert client.get(address(city, "documents", disclosure.pk) + "document.pdf").status_code == 404


@pytest.mark.acceptance("S21")
def test_a_print_is_numbered_and_carries_its_receiver_and_the_notice(client: Client, city: City) -> None:
    disclosure = a_disclosure(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "documents", disclosure.pk) + "document.pdf"
    assert client.get(page).status_code == 200
    order = {
        "purpose": "Read at the planning meeting",
        "recipient": "Planner",
        "expires_on": str(TODAY.fromordinal(TODAY.toordinal() + 30)),
    }
    answer = client.post(page, order)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages)
    for part in (
        PERSON.name,
        f"U{disclosure.no}",
        city.rooms[POLICE].agency.name,
        disclosure.sha256,
        "official document",
    ):
        assert part in text.replace("\n", " "), part


def test_a_consent_is_recorded_and_withdrawn_on_its_page(client: Client, city: City) -> None:
    city.sign_in(client, Role.PROBATION_OFFICER)
    told = {
        "name": PERSON.name, "personal_number": PERSON.personal_number, "giver": "self", "form": "written",
        "to_room": str(city.rooms[Kind.SOCIAL].pk), "classes": ["client"], "purpose": "Plan", "form_of_work": "Meetings",
        "first_day": TODAY.isoformat(), "last_day": str(TODAY.fromordinal(TODAY.toordinal() + 100)),
    }  # fmt: skip
    assert client.post(address(city, "consents", "new"), told).status_code == 302
    assert PERSON.name in client.get(address(city, "consents")).content.decode()
    with in_room(city, PROBATION):
        consent = Consent.objects.get()
    client.post(address(city, "consents", consent.pk, "withdraw"))
    assert "withdrawn" in client.get(address(city, "consents")).content.decode()


def test_the_pages_speak_swedish(client: Client, city: City) -> None:
    person = city.sign_in(client, Role.PROBATION_OFFICER)
    person.language = "sv"
    person.save(update_fields=["language"])
    a_request(city)
    page = client.get(address(city)).content.decode()
    assert "Det vi fått frågan om" in page
    assert "Om personen står under övervakning" in page
    assert "Kriminalvårdens skyldighet" in client.get(address(city, "grounds")).content.decode()


def test_a_lawyers_verification_and_a_switch_change_how_a_ground_stands(client: Client) -> None:
    city = build_city()
    city.sign_in(client, Role.PROJECT_LEADER)
    page = client.get(address(city, "grounds")).content.decode()
    assert "may be used" not in page
    assert '<span class="badge bg-red-lt">not verified</span>' in page  # in red until a lawyer has looked
    code = {"code": "probation_police_duty"}
    client.post(
        address(city, "grounds", "verify"), {**code, "lawyer": "Påhittad jurist", "verified_on": str(TODAY)}
    )
    assert client.get(address(city, "grounds")).content.decode().count("may be used") == 1
    client.post(address(city, "grounds", "switch"), {**code, "off": "yes", "words": "Doubt"})
    assert "may be used" not in client.get(address(city, "grounds")).content.decode()


def test_an_administrator_names_a_manager_and_ends_the_task(client: Client, city: City) -> None:
    city.sign_in(client, Role.ADMINISTRATOR)
    who = f"{city.rooms[Kind.SOCIAL].pk}:{city.people[Role.SOCIAL_WORKER].pk}"
    assert (
        client.post(address(city, "managers"), {"who": who, "first_day": TODAY.isoformat()}).status_code
        == 302
    )
    assert city.people[Role.SOCIAL_WORKER].name in client.get(address(city, "managers")).content.decode()


def test_this_week_tells_that_something_waits_and_names_nobody(client: Client, city: City) -> None:
    a_request(city)
    city.sign_in(client, Role.PROBATION_OFFICER)
    page = client.get(f"/p/{city.programme.slug}/").content.decode()
    assert "Asked of us, not taken up" in page
    assert PERSON.name not in page


@pytest.mark.acceptance("T23")
def test_a_request_to_an_agency_never_asked_before_needs_a_second_look(city: City, client: Client) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    asked = city.rooms[Kind.PROBATION]
    form = {"to_room": str(asked.pk), "persons": PERSON.name, "fields_wanted": ["under_supervision"],
            "purpose": "Made-up purpose", "urgency": "normal"}  # fmt: skip
    with override("en"):
        page = client.post("/p/vinterhamn/disclosures/ask/", form)
    assert page.status_code == 422
    said = page.content.decode()
    assert "I have looked twice" in said
    assert asked.agency.name in said
    with in_room(city, Kind.POLICE):
        assert not DisclosureRequest.objects.exists()
    assert (
        client.post("/p/vinterhamn/disclosures/ask/", {**form, "recipient_confirmed": "on"}).status_code
        == 302
    )
    assert client.post("/p/vinterhamn/disclosures/ask/", form).status_code == 302  # an everyday one by now
    assert "I have looked twice" not in client.get("/p/vinterhamn/disclosures/ask/").content.decode()
