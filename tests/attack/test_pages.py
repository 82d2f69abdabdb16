"""Every role at every address of two programmes whose every text is marked: nothing is shown that the rules do not allow."""

import sys

import pytest

from tests.attack.canaries import Aviary
from tests.attack.knocking import Knocker, links_in
from tests.attack.siege import (
    FILLED,
    GUESS,
    NOT_THIS_WAY,
    SOUGHT,
    Siege,
    a_copy_order,
    foreign_ids,
    one_of_each_kind,
    unlike,
)
from tests.attack.town import build_town
from tests.attack.unmarked import idle_reasons, unmarked_fields
from tests.attack.verdict import has_verdict
from tests.guards.routes import Route, all_routes, programme_routes
from tests.web.audit.trail import as_owner
from vapenvila.web.access import session_limits
from vapenvila.web.wall.catalogue.tables import walled_models

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.unknown_codes,
    pytest.mark.acceptance("S1"),
    pytest.mark.acceptance("S18"),
]
SHARDS = 4
NEVER = 10**6
NOWHERE = "ingenstans"  # as long as the name of the programme
# In a demo, as the tests run, these show the made-up people of made-up programmes to everybody.
ONLY_IN_A_DEMO = {"switch-role", "switch-to", "account_login"}


@pytest.fixture
def siege(monkeypatch: pytest.MonkeyPatch) -> Siege:
    """Sessions note now and then that somebody is there. What a request notes is undone here, so they note it never."""
    monkeypatch.setattr(session_limits, "_NOTED_EVERY", NEVER)
    monkeypatch.setattr(session_limits, "_ASKED_EVERY", NEVER)
    return Siege()


def _insiders(siege: Siege, route: Route, which: int) -> list[Knocker]:
    """All of the programme at one object: who may open it sees only what is theirs, others are refused or find nothing."""
    address = siege.here.address(route, which=which)
    rooms = siege.rooms_of(siege.here.objects(route)[which])
    let_in: list[Knocker] = []
    for who in siege.own if which == 0 else one_of_each_kind(siege.own_with(route)):
        if not siege.may_open(who, route, siege.here):
            siege.refused(who, route, address, 403)
            continue
        assert who.reader is not None
        if rooms and not any(m.room in rooms for m in who.reader.missions):
            nothing = siege.here.address(route, which=which, **siege.nothing_like(route))
            siege.same(who, route, address, nothing, "what lies in another room", sending=which == 0)
            continue
        answer = siege.try_(who, route, address)
        if answer.status == NOT_THIS_WAY or all(who.kind != other.kind for other in let_in):
            siege.try_(who, route, address, post=True)
        for form in siege.filled(route, who):
            siege.try_(who, route, address, form, post=True)
        let_in.append(who)
    return let_in


def _look_around(siege: Siege, who: Knocker, route: Route, address: str) -> None:
    """Sort, page and filter by the page's own links, and take out every kind of copy that it offers."""
    siege.try_(who, route, address, part=True)
    page = siege.try_(who, route, address)
    for link in links_in(page.text, address):
        siege.try_(who, route, link)
    for order in a_copy_order(page.fields, siege.today):
        siege.tally.copies += siege.try_(who, route, address, order, post=True).is_file


def _search(siege: Siege, who: Knocker, route: Route, address: str) -> None:
    """Somebody searches, filters and fills in forms with identifiers and words from elsewhere and from other rooms."""
    form = FILLED.get(route.name, {})
    names = siege.try_(who, route, address).fields or tuple(name for name in form if not form[name])
    if not names:
        return
    theirs = foreign_ids(siege.elsewhere, siege.aviary, names)
    tries = [(theirs, unlike(theirs))]
    for word in _words_of_others(siege, who, route):
        tries.append((dict.fromkeys(names, word), dict.fromkeys(names, GUESS)))
    for data, nothing in tries:
        for post in (False, True):
            answer = siege.try_(who, route, address, {**form, **data}, post=post)
            other = siege.try_(who, route, address, {**form, **nothing}, post=post)
            if not answer.like(other, counted=False):
                siege.leak(
                    f"{route.name}: {who.words} can tell what exists elsewhere {answer.against(other)} by {data}"
                )


