"""Who handles a request and does no casework in the room is not shown which of its records the request is about."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, City, build_city
from tests.web.people.made_up import a_person, in_room
from vapenvila.rules.rights_request import Outcome, RequestState
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Mission
from vapenvila.web.people.models import Person
from vapenvila.web.rights_desk.actions import check_identity, decide_request, move_request, receive_request
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof

pytestmark = pytest.mark.django_db


def _restricted(city: City, person: Person) -> RightsRequest:
    by, at = city.people[Role.POLICE_ANALYST], timezone.now()
    with in_room(city):
        row = receive_request(
            room=person.room, kind=Kind.RESTRICTION, channel=Channel.LETTER, received_on=timezone.localdate(at),
            requester="Påhittad Person", reply_to="Påhittsgatan 1", words="", by=by, at=at,
        )  # fmt: skip
        check_identity(request=row.pk, version=1, proof=Proof.ID_CARD, person=person.pk, by=by, at=at)
        decide_request(request=row.pk, version=2, outcome=Outcome.GRANTED, reason="", by=by, at=at)
        for version, to in enumerate((RequestState.SENT, RequestState.CLOSED), start=3):
            row = move_request(request=row.pk, version=version, to=to, by=by, at=at)
    return row


def _coordinator_in_the_police_room(city: City) -> User:
    person = User.objects.create_user(
        email="samordnare@polisen.example", password=PASSWORD, name="Påhittad", language="en"
    )
    Mission.objects.create(
        user=person,
        room=city.rooms[AgencyKind.POLICE],
        roles=[Role.COORDINATOR.value],
        first_day=date(2020, 1, 1),
    )
    return person


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize("page", ["", "lift/"])
def test_a_handler_without_casework_is_not_shown_which_record_it_is(client: Client, page: str) -> None:
    city = build_city()
    person = a_person(city, at=timezone.now())
    address = f"/p/vinterhamn/rights/{_restricted(city, person).pk}/{page}"

    city.sign_in(client, Role.POLICE_ANALYST)
    assert person.pseudonym in client.get(address).content.decode()

    client.force_login(
        _coordinator_in_the_police_room(city), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.get(address)
    assert answer.status_code == 200
    assert person.pseudonym not in answer.content.decode()
    words = "The record is used again" if page else "those who do casework here see which it is"
    assert words in answer.content.decode()
