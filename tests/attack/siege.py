"""Two towns full of canaries, everybody who knocks at them, and the ways to knock at one address."""

import logging
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from tests.attack.canaries import Aviary
from tests.attack.knocking import FAULT, Answer, Knocker, Tally, knock, knockers, leaks_in, open_trail
from tests.attack.town import Town, build_town
from tests.guards.routes import Route
from tests.web.audit.trail import as_owner
from vapenvila.rules.rights import may
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.wall.identifiers import new_id

BROKEN = 500
NOT_THIS_WAY = 405
GUESS = "Kq99999z"  # the form of a canary, and none
FORMATS = ("csv", "xlsx", "geojson")
# Fields of which people search for what they know, by the part of the site they search in.
SOUGHT = {
    "persons": ("people.Identity.surname", "people.Identity.personnummer", "people.Identity.case_number"),
    "disclosures": ("disclosures.Consent.sealed.name", "people.Identity.personnummer"),
    "memberships": ("people.Identity.surname", "people.Identity.personnummer", "people.Person.pseudonym"),
    "rights": ("rights_desk.RightsRequest.requester", "people.Person.pseudonym"),
    "trail": ("people.Identity.surname",),
    "": ("incidents.Incident.place",),
}


# Forms that stand on another page than the address they are sent to, filled in; an empty text is what one searches for.
FILLED: dict[str, dict[str, str]] = {
    "person-search": {"purpose": "casework", "text": ""},
    "person-identity": {"purpose": "casework"},
    "membership-find": {"text": ""},
    "tie-new": {"one": "", "other": "", "kind": "co_suspect", "on": "2026-01-02", "record_ref": "K 1"},
}


class Siege:
    """The attack on the first town, by its own people, by those of the second and by somebody unknown."""

    def __init__(self) -> None:
        logging.getLogger("django.request").disabled = True  # refusals by the thousand, each on record anyway
        self.here = build_town("vinterhamn", "Vinterhamn")
        self.elsewhere = build_town("sommarhamn", "Sommarhamn")
        self.own = knockers(self.here.city, "here")
        self.strangers = knockers(self.elsewhere.city, "elsewhere")
        self.nobody = Knocker("somebody unknown", Client(raise_request_exception=False), None)
        self.aviary, self.tally, self.today = Aviary(), Tally(), timezone.localdate()
        with as_owner():
            self.aviary.mark(self.here)
            self.aviary.mark(self.elsewhere)
        for who in (*self.own, *self.strangers):
            who.client.get(
                "/account/"
            )  # the session looks up its person once, and the cookie of the forms is there
        self.newest_event = open_trail()
        self._nothing: dict[tuple[str, str, str, bool], Answer] = {}

    def leak(self, sentence: str) -> None:
        """Something that must not be."""
        self.tally.leaks.append(sentence[:300])

    def try_(
        self, who: Knocker, route: Route, address: str, data: Mapping[str, Any] | None = None, **how: bool
    ) -> Answer:
        """One request; what it shows is held against the verdict."""
        answer = knock(who, address, data, after=self.newest_event, **how)
        self.tally.tried += 1
        self.tally.routes.add(route.name)
        self.tally.roles.add(who.words)
        if answer.status == 200:
            self.tally.files.add(answer.kind.split(";")[0])
        sent = f"{address} {data or ''}"
        for field in leaks_in(answer, who, self.aviary, self.tally, sent=sent, today=self.today):
            self.leak(f"{route.name} shows {field} to {who.words} ({answer.status}, {data} {how})")
        if who.reader is not None and "no-store" not in answer.text:
            self.leak(f"{route.name} may be kept on the device of {who.words}")
        if answer.status >= BROKEN:
            self.leak(
                f"{route.name} breaks for {who.words} ({data} {how}) {answer.text.rpartition(FAULT)[2]}"
            )
        return answer

    def refused(self, who: Knocker, route: Route, address: str, *expected: int) -> None:
        """The guard answers before the view, whatever the method: a form is sent where the address takes nothing else."""
        answer = self.try_(who, route, address)
        if answer.status == NOT_THIS_WAY:
            answer = self.try_(who, route, address, post=True)
        if answer.status not in expected:
            self.leak(f"{route.name} answers {who.words} with {answer.status}, not {expected}")

    def same(
        self, who: Knocker, route: Route, forbidden: str, nothing: str, why: str, *, sending: bool = True
    ) -> None:
        """What is hidden answers 404 exactly like what does not exist, and after as many queries."""
        one = self.try_(who, route, forbidden)
        if one.status == NOT_THIS_WAY or sending:
            self._same(who, route, self.try_(who, route, forbidden, post=True), nothing, why, post=True)
        if one.status != NOT_THIS_WAY:
            self._same(who, route, one, nothing, why, post=False)

    def _same(self, who: Knocker, route: Route, one: Answer, nothing: str, why: str, *, post: bool) -> None:
        if one.status not in (404, NOT_THIS_WAY):
            self.leak(f"{route.name}: {who.words} gets {one.status} for {why} (post={post})")
        key = (who.words, route.name, why, post)
        if key not in self._nothing:
            self._nothing[key] = self.try_(who, route, nothing, post=post)
        other = self._nothing[key]
        if not one.like(other):
            self.leak(f"{route.name}: {who.words} can tell {why} from nothing {one.against(other)}")

    def may_open(self, who: Knocker, route: Route, town: Town) -> bool:
        """Whether the rule lets this person through the address's guard."""
        assert route.right is not None
        return who.reader is not None and bool(
            may(who.reader, route.right, town.city.programme.pk, today=self.today)
        )

    def own_with(self, route: Route) -> list[Knocker]:
        """Those of the first town whom the guard lets through."""
        return [who for who in self.own if self.may_open(who, route, self.here)]

    def rooms_of(self, parameters: Mapping[str, Any]) -> frozenset[UUID]:
        """The rooms in which the object of an address is seen; none where the whole programme sees it."""
        found = [
            self.aviary.by_word[str(v)].rooms for v in parameters.values() if str(v) in self.aviary.by_word
        ]
        return found[0] if found else frozenset()

    def filled(self, route: Route, who: Knocker) -> list[dict[str, str]]:
        """The form sent to this address, filled in with names of the own room, a protected person's among them."""
        form = FILLED.get(route.name)
        if form is None or "text" not in form:
            return [form] if form else []
        assert who.reader is not None
        mine = frozenset(m.room for m in who.reader.missions)
        words = self.aviary.words_of("people.Identity.surname", self.here.city.programme.pk, mine)
        shielded = sorted(words, key=lambda word: not self.aviary.by_word[word].protected)
        return [{**form, "text": word} for word in (*shielded[:1], *shielded[-1:])]

    def nothing_like(self, route: Route) -> dict[str, Any]:
        """Identifiers that name nothing, for the address."""
        return {name: new_id() for name, kind in route.parameters if kind == "uuid"}