def _words_of_others(siege: Siege, who: Knocker, route: Route) -> list[str]:
    """What somebody might search for there: of another room of the own programme, and of the other programme."""
    assert who.reader is not None
    mine = {m.room for m in who.reader.missions}
    found = []
    for field in SOUGHT.get(route.pattern.split("/")[3], SOUGHT[""]):
        for word, canary in siege.aviary.by_word.items():
            elsewhere = canary.programme == siege.elsewhere.city.programme.pk
            if canary.field == field and (elsewhere or (canary.rooms and not canary.rooms & mine)):
                found.append(word)
                break
    return found


def _elsewhere(siege: Siege, route: Route) -> None:
    """What exists elsewhere looks like what does not exist, and costs as many queries."""
    stranger = siege.strangers[0]
    siege.same(stranger, route, siege.here.address(route), siege.here.address(route, NOWHERE),
               "a programme one is no part of")  # fmt: skip
    nothing = siege.nothing_like(route)
    slug = siege.elsewhere.city.programme.slug
    for who in siege.strangers if nothing else ():
        if siege.may_open(who, route, siege.elsewhere):
            siege.same(who, route, siege.here.address(route, slug), siege.here.address(route, slug, **nothing),
                       "another programme's object", sending=who in siege.strangers[:3])  # fmt: skip


def _attack(siege: Siege, route: Route) -> None:
    for which in range(len(siege.here.objects(route))):
        let_in = _insiders(siege, route, which)
        address = siege.here.address(route, which=which)
        for who in one_of_each_kind(let_in)[:2]:
            _look_around(siege, who, route, address)
            if which == 0:
                _search(siege, who, route, address)
    for who in siege.strangers:
        siege.refused(who, route, siege.here.address(route), 404)
    siege.refused(siege.nobody, route, siege.here.address(route), 302)
    _elsewhere(siege, route)


@pytest.mark.acceptance("T3")
@pytest.mark.acceptance("T4")
@pytest.mark.acceptance("T6")
@pytest.mark.acceptance("T11")
@pytest.mark.acceptance("T21")
@pytest.mark.parametrize("number", range(SHARDS))
def test_nothing_is_shown_that_the_rules_do_not_allow(
    siege: Siege, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    routes = programme_routes()[number::SHARDS]
    for route in routes:
        _attack(siege, route)
    for route in [r for r in all_routes() if r.right is None and r.name not in ONLY_IN_A_DEMO][
        number::SHARDS
    ]:
        for who in (*siege.own, *siege.strangers, siege.nobody):
            siege.try_(who, route, route.address_of_nothing())
    with capsys.disabled():
        sys.stdout.write(f"\nattack {number}: {siege.tally.summary(len(walled_models()))}\n")
    assert siege.tally.routes >= {route.name for route in routes}
    assert len(siege.tally.roles) == len(siege.own) + len(siege.strangers) + 1
    assert siege.tally.tried > 40 * len(routes)
    assert siege.tally.copies > 0
    assert len(siege.tally.shown) > 15  # those whom it is for see it: the attack reads what pages show
    assert not siege.tally.leaks, "\n".join(siege.tally.leaks)


def test_every_kind_of_record_has_a_verdict() -> None:
    missing = [m._meta.label for m in walled_models() if not has_verdict(m._meta.label)]
    assert missing == [], "say in tests/attack/verdict.py which rights let people see them"


def test_whatever_is_kept_on_a_person_carries_a_mark_or_says_why_not() -> None:
    town, aviary = build_town("vinterhamn", "Vinterhamn"), Aviary()
    with as_owner():
        aviary.mark(town)
    assert unmarked_fields(aviary) == [], (
        "mark them (canaries.py, sealed.py), or say in unmarked.py why they carry no mark"
    )
    assert idle_reasons(aviary) == []
