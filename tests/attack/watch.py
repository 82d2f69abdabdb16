"""Opens the pages of one agency's people, and opens them again to say what has become different meanwhile."""

import logging
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tests.attack.canaries import Aviary
from tests.attack.knocking import Answer, Knocker, knock, knockers, links_in, newest_event, open_trail
from tests.attack.one_more import kinds_to_plant, one_more_of_everything
from tests.attack.orders import is_unsteady
from tests.attack.reading import comparable
from tests.attack.siege import BROKEN, FILLED, a_copy_order
from tests.attack.town import build_town
from tests.cast import build_city
from tests.guards.routes import Route, all_routes, programme_routes
from tests.web.audit.trail import as_owner
from vapenvila.rules.rights import may
from vapenvila.rules.roles import AgencyKind

CLOCK = re.compile(
    r"Content-Length: \d+|T\d{2}:\d{2}:\d{2}[\d.]*(?:Z|[+-]\d{2}:?\d{2})?|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2}(?::…)? [ap]\.m\.|\bnoon\b|\bmidnight\b|value=\"\d+\" max=\"100\""
)
FOUND, NO_RIGHT, NOT_THIS_WAY = 200, 403, 405
# In a demo, as the tests run, these show the made-up people of made-up programmes to everybody.
ONLY_IN_A_DEMO = {"switch-role", "switch-to", "account_login"}
# These answer otherwise each time they are asked.
NEVER_TWICE_THE_SAME = {
    "time-left": "seconds until the session ends",
    "mfa_activate_totp": "a new secret",
    "mfa_add_webauthn": "a new challenge",
    "mfa_login_webauthn": "a new challenge",
    "mfa_reauthenticate_webauthn": "a new challenge",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One request by somebody."""

    who: str
    route: str
    address: str
    data: tuple[tuple[str, str], ...] = ()
    post: bool = False
    part: bool = False


class Watch:
    """A town, the people of these agencies there, what they were answered, and rows that come after."""

    def __init__(self, *kinds: AgencyKind) -> None:
        logging.getLogger("django.request").disabled = True  # refusals are on record anyway
        self.kinds, self.today = kinds, timezone.localdate()
        self.here, self.aviary = build_town("vinterhamn", "Vinterhamn"), Aviary()
        self.elsewhere = build_city("sommarhamn", "Sommarhamn")
        with as_owner():
            self.aviary.mark(self.here)
        self.people = {who.words: who for who in knockers(self.here.city, "here") if who.kind in kinds}
        for who in self.people.values():
            who.client.get("/account/")  # the session looks up its person once
        self.answers: dict[Question, Answer] = {}
        self._newest_event = open_trail()
        self._looked_around: set[str] = set()
        self._wants_a_form: dict[str, Answer] = {}

    def plant_elsewhere(self) -> dict[str, int]:
        """One more of everything in another programme, and a whole city; how many of each kind."""
        build_city("varhamn", "Vårhamn")
        return one_more_of_everything(self.elsewhere, list(AgencyKind), shared=True)

    def plant_unseen(self, by: AgencyKind, but: Collection[str]) -> dict[str, int]:
        """One more of everything (`but` these kinds) in the rooms of all other agencies of the town."""
        others = [kind for kind in AgencyKind if kind is not by]
        return one_more_of_everything(self.here.city, others, shared=False, but=but)

    def plant_seen(self, by: AgencyKind) -> None:
        """One more of everything in the room of this agency and in the shared picture, sealed so that it opens."""
        one_more_of_everything(self.here.city, [by], shared=True)
        with as_owner():
            self.aviary.mark_new_rows(self.here)

    def forget(self) -> None:
        """Begin anew, with nothing asked."""
        self.answers.clear()
        self._looked_around.clear()
        self._newest_event = newest_event()

    def open_everything(self) -> None:
        """Every page; what it shows is also sorted, filtered, searched and taken out in each way, once in the town.

        Whoever does that is asked again after rows have come to all rooms but theirs, as everybody is: so once is enough.
        """
        for turn, route in enumerate(programme_routes()):
            self.open(route, turn)
        for route in all_routes():
            if route.right is None and route.name not in ONLY_IN_A_DEMO | NEVER_TWICE_THE_SAME.keys():
                for who in self.people.values():
                    self._ask(who, route, route.address_of_nothing())

    def open(self, route: Route, turn: int = 0) -> None:
        """One page: as everybody where it is of no one object (there counts stand), else by one of each agency in turn."""
        assert route.right is not None
        by_kind: dict[AgencyKind | None, list[Knocker]] = {}
        for who in self.people.values():
            if self._let_in(who, route):
                by_kind.setdefault(who.kind, []).append(who)
            elif all(q.who != who.words or a.status != NO_RIGHT for q, a in self.answers.items()):
                self._open(who, route)  # one refusal is like another: the guard's own page
        kinds = list(by_kind.values())
        first = turn % max(len(kinds), 1)
        for let_in in (*kinds[first:], *kinds[:first]):
            for who in [let_in[turn % len(let_in)]] if route.of_objects else let_in:
                self._open(who, route)

    def _let_in(self, who: Knocker, route: Route) -> bool:
        assert route.right is not None
        assert who.reader is not None
        return bool(may(who.reader, route.right, self.here.city.programme.pk, today=self.today))

    def _open(self, who: Knocker, route: Route) -> None:
        address = self.here.address(route, which=self._own(who, route))
        answer = self._ask(who, route, address)
        may_look = answer.status in (FOUND, NOT_THIS_WAY) and self._let_in(who, route)
        if may_look and route.name not in self._looked_around:
            self._looked_around.add(route.name)
            self._look_around(who, route, address, answer)

    def _look_around(self, who: Knocker, route: Route, address: str, page: Answer) -> None:
        if page.status == FOUND:
            self._ask(who, route, address, part=True)
        for link in links_in(page.text, address):
            self._ask(who, route, link)
        for order in (*a_copy_order(page.fields, self.today), *self._filled(who, route)):
            self._ask(who, route, address, order, post=True)

    def _filled(self, who: Knocker, route: Route) -> Iterator[dict[str, str]]:
        """The form sent to this address, with the name of somebody of the own room where it searches."""
        assert who.reader is not None
        mine = frozenset(mission.room for mission in who.reader.missions)
        words = self.aviary.words_of("people.Identity.surname", self.here.city.programme.pk, mine)
        if form := FILLED.get(route.name):
            yield form | {name: words[0] for name, value in form.items() if not value and words}

    def _own(self, who: Knocker, route: Route) -> int:
        """Which of the objects of an address this person may find; the first where none is theirs."""
        assert who.reader is not None
        mine = {mission.room for mission in who.reader.missions}
        objects = self.here.objects(route)
        return next((n for n, one in enumerate(objects) if not (r := self._rooms(one)) or r & mine), 0)

    def _rooms(self, parameters: dict[str, Any]) -> frozenset[UUID]:
        found = [self.aviary.by_word[str(v)] for v in parameters.values() if str(v) in self.aviary.by_word]
        return found[0].rooms if found else frozenset()

    def _ask(
        self, who: Knocker, route: Route, address: str, data: dict[str, str] | None = None, **how: bool
    ) -> Answer:
        question = Question(who.words, route.name, address, tuple((data or {}).items()), **how)
        if not question.post and route.name in self._wants_a_form:
            return self._wants_a_form[route.name]
        answer = self._answer(question)
        if answer.status == NOT_THIS_WAY:
            self._wants_a_form[route.name] = answer
        else:
            self.answers[question] = answer
        return answer

    def _answer(self, question: Question) -> Answer:
        return knock(
            self.people[question.who], question.address, dict(question.data),
            post=question.post, part=question.part, after=self._newest_event,
        )  # fmt: skip

    def broken(self) -> dict[str, str]:
        """Addresses that break, and for whom."""
        return {q.route: f"{q.who} {a.text[-200:]}" for q, a in self.answers.items() if a.status >= BROKEN}

    def shown(self, to: AgencyKind) -> set[str]:
        """Addresses that have shown something to somebody of this agency."""
        return {q.route for q, a in self.answers.items() if a.status == FOUND and self._kind(q) is to}

    def unsteady(self) -> dict[str, str]:
        """Lists without a total order: an address that showed one, and the end of the question."""
        return {
            sql.rpartition(" ORDER BY ")[0].rpartition(" FROM ")[2][:80]: f"{question.route}: {sql[-120:]}"
            for question, answer in self.answers.items()
            for sql in answer.asked
            if is_unsteady(sql)
        }

    def changed(self, of: AgencyKind, only: Collection[str] | None = None) -> dict[str, str]:
        """Ask all that this agency asked again (or about these addresses `only`): what answers otherwise, and in what."""
        found: dict[str, str] = {}
        self._newest_event = newest_event()
        for question, before in self.answers.items():
            if self._kind(question) is of and (only is None or question.route in only):
                difference = _difference(before, self._answer(question))
                if difference:
                    found.setdefault(question.route, f"{question.who} {question.data or ''} {difference}")
        return found

    def because_of(self, of: AgencyKind, changed: Collection[str], but: Collection[str]) -> list[str]:
        """Kinds of record of which one more, here alone and out of sight of this agency, changes one of these addresses."""
        found = []
        for label in kinds_to_plant().keys() - {*but} if changed else ():
            with undone():
                self.plant_unseen(of, but=kinds_to_plant().keys() - {label})
                if self.changed(of, changed):
                    found.append(label)
        return found

    def _kind(self, question: Question) -> AgencyKind | None:
        return self.people[question.who].kind


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is planted meanwhile is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _difference(one: Answer, other: Answer) -> str:
    """What could be told from: status, letters, questions to the database, the trail. Empty where nothing could."""
    if one.status != other.status:
        return f"answers {one.status}, then {other.status}"
    mine, theirs = _still(one.plain), _still(other.plain)
    if mine != theirs:
        pairs = zip_longest(mine.splitlines(), theirs.splitlines(), fillvalue="")
        return next(f"shows {_around(a, b)!r}, then {_around(b, a)!r}" for a, b in pairs if a != b)
    if one.queries != other.queries:
        return f"asks {one.queries} questions, then {other.queries}"
    if _still(comparable(one.trail)) != _still(comparable(other.trail)):
        return f"notes {one.trail[:120]!r}, then {other.trail[:120]!r}"
    return ""


def _still(text: str) -> str:
    """What is read, without the clock and what hangs on it: when a file was made, and how long it became."""
    return CLOCK.sub("…", text.partition("%PDF-")[0])


def _around(line: str, other: str) -> str:
    """The part of a line where it begins to differ."""
    at = next((n for n, (a, b) in enumerate(zip(line, other, strict=False)) if a != b), 0)
    return line[max(0, at - 40) : at + 80]
