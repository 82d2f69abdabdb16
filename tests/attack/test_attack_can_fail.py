"""The attacks are broken on purpose: what must not be is seen on a page, in a file, in a refusal, in a count, in an order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.models import Value

from tests.attack import verdict
from tests.attack.orders import is_unsteady
from tests.attack.siege import Siege, a_copy_order
from tests.attack.test_unseen_rows import NEVER, SEEN_BY_ALL
from tests.attack.watch import Watch, undone
from tests.guards.routes import Route, programme_routes
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access import session_limits
from vapenvila.web.disclosures import this_week
from vapenvila.web.disclosures.models import Consent, DisclosureRequest
from vapenvila.web.disclosures.queries.papers import consents_of
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.room_by_room import count_room_by_room
from vapenvila.web.rights_desk import views as desk
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import DeskFigures, desk_figures

pytestmark = [pytest.mark.django_db, pytest.mark.unknown_codes, pytest.mark.acceptance("S1")]


def _route(name: str) -> Route:
    return next(route for route in programme_routes() if route.name == name)


def test_a_leak_is_seen_wherever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    siege = Siege()
    who = next(one for one in siege.own if one.words == "police_analyst of police here")
    page, export = _route("incidents"), _route("incident-export")
    monkeypatch.setitem(
        verdict.SHOWN_BY, "incidents.Incident", ()
    )  # as if nobody were allowed to see incidents

    siege.try_(who, page, siege.here.address(page))
    assert any("incidents shows incidents.Incident.place" in leak for leak in siege.tally.leaks)

    siege.tally.leaks.clear()
    address = siege.here.address(export)
    for order in a_copy_order(siege.try_(who, export, address).fields, siege.today):
        siege.try_(who, export, address, order, post=True)
        assert any(f"'format': '{order['format']}'" in leak for leak in siege.tally.leaks), order

    siege.tally.leaks.clear()
    incident = _route("incident")
    siege.same(
        who,
        incident,
        siege.here.address(incident),
        siege.here.address(incident, number=999_999),
        "that it exists",
    )
    assert any("gets 200" in leak for leak in siege.tally.leaks)
    assert any("can tell that it exists from nothing" in leak for leak in siege.tally.leaks)

    place = siege.aviary.words_of("incidents.Incident.place", siege.here.city.programme.pk)[0]
    found = siege.try_(who, page, siege.here.address(page), {"text": place})
    nothing = siege.try_(who, page, siege.here.address(page), {"text": "Kq99999z"})
    assert not found.like(nothing, counted=False)


def _requests_of_all_rooms(room: Room, *, today: date) -> DeskFigures:
    """A mistake that goes round the wall: what waits is counted room by room, as a job of the house may do it."""
    mine = desk_figures(room, today=today)
    return replace(mine, waiting=count_room_by_room(RightsRequest.objects.all))


def _questions_of_all_rooms(room: Room, *, today: date) -> DeskFigures:
    """The same that shows nothing, and asks a question for each."""
    for _ in range(count_room_by_room(RightsRequest.objects.all)):
        RightsRequest.objects.exists()
    return desk_figures(room, today=today)


def _asked_of_all_rooms(_room: Room) -> Any:
    """What waits at the doors of all rooms, as rows that can be filtered and counted."""
    number = count_room_by_room(DisclosureRequest.objects.all)

    class Counted:
        def filter(self, **_: object) -> "Counted":
            return self

        def count(self) -> int:
            return number

    return Counted()


def test_a_count_or_a_question_over_rows_of_other_rooms_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_limits, "_NOTED_EVERY", NEVER)
    monkeypatch.setattr(session_limits, "_ASKED_EVERY", NEVER)
    watch = Watch(AgencyKind.PROBATION)
    for broken, name, by, page, seen_by in (
        (desk, "desk_figures", _requests_of_all_rooms, "rights-requests", " shows "),
        (desk, "desk_figures", _questions_of_all_rooms, "rights-requests", " asks "),
        (this_week, "requests_to", _asked_of_all_rooms, "this-week", " shows "),
    ):
        with monkeypatch.context() as patched, undone():
            patched.setattr(broken, name, by)
            watch.forget()
            watch.open(_route(page))
            watch.plant_unseen(AgencyKind.PROBATION, but=SEEN_BY_ALL)
            assert seen_by in watch.changed(AgencyKind.PROBATION).get(page, ""), (name, by)
    with undone():
        watch.forget()
        for page in ("rights-requests", "this-week"):
            watch.open(_route(page))
        watch.plant_unseen(AgencyKind.PROBATION, but=SEEN_BY_ALL)
        assert watch.changed(AgencyKind.PROBATION) == {}  # unbroken again


def test_an_order_that_leaves_rows_equal_is_seen() -> None:
    of_one_moment = Consent.objects.filter(room=None).order_by("-recorded_at")
    assert is_unsteady(str(of_one_moment.query))
    assert is_unsteady(str(of_one_moment.values_list("no", "recorded_at").query))
    assert not is_unsteady(str(of_one_moment.order_by("-recorded_at", "-no").query))
    assert not is_unsteady(str(consents_of(Room()).query))
    assert not is_unsteady(str(of_one_moment.order_by().annotate(one=Value(1)).query))
