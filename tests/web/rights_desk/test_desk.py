"""A request from arrival to appeal: identity first, a record set aside, recipients told, a report from one room alone."""

import io
from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import City, build_city
from tests.web.people.made_up import NUMBER, a_person, in_room
from vapenvila.rules.rights_request import is_set_aside
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import persons_in_sight
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.running import run
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import persons_set_aside
from vapenvila.web.rights_desk.sealed_words import opened
from vapenvila.web.rights_desk.vocabulary import Kind, OutcomeWord, State

pytestmark = pytest.mark.django_db

PAGE = "/p/vinterhamn/rights/"


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def _register(client: Client, kind: str, received: date | None = None) -> str:
    answer = client.post(
        f"{PAGE}new/",
        {
            "kind": kind,
            "channel": "letter",
            "received_on": (received or timezone.localdate()).isoformat(),
            "requester": "Sällsynt Påhittsson",
            "reply_to": "Påhittsgatan 1",
            "words": "I want to know",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def _row(city: City) -> RightsRequest:
    with in_room(city):
        return RightsRequest.objects.latest("number")


def _step(client: Client, city: City, address: str, act: str, **more: str) -> int:
    return client.post(
        f"{address}step/", {"act": act, "version": str(_row(city).version), **more}
    ).status_code


def _identify(client: Client, city: City, address: str, person: Person) -> None:
    assert _step(client, city, address, "identify", proof="id_card", pseudonym=person.pseudonym) == 302


def test_a_request_goes_from_arrival_over_a_refusal_to_appeal_and_end(client: Client, city: City) -> None:
    person = a_person(city)
    address = _register(client, "access")
    _identify(client, city, address, person)
    assert _step(client, city, address, "decide", outcome="refused", reason="Would harm an open case") == 302
    page = client.get(address).content.decode()
    assert "You may appeal to the administrative court" in page
    assert "supervisory authority" in page  # the police stand under the crime data act
    for act in ("sent", "appealed", "closed"):
        assert _step(client, city, address, act, words="I do not agree") == 302
    assert _row(city).state == "closed"
    with in_room(city):
        assert [step.what for step in _row(city).steps.all()] == [
            "received", "identified", "decided", "sent", "appealed", "closed",
        ]  # fmt: skip


def test_nothing_is_granted_before_the_identity_is_checked(client: Client, city: City) -> None:
    address = _register(client, "access")
    assert _step(client, city, address, "decide", outcome="granted", reason="") == 422
    assert _row(city).state == "received"


def test_names_and_words_lie_sealed(client: Client, city: City) -> None:
    _register(client, "access")
    row = _row(city)
    assert "Påhittsson".encode() not in bytes(row.requester)
    assert opened(row)["requester"] == "Sällsynt Påhittsson"
    with in_room(city):
        assert not AuditEvent.objects.filter(details__icontains="Påhittsson").exists()


@pytest.mark.parametrize("kind", ["rectification", "objection", "restriction"])
def test_a_disputed_record_is_out_of_lists_while_it_is_examined(
    client: Client, city: City, kind: str
) -> None:
    person, other = a_person(city), a_person(city)
    room, today = city.rooms[AgencyKind.POLICE].pk, timezone.localdate()
    address = _register(client, kind)
    with in_room(city):
        assert persons_in_sight(room, today=today).count() == 2
    _identify(client, city, address, person)
    with in_room(city):
        assert list(persons_in_sight(room, today=today)) == [other]
    assert _step(client, city, address, "withdrawn") == 302
    with in_room(city):
        assert persons_in_sight(room, today=today).count() == 2


def test_a_record_whose_correction_is_decided_is_there_to_be_corrected(client: Client, city: City) -> None:
    person, edit = a_person(city), "Change the record"
    address = _register(client, "rectification")
    _identify(client, city, address, person)
    record = f"/p/vinterhamn/persons/{person.pk}/"
    page = client.get(address).content.decode()
    assert "The record is set aside" in page
    assert f'href="{record}"' not in page  # nothing leads to what is out of sight
    assert client.get(record).status_code == 404
    assert _step(client, city, address, "decide", outcome="partly", reason="The place is corrected") == 302
    page = client.get(address).content.decode()
    assert "The correction is decided and not made yet." in page
    assert f'href="{record}edit/">{edit}</a>' in page
    assert f'href="{record}">{person.pseudonym}</a>' in page
    assert client.get(f"{record}edit/").status_code == 200
    with in_room(city):
        row = amend_person(
            person=person, version=person.version, identity={"surname": "Rättadsson"}, facts={}, reason="Decided so",
            looked_at=True, by=city.people[Role.POLICE_ANALYST], at=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
        assert row.version > person.version
    page = client.get(address).content.decode()
    assert "after the decision to correct it." in page
    for act in ("sent", "closed"):
        assert _step(client, city, address, act) == 302
    page = client.get(address).content.decode()
    assert edit not in page
    assert "answered" in page


@pytest.mark.parametrize("outcome", ["granted", "partly", "refused"])
def test_a_granted_restriction_keeps_the_record_out_of_sight_after_the_request_is_closed(
    client: Client, city: City, outcome: str
) -> None:
    person, room, today = a_person(city), city.rooms[AgencyKind.POLICE].pk, timezone.localdate()
    address = _register(client, "restriction")
    _identify(client, city, address, person)
    assert _step(client, city, address, "decide", outcome=outcome, reason="It is so because") == 302
    for act in ("sent", "closed"):
        assert _step(client, city, address, act) == 302
    with in_room(city):
        assert persons_in_sight(room, today=today).exists() == (outcome == "refused")


def test_the_filter_of_records_set_aside_is_the_rule(city: City) -> None:
    """Every kind, state and outcome a request can have, against what the rule says of it."""
    person, now, by = a_person(city), timezone.now(), city.people[Role.POLICE_ANALYST]
    with in_room(city):
        for number, (kind, state, outcome, checked) in enumerate(
            product(Kind, State, [*OutcomeWord, ""], [now, None]), start=1
        ):
            undecided = state in ("decided", "sent", "appealed", "closed") and not outcome
            if undecided or (outcome in ("granted", "partly") and checked is None):
                continue  # the database holds no such row
            RightsRequest.objects.all().delete()
            row = RightsRequest.objects.create(
                room=person.room, number=number, kind=kind, channel="letter", received_on=now.date(), requester=b"",
                reply_to=b"", words=b"", person=person.pk, state=state, outcome=outcome, identity_checked_at=checked,
                created_by=by, created_at=now,
            )  # fmt: skip
            aside = persons_set_aside(person.room_id) == [person.pk]
            assert aside == is_set_aside(facts_of(row)), (kind, state, outcome, checked)


@pytest.mark.acceptance("S22")
@pytest.mark.acceptance("T37")
def test_erasure_calls_copies_back_at_once_and_the_night_deletes_the_record(
    client: Client, city: City
) -> None:
    person, now = a_person(city), timezone.now()
    with in_room(city):
        number_export(
            programme=city.programme.pk, room=person.room_id, kind="person_report", purpose="Made-up purpose",
            recipient="Somebody", expires=now.date() + timedelta(days=30), rows=1,
            by=city.people[Role.POLICE_ANALYST].pk, at=now, subject=person.pk,
        )  # fmt: skip
    address = _register(client, "erasure")
    _identify(client, city, address, person)
    assert _step(client, city, address, "decide", outcome="granted", reason="") == 302
    with in_room(city):
        assert ExportRecord.objects.get().recalled_at is not None
        assert Person.objects.get(pk=person.pk).state == PersonState.REMOVED
        assert _row(city).steps.get(what="decided").told == 1
    run(at=now + timedelta(days=1))
    with in_room(city):
        assert not Person.objects.filter(pk=person.pk).exists()
    assert "deleted" in client.get(address).content.decode()


def test_the_report_holds_what_the_room_holds_and_no_word_on_other_rooms(client: Client, city: City) -> None:
    person = a_person(city, given_name="Sällsynt", surname="Påhittsson", personnummer=NUMBER, birth_date="")
    hidden = a_person(city, AgencyKind.SOCIAL, given_name="Sällsynt", surname="Påhittsson", personnummer=NUMBER,
                      birth_date="")  # fmt: skip
    address = _register(client, "access")
    _identify(client, city, address, person)
    answer = client.post(
        f"{address}report/",
        {
            "purpose": "Answer to the request",
            "recipient": "The person",
            "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "/StructTreeRoot" in pdf.root_object
    for wanted in (
        "Påhittsson",
        NUMBER,
        "Made-up need",
        "Made-up source",
        "Act 2018:1693 4:7",
        "Påhittad police_analyst",
    ):
        assert wanted in text, wanted
    for other in ("social", hidden.pseudonym, "social_worker"):
        assert other not in text, other
    with in_room(city):
        assert ExportRecord.objects.get().subject == person.pk
        assert AuditEvent.objects.filter(act="person.identity_read", subject=person.pk).exists()
        assert _row(city).steps.filter(what="reported").count() == 1


def test_no_report_before_the_identity_is_checked(client: Client, city: City) -> None:
    address = _register(client, "access")
    assert client.get(f"{address}report/").status_code == 302


def test_a_late_request_stands_on_the_front_page_and_in_the_list(client: Client, city: City) -> None:
    _register(client, "access", timezone.localdate() - timedelta(days=40))
    assert "1 request should have been answered" in client.get("/p/vinterhamn/").content.decode()
    assert "Overdue" in client.get(PAGE).content.decode()


def test_two_people_do_not_take_the_same_step(client: Client, city: City) -> None:
    address = _register(client, "access")
    answer = client.post(f"{address}step/", {"act": "withdrawn", "version": "99"}, follow=True)
    assert "Somebody else has taken a step meanwhile" in answer.content.decode()
    assert _row(city).state == "received"


@pytest.mark.acceptance("S1")
def test_another_room_does_not_see_the_request(client: Client, city: City) -> None:
    address = _register(client, "access")
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(address).status_code == 404
    assert "No request is open" in client.get(PAGE).content.decode()


def test_a_closed_request_is_deleted_after_two_years(client: Client, city: City) -> None:
    address = _register(client, "access")
    assert _step(client, city, address, "withdrawn") == 302
    run(at=timezone.now() + timedelta(days=365 * 2 + 5))
    with in_room(city):
        assert not RightsRequest.objects.exists()
