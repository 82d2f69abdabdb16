"""Knocks at addresses as somebody, undoes what came of it, and says which canaries were shown to whom they are not for."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db import connection, transaction
from django.test import Client
from django.utils.html import escape

from tests.attack.canaries import Aviary, words_in
from tests.attack.reading import comparable, shown
from tests.attack.verdict import may_be_shown
from tests.cast import HELD_IN, PASSWORD, City
from tests.web.audit.trail import as_owner
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Mission
from vapenvila.web.partners.queries import reader_of

FAULT = "fault: "
FIELD = re.compile(r"<(?:input|select|textarea)[^>]*\bname=\"([^\"]+)\"")
LINK = re.compile(r"(?:href|hx-get|src)=\"(?P<address>[^\"#]*\?[^\"#]+)\"")
# What the trail says of copies and of files: how many rows, which row. Of records it says identifiers, no word of theirs.
IN_TRAIL = {"audit.ExportApproval.row_count", "audit.ExportRecord.row_count", "imports.ImportConflict.row"}
# The same role in the room of another agency, where it can be held.
IN_OTHER_ROOMS = (
    (Role.COORDINATOR, AgencyKind.POLICE),
    (Role.COORDINATOR, AgencyKind.SOCIAL),
    (Role.DATA_PROTECTION_OFFICER, AgencyKind.POLICE),
    (Role.STEERING_GROUP_MEMBER, AgencyKind.SOCIAL),
)


@dataclass(frozen=True)
class Knocker:
    """Somebody at the door: a signed-in person with their missions, or nobody."""

    words: str
    client: Client
    reader: Reader | None
    kind: AgencyKind | None = None


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    kind: str  # content type
    text: str
    queries: int
    trail: str  # what was written to the trail meanwhile
    address: str
    sent: tuple[str, ...]
    asked: frozenset[str]  # the questions, without their values

    @property
    def plain(self) -> str:
        """Comparable with another answer to the same question."""
        return comparable(self.text, *self.sent, *re.split(r"[/?&=]", self.address))

    @property
    def is_file(self) -> bool:
        """Whether a file came back that is taken along."""
        return self.status == 200 and "attachment" in self.text

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of form fields on the page."""
        return tuple(
            n for n in dict.fromkeys(FIELD.findall(self.text)) if n not in ("csrfmiddlewaretoken", "next")
        )

    def like(self, other: "Answer", *, counted: bool = True) -> bool:
        """Whether nobody could tell the two apart: status, every letter, and (`counted`) questions to the database."""
        if counted and self.queries != other.queries:
            return False
        return (self.status, self.plain) == (other.status, other.plain)

    def against(self, other: "Answer") -> str:
        """Where the two differ, for people who mend it."""
        pairs = zip(self.plain.splitlines(), other.plain.splitlines(), strict=False)
        line = next((f"{one.strip()!r} / {two.strip()!r}" for one, two in pairs if one != two), "")
        return f"({self.status}, {other.status}; {self.queries}, {other.queries} queries; {line[:160]})"


@dataclass
class Tally:
    """What was tried and what leaked."""

    tried: int = 0
    routes: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)  # kinds of record of which something was rightly shown
    files: set[str] = field(default_factory=set)  # content types that were looked into
    copies: int = 0  # files that were ordered and taken out
    leaks: list[str] = field(default_factory=list)

    def summary(self, kinds: int) -> str:
        """For people who read the test's output."""
        return (
            f"{self.tried} requests: {len(self.routes)} addresses, {len(self.roles)} standpoints, {kinds} kinds of record"
            f" ({len(self.shown)} seen by those they are for), {len(self.files)} kinds of answer, {self.copies} files;"
            f" leaks: {len(self.leaks)}"
        )


