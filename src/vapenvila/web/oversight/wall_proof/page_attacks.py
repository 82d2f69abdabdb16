"""Every address of the site against every role that may not open it: the door must stay shut, with nothing shown."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.oversight.wall_proof.standpoints import Site
from vapenvila.web.partners.models import Mission
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.findings import Finding
from vapenvila.web.wall.identifiers import new_id

NOT_THIS_WAY = 405  # the address takes forms only


@dataclass(frozen=True, slots=True)
class Address:
    """One address pattern with its view and the names of its parts."""

    name: str
    parts: dict[str, str]
    view: Callable[..., HttpResponseBase]

    @property
    def right(self) -> Right | None:
        """The right that @requires asks."""
        return getattr(self.view, "required_right", None)

    @property
    def marked(self) -> bool:
        """Whether the view says who may open it."""
        return bool(
            self.right
            or getattr(self.view, "for_signed_in", False)
            or getattr(self.view, "public_because", "")
        )


def addresses() -> list[Address]:
    """Every address of the site."""
    return list(_walk(get_resolver(), {}))


def _walk(resolver: URLResolver, given: dict[str, str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        parts = given | {
            name: type(converter).__name__
            for name, converter in getattr(entry.pattern, "converters", {}).items()
        }
        if isinstance(entry, URLPattern):
            yield Address(entry.name or str(entry.pattern), parts, entry.callback)
        else:
            yield from _walk(entry, parts)


def page_attacks(here: Site, elsewhere: Site, *, today: date) -> Iterator[Finding]:
    """Each role of `here` and of `elsewhere`, and somebody unknown, at every address under `here`."""
    every = addresses()
    for address in every:
        yield Finding(
            f"{address.name}: marked",
            "" if address.marked else f"{address.name} does not say who may open it",
        )
    people = [(role, site, _person(role, site)) for role in ROLES for site in (here, elsewhere)]
    with _quiet():
        yield from _knocks(every, here, people, today)


def _knocks(
    every: list[Address], here: Site, people: list[tuple[Role, Site, User]], today: date
) -> Iterator[Finding]:
    standing = [(*known, reader_of(known[-1].pk)) for known in people]
    for address in every:
        if address.right is None:
            continue
        yield _tried(address, here, AnonymousUser(), "somebody unknown", {302})
        for role, site, person, reader in standing:
            if not may(reader, address.right, here.programme.pk, today=today):
                expected = {403} if site is here else {404}
                yield _tried(address, here, person, f"{role.value} {site.word}", expected)


def _person(role: Role, site: Site) -> User:
    person = User.objects.create(email=f"{new_id().hex}@wall.invalid", name=f"Made-up {role.value}")
    room = site.rooms[min(ROLES[role].held_in)]
    Mission.objects.create(user=person, room=room, roles=[role.value], first_day="2020-01-01")
    return person


def _tried(address: Address, here: Site, who: Any, words: str, expected: set[int]) -> Finding:
    made_up: dict[str, Any] = {"UUIDConverter": new_id(), "IntConverter": 1}
    parts = {name: made_up.get(kind, "nothing") for name, kind in address.parts.items()}
    parts["programme"] = here.programme.slug
    with acting():
        answer = address.view(_request("GET", who), **parts)
        if answer.status_code == NOT_THIS_WAY:
            answer = address.view(_request("POST", who), **parts)
    shown = getattr(answer, "content", b"") if answer.status_code != 302 else b""
    wrong = ""
    if answer.status_code not in expected:
        wrong = f"{words} at {address.name}: answered {answer.status_code}"
    elif answer.status_code == 404 and here.programme.name.encode() in shown:
        wrong = f"{words} at {address.name}: the page names the programme"
    return Finding(f"{address.name}: {words}", wrong)


def _request(method: str, who: Any) -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    request.user = who
    request.session = SessionBase()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    request.htmx = False  # type: ignore[attr-defined]
    return request


@contextmanager
def _quiet() -> Iterator[None]:
    """Knocking on every door fills the log with refusals that nobody needs to read."""
    loud = logging.getLogger("django.request")

    def silent(_: logging.LogRecord) -> bool:
        return False

    loud.addFilter(silent)
    try:
        yield
    finally:
        loud.removeFilter(silent)