def one_of_each_kind(people: list[Knocker]) -> list[Knocker]:
    """The first of each kind of agency."""
    first: dict[AgencyKind | None, Knocker] = {}
    for who in people:
        first.setdefault(who.kind, who)
    return list(first.values())


def a_copy_order(fields: tuple[str, ...], today: date) -> Iterator[dict[str, str]]:
    """Filled-in orders of a copy, one for each format, where the page asks for purpose and recipient."""
    if not {"purpose", "recipient", "expires_on"} <= set(fields):
        return
    order = {
        "purpose": "Made-up purpose", "recipient": "Made-up recipient",
        "expires_on": (today + timedelta(days=30)).isoformat(),
        "first_day": (today - timedelta(days=700)).isoformat(), "last_day": today.isoformat(),
    }  # fmt: skip
    for form in FORMATS if "format" in fields else ("",):
        yield {**order, "format": form}


def foreign_ids(town: Town, aviary: Aviary, names: tuple[str, ...]) -> dict[str, str]:
    """For each form field an identifier of another town that could fit it."""
    wanted = {
        "area": "incidents.Area", "actor": "accounts.User", "person": "people.Person", "owner": "accounts.User",
        "chair": "accounts.User", "room": "partners.Room", "agency": "partners.Agency", "meeting": "reviews.ReviewMeeting",
        "batch": "imports.ImportBatch", "mapping": "imports.SavedMapping", "how": "imports.SavedMapping",
        "consent": "disclosures.Consent", "user": "accounts.User", "keeper": "accounts.User", "handler": "accounts.User",
    }  # fmt: skip
    by_kind: dict[str, str] = {}
    for word, canary in aviary.by_word.items():
        if canary.field.endswith(".id") and canary.programme == town.city.programme.pk:
            by_kind.setdefault(canary.label, word)
    return {
        name: by_kind[next((kind for part, kind in wanted.items() if part in name), "incidents.Incident")]
        for name in names
    }


def unlike(ids: Mapping[str, str]) -> dict[str, str]:
    """Identifiers of the same look that name nothing."""
    return {name: str(UUID(int=UUID(value).int ^ (1 << 100) - 1)) for name, value in ids.items()}
