"""The figures of a desk count its own room: a number that counts over all rooms shows no marked word to the attack."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.people.made_up import CASEWORKER, in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.models import Room
from vapenvila.web.rights_desk.actions import receive_request
from vapenvila.web.rights_desk.vocabulary import Channel, Kind

pytestmark = pytest.mark.django_db


def _requests(city: City, kind: AgencyKind, number: int) -> None:
    at = timezone.now()
    with in_room(city, kind):
        room = Room.objects.select_related("agency", "programme").get(pk=city.rooms[kind].pk)
        for _ in range(number):
            receive_request(
                room=room, kind=Kind.ACCESS, channel=Channel.LETTER, received_on=timezone.localdate(at),
                requester="Påhittad Person", reply_to="", words="", by=city.people[CASEWORKER[kind]], at=at,
            )  # fmt: skip


@pytest.mark.acceptance("S1")
def test_the_figures_of_the_desk_are_those_of_the_own_room(client: Client) -> None:
    city = build_city()
    _requests(city, AgencyKind.PROBATION, 3)
    _requests(city, AgencyKind.POLICE, 1)
    for role, waiting in ((Role.POLICE_ANALYST, 1), (Role.PROBATION_OFFICER, 3), (Role.SOCIAL_WORKER, 0)):
        city.sign_in(client, role)
        figures = client.get("/p/vinterhamn/rights/").context["figures"]
        assert (figures.received, figures.waiting) == (waiting, waiting)
