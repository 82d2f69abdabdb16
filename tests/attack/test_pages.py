"""Every role at every address of two programmes whose every text is marked: nothing is shown that the rules do not allow."""

import sys

import pytest
from django.test import Client
from django.utils import timezone

from tests.attack.canaries import Aviary
from tests.attack.knocking import (
    Answer,
    Knocker,
    Tally,
    foreign_ids,
    knock,
    knockers,
    leaks_in,
    nothing_like,
)
from tests.attack.town import build_town
from tests.attack.verdict import has_verdict
from tests.guards.routes import Route, all_routes, programme_routes
from tests.web.audit.trail import as_owner
from vapenvila.rules.rights import may
from vapenvila.web.wall.catalogue.tables import walled_models
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1"), pytest.mark.acceptance("S18")]
SHARDS = 4
BROKEN = 500
NOT_THIS_WAY = 405
SEARCHED = "Kq9999"  # the beginning of no canary


class Siege:
    """Two towns, everybody who knocks, and what has come out so far."""

    def __init__(self) -> None:
        self.here, self.elsewhere = (
            build_town("vinterhamn", "Vinterhamn"),
            build_town("sommarhamn", "Sommarhamn"),
        )
        self.own, self.strangers = (
            knockers(self.here.city, "here"),
            knockers(self.elsewhere.city, "elsewhere"),
        )
        self.nobody = Knocker("somebody unknown", Client(raise_request_exception=False), None)
        self.aviary, self.tally, self.today = Aviary(), Tally(), timezone.localdate()
        with as_owner():
            self.aviary.mark(self.here)
            self.aviary.mark(self.elsewhere)

    def try_(self, who: Knocker, route: Route, address: str, **how: object) -> Answer:
        """One request; what it shows is held against the verdict."""
        answer = knock(who, address, **how)  # type: ignore[arg-type]  # passed on as given
        self.tally.tried += 1
        self.tally.routes.add(route.name)
        self.tally.roles.add(who.words)
        sent = f"{address} {how.get('data', '')}"
        for field in leaks_in(answer, who, self.aviary, sent=sent, today=self.today):
            self.tally.leaks.append(
                f"{route.name} shows {field} to {who.words} ({answer.status}, {how})"[:300]
            )
        return answer


@pytest.fixture
def siege() -> Siege:
    return Siege()


def _refusals(siege: Siege, who: Knocker, route: Route, address: str, *expected: int) -> None:
    """The guard answers before the view, whatever the method: a form is sent where the address takes nothing else."""
    answer = siege.try_(who, route, address)
    if answer.status == NOT_THIS_WAY:
        answer = siege.try_(who, route, address, post=True)
    if answer.status not in expected:
        siege.tally.leaks.append(f"{route.name} answers {who.words} with {answer.status}, not {expected}")


def _insider(siege: Siege, who: Knocker, route: Route, address: str) -> bool:
    """Whether this person may open the address; what it shows them is looked through, alone and as a part of a page."""
    assert route.right is not None
    assert who.reader is not None
    if not may(who.reader, route.right, siege.here.city.programme.pk, today=siege.today):
        _refusals(siege, who, route, address, 403)
        return False
    for how in ({}, {"part": True}, {"post": True}):
        if siege.try_(who, route, address, **how).status >= BROKEN:
            siege.tally.leaks.append(f"{route.name} breaks for {who.words} {how}")
    return True


def _search(siege: Siege, who: Knocker, route: Route, address: str) -> None:
    """Somebody searches, filters and fills in forms with the identifiers and words of the other town."""
    fields = siege.try_(who, route, address).fields
    names = tuple(name for name in fields if name not in ("csrfmiddlewaretoken", "next"))
    theirs = foreign_ids(siege.elsewhere, siege.aviary, names)
    word = siege.aviary.a_word_of("incidents.Incident.place", siege.elsewhere.city.programme.pk)
    for data, nothing in (
        (theirs, nothing_like(theirs)),
        (dict.fromkeys(names, word[:6]), dict.fromkeys(names, SEARCHED)),
    ):
        for post in (False, True):
            answer = siege.try_(who, route, address, data=data, post=post)
            other = siege.try_(who, route, address, data=nothing, post=post)
            if (answer.status, answer.plain) != (other.status, other.plain):
                siege.tally.leaks.append(
                    f"{route.name}: {who.words} can tell what exists elsewhere by {data}"[:300]
                )


def _elsewhere(siege: Siege, route: Route) -> None:
    """What exists elsewhere looks like what does not exist, and costs as many queries."""
    stranger = siege.strangers[0]
    there = siege.try_(stranger, route, siege.here.address(route))
    nowhere = siege.try_(stranger, route, siege.here.address(route, "nowhere-at-all"))
    if (there.status, there.plain, there.queries) != (nowhere.status, nowhere.plain, nowhere.queries):
        siege.tally.leaks.append(f"{route.name}: a programme one is no part of differs from none")
    identifiers = [name for name, kind in route.parameters if kind == "uuid"]
    programme = siege.elsewhere.city.programme
    for who in siege.strangers if identifiers else ():
        assert route.right is not None
        assert who.reader is not None
        if not may(who.reader, route.right, programme.pk, today=siege.today):
            continue
        nothing = {name: new_id() for name in identifiers}
        theirs = siege.try_(who, route, siege.here.address(route, programme.slug))
        none = siege.try_(who, route, siege.here.address(route, programme.slug, **nothing))
        if theirs.status not in (404, NOT_THIS_WAY):
            siege.tally.leaks.append(f"{route.name}: {who.words} gets {theirs.status} for another's object")
        if (theirs.plain, theirs.queries) != (none.plain, none.queries):
            siege.tally.leaks.append(f"{route.name}: {who.words} can tell another's object from nothing")


@pytest.mark.acceptance("T3")
@pytest.mark.acceptance("T6")
@pytest.mark.acceptance("T11")
@pytest.mark.acceptance("T21")
@pytest.mark.parametrize("number", range(SHARDS))
def test_nothing_is_shown_that_the_rules_do_not_allow(
    siege: Siege, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for route in programme_routes()[number::SHARDS]:
        address = siege.here.address(route)
        allowed = [who for who in siege.own if _insider(siege, who, route, address)]
        _search(siege, allowed[0], route, address)
        for who in siege.strangers:
            _refusals(siege, who, route, address, 404)
        _refusals(siege, siege.nobody, route, address, 302)
        _elsewhere(siege, route)
    for route in [r for r in all_routes() if r.right is None][number::SHARDS]:
        for who in (*siege.own, *siege.strangers, siege.nobody):
            siege.try_(who, route, route.address_of_nothing())
    with capsys.disabled():
        sys.stdout.write(f"\nattack {number}: {siege.tally.summary(len(walled_models()))}\n")
    assert siege.tally.leaks == []


def test_every_kind_of_record_has_a_verdict() -> None:
    missing = [m._meta.label for m in walled_models() if not has_verdict(m._meta.label)]
    assert missing == [], "say in tests/attack/verdict.py which rights let people see them"
