"""Every role at every address of two programmes whose every text is marked: nothing is shown that the rules do not allow."""

import sys
from collections.abc import Iterator

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
from tests.attack.verdict import SHOWN_BY, rights_for
from tests.guards.routes import Route, all_routes, programme_routes
from tests.web.audit.trail import as_owner
from vapenvila.rules.rights import may
from vapenvila.web.wall.catalogue.tables import walled_models
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1"), pytest.mark.acceptance("S18")]
SHARDS = 6
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
        self.tally.leaks += [
            f"{c.field}: no verdict" for c in self.aviary.by_word.values() if rights_for(c) is None
        ]

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

    def expect(self, route: Route, who: Knocker, answer: Answer, *allowed: int) -> None:
        """A refusal that is none is a leak too."""
        if answer.status not in allowed:
            self.tally.leaks.append(f"{route.name} answers {who.words} with {answer.status}, not {allowed}")


@pytest.fixture
def siege() -> Siege:
    return Siege()


def _shard(routes: list[Route], number: int) -> Iterator[Route]:
    yield from routes[number::SHARDS]


def _insider(siege: Siege, who: Knocker, route: Route) -> None:
    address = siege.here.address(route)
    assert route.right is not None
    assert who.reader is not None
    allowed = may(who.reader, route.right, siege.here.city.programme.pk, today=siege.today)
    plain = siege.try_(who, route, address)
    posted = siege.try_(who, route, address, post=True)
    if not allowed:
        siege.expect(route, who, plain, 403, NOT_THIS_WAY)
        siege.expect(route, who, posted, 403, NOT_THIS_WAY)
        return
    for answer in (plain, posted):
        if answer.status >= 500:
            siege.tally.leaks.append(f"{route.name} breaks for {who.words}")
    siege.try_(who, route, address, part=True)
    _search(siege, who, route, address, plain.fields)


def _search(siege: Siege, who: Knocker, route: Route, address: str, fields: tuple[str, ...]) -> None:
    """Somebody searches, filters and fills in forms with the identifiers and words of the other town."""
    names = tuple(name for name in fields if name not in ("csrfmiddlewaretoken", "next"))
    theirs = foreign_ids(siege.elsewhere, siege.aviary, names)
    word = next(w for w, c in siege.aviary.by_word.items() if c.field == "incidents.Incident.place"
                and c.programme == siege.elsewhere.city.programme.pk)  # fmt: skip
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


@pytest.mark.acceptance("T3")
@pytest.mark.acceptance("T6")
@pytest.mark.parametrize("number", range(SHARDS))
def test_nothing_is_shown_that_the_rules_do_not_allow(
    siege: Siege, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for route in _shard(programme_routes(), number):
        for who in siege.own:
            _insider(siege, who, route)
        for who in siege.strangers:
            for post in (False, True):
                siege.expect(
                    route,
                    who,
                    siege.try_(who, route, siege.here.address(route), post=post),
                    404,
                    NOT_THIS_WAY,
                )
        for post in (False, True):
            answer = siege.try_(siege.nobody, route, siege.here.address(route), post=post)
            siege.expect(route, siege.nobody, answer, 302, NOT_THIS_WAY)
    for route in _shard([r for r in all_routes() if r.right is None], number):
        for who in (*siege.own, *siege.strangers, siege.nobody):
            siege.try_(who, route, route.address_of_nothing())
    with capsys.disabled():
        sys.stdout.write(f"\nattack {number}: {siege.tally.summary(len(walled_models()))}\n")
    assert siege.tally.leaks == []


@pytest.mark.acceptance("T21")
@pytest.mark.parametrize("number", range(SHARDS))
def test_what_exists_elsewhere_looks_like_what_does_not_exist_and_costs_the_same(
    siege: Siege, number: int
) -> None:
    told = []
    for route in _shard(programme_routes(), number):
        stranger = siege.strangers[0]
        there = siege.try_(stranger, route, siege.here.address(route))
        nowhere = siege.try_(stranger, route, siege.here.address(route, "nowhere-at-all"))
        if (there.status, there.plain, there.queries) != (nowhere.status, nowhere.plain, nowhere.queries):
            told.append(f"{route.name}: a programme one is no part of differs from none")
        identifiers = [name for name, kind in route.parameters if kind == "uuid"]
        for who in siege.strangers:
            assert route.right is not None
            assert who.reader is not None
            slug = siege.elsewhere.city.programme.slug
            if not identifiers or not may(
                who.reader, route.right, siege.elsewhere.city.programme.pk, today=siege.today
            ):
                continue
            theirs = siege.try_(who, route, siege.here.address(route, slug))
            nothing = siege.try_(
                who, route, siege.here.address(route, slug, **{name: new_id() for name in identifiers})
            )
            if theirs.status not in (404, NOT_THIS_WAY):
                told.append(f"{route.name}: {who.words} gets {theirs.status} for another's object")
            if (theirs.plain, theirs.queries) != (nothing.plain, nothing.queries):
                told.append(f"{route.name}: {who.words} can tell another's object from nothing")
    assert told + siege.tally.leaks == []


def test_every_kind_of_record_has_a_verdict() -> None:
    missing = {m._meta.label for m in walled_models()} - set(SHOWN_BY)
    assert missing == set(), "say in tests/attack/verdict.py which rights let people see them"
