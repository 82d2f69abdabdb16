"""Knocks at addresses as somebody, undoes what came of it, and says which canaries were shown to whom they are not for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.attack.canaries import Aviary, words_in
from tests.attack.reading import comparable, shown
from tests.attack.town import Town
from tests.attack.verdict import may_be_shown
from tests.cast import HELD_IN, PASSWORD, City
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Mission
from vapenvila.web.partners.queries import reader_of

FIELD = re.compile(r"<(?:input|select|textarea)[^>]*\bname=\"([^\"]+)\"")
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


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    plain: str  # comparable with another answer to the same question
    queries: int
    fields: tuple[str, ...]  # names of form fields on the page


@dataclass
class Tally:
    """What was tried and what leaked."""

    tried: int = 0
    routes: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)

    def summary(self, kinds: int) -> str:
        """For people who read the test's output."""
        return (
            f"{self.tried} requests: {len(self.routes)} addresses, {len(self.roles)} standpoints, {kinds} kinds of record;"
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
        )
        Mission.objects.create(
            user=person, room=city.rooms[kind], roles=[role.value], first_day=date(2020, 1, 1)
        )
        held.append((role, kind, person))
    return [
        Knocker(f"{role.value} of {kind.value} {word}", _signed_in(person), reader_of(person.pk))
        for role, kind, person in held
    ]


def _signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def knock(
    who: Knocker,
    address: str,
    data: Mapping[str, Any] | None = None,
    *,
    post: bool = False,
    part: bool = False,
) -> Answer:
    """One request, looked through and then undone."""
    headers = {"HX-Request": "true"} if part else {}
    own = [str(value) for value in (data or {}).values()] + address.strip("/").split("/")
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            send = who.client.post if post else who.client.get
            answer = send(address, dict(data or {}), headers=headers)
            text = shown(answer)
        plain = comparable(text, *own)
        transaction.set_rollback(True)
    return Answer(answer.status_code, text, plain, len(queries), tuple(dict.fromkeys(FIELD.findall(text))))


def leaks_in(answer: Answer, who: Knocker, aviary: Aviary, *, sent: str, today: date) -> set[str]:
    """Fields of which something was shown that this reader may not see. What was sent may come back."""
    found = set()
    for word in set(words_in(answer.text)):
        canary = aviary.by_word.get(word)
        if canary is None or word in sent or may_be_shown(who.reader, canary, today=today):
            continue
        found.add(canary.field)
    return found


def foreign_ids(town: Town, aviary: Aviary, names: tuple[str, ...]) -> dict[str, str]:
    """For each form field an identifier of the other town that could fit it."""
    wanted = {
        "area": "incidents.Area", "actor": "accounts.User", "person": "accounts.User", "owner": "accounts.User",
        "chair": "accounts.User", "room": "partners.Room", "agency": "partners.Agency", "meeting": "reviews.ReviewMeeting",
        "batch": "imports.ImportBatch", "mapping": "imports.SavedMapping", "how": "imports.SavedMapping",
    }  # fmt: skip
    by_kind: dict[str, str] = {}
    for word, canary in aviary.by_word.items():
        if canary.field.endswith(".id") and canary.programme == town.city.programme.pk:
            by_kind.setdefault(canary.label, word)
    return {
        name: by_kind[next((kind for part, kind in wanted.items() if part in name), "incidents.Incident")]
        for name in names
    }


def nothing_like(ids: Mapping[str, str]) -> dict[str, str]:
    """Identifiers of the same look that name nothing."""
    return {name: str(UUID(int=UUID(value).int ^ (1 << 100) - 1)) for name, value in ids.items()}