def knockers(city: City, word: str) -> list[Knocker]:
    """Each role of the city, and some roles in rooms of other agencies."""
    held = [(role, kind, city.people[role]) for role, kind in HELD_IN.items()]
    for role, kind in IN_OTHER_ROOMS if word == "here" else ():
        person = User.objects.create_user(
            email=f"{role.value}.{kind.value}@{city.programme.slug}.example",
            password=PASSWORD,
            name=f"Påhittad {kind.value}",
            language="en",
        )
        Mission.objects.create(
            user=person, room=city.rooms[kind], roles=[role.value], first_day=date(2020, 1, 1)
        )
        held.append((role, kind, person))
    return [
        Knocker(f"{role.value} of {kind.value} {word}", _signed_in(person), reader_of(person.pk), kind)
        for role, kind, person in held
    ]


def _signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class Count:
    """How many questions are put to the database."""

    def __init__(self) -> None:
        self.queries = 0
        self.asked: set[str] = set()

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.queries += 1
        self.asked.add(args[0])
        return execute(*args)


def knock(
    who: Knocker,
    address: str,
    data: Mapping[str, Any] | None = None,
    *,
    post: bool = False,
    part: bool = False,
    after: int = 0,
) -> Answer:
    """One request, looked through and then undone. `after` is the newest event of the trail before it."""
    headers = {"HX-Request": "true"} if part else {}
    sent = tuple(str(value) for value in (data or {}).values())
    cookies = deepcopy(who.client.cookies)  # a message for the next page goes too
    with transaction.atomic():
        counted = Count()
        with connection.execute_wrapper(counted):
            send = who.client.post if post else who.client.get
            answer: Any = send(address, dict(data or {}), headers=headers)
            text = shown(answer)
        trail = _events_after(after)
        transaction.set_rollback(True)
    who.client.cookies = cookies
    if answer.status_code >= 500:
        text = f"{text}\n{FAULT}{getattr(answer, 'exc_info', None)}"
    return Answer(
        answer.status_code, answer.get("Content-Type", ""), text, counted.queries, trail, address, sent,
        frozenset(counted.asked),
    )  # fmt: skip


def open_trail() -> int:
    """Let the owner's hands read the whole trail until the test ends; the number of the newest event."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_auditevent NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # rows come to stand in several steps
    return newest_event()


def newest_event() -> int:
    """The number of the newest event, whoever may read it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM audit_auditevent")
        return int(cursor.fetchone()[0])


def _events_after(number: int) -> str:
    """The whole of what the request wrote to the trail, whoever may read it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT act, details::text FROM audit_auditevent WHERE id > %s", [number])
        return "\n".join(f"{act} {details}" for act, details in cursor.fetchall())


def links_in(text: str, address: str) -> tuple[str, ...]:
    """One address of the same page for each way to sort, page, filter or choose there."""
    found: dict[str, str] = {}
    for match in LINK.finditer(text):
        link = match["address"].replace("&amp;", "&")
        parts = urlsplit(link)
        if parts.path in ("", urlsplit(address).path):
            for name, _ in parse_qsl(parts.query):
                found.setdefault(name, f"{urlsplit(address).path}?{parts.query}")
    return tuple(dict.fromkeys(found.values()))


def leaks_in(
    answer: Answer, who: Knocker, aviary: Aviary, tally: Tally, *, sent: str, today: date
) -> set[str]:
    """Fields of which something was shown that this reader may not see. What was sent may come back."""
    found = set()
    for word in set(words_in(answer.text)):
        canary = aviary.by_word.get(word)
        if canary is None or word in sent or escape(word) in sent:
            continue
        if may_be_shown(who.reader, canary, aviary, today=today):
            tally.shown.add(canary.label)
        else:
            found.add(canary.field)
    for word in set(words_in(answer.trail)):
        canary = aviary.by_word.get(word)
        if (
            canary is not None
            and canary.field not in IN_TRAIL
            and not canary.field.endswith(".id")
            and word not in sent
        ):
            found.add(f"{canary.field} (in the trail)")
    return found
