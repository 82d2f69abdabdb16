"""The attack on the pages is broken on purpose: what must not be is seen on a page, in a file and in a refusal."""

import pytest

from tests.attack import verdict
from tests.attack.siege import Siege, a_copy_order
from tests.guards.routes import Route, programme_routes

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]


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
