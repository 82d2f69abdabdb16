"""Fetches a file from the web: encrypted, within limits of size and time, and only from machines of the open web.

The machine's address is looked up once, judged, and then connected to, so that a name cannot lead elsewhere in between.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from vapenvila import __version__
from vapenvila.rules.decision import Decision
from vapenvila.rules.web_address import may_ask, may_connect
from vapenvila.web.imports.engine.sentences import SaidError, say

USER_AGENT: Final = f"Vapenvila/{__version__} (open source; asks at most once a night)"
REDIRECTS: Final = (301, 302, 303, 307, 308)
NOT_CHANGED: Final = 304
PIECE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Wire:
    """How far a request may go."""

    silence: float = 20.0  # seconds without a byte
    whole: float = 120.0  # seconds in all
    most_bytes: int = 50_000_000
    most_redirects: int = 3
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    may_connect: Callable[[IPv4Address | IPv6Address], Decision] = may_connect


@dataclass(frozen=True, slots=True)
class Marks:
    """What the source gave last time to ask whether anything is new."""

    etag: str = ""
    last_modified: str = ""


class _Connection(http.client.HTTPSConnection):
    """Connects to a machine that has been judged; the certificate must bear the name that was asked for."""

    def __init__(self, host: str, port: int, wire: Wire) -> None:
        super().__init__(host, port, timeout=wire.silence, context=wire.context)
        self._wire = wire

    def connect(self) -> None:
        machine = _machine(self.host, self.port, self._wire)
        plain = socket.create_connection((str(machine), self.port), self._wire.silence)
        self.sock = self._wire.context.wrap_socket(plain, server_hostname=self.host)


def _machine(host: str, port: int, wire: Wire) -> IPv4Address | IPv6Address:
    """The first machine of that name; refused when any of its machines is not on the open web."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    machines = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    for machine in machines:
        decision = wire.may_connect(machine)
        if not decision:
            raise SaidError(decision.reason)
    return machines[0]


def fetch(address: str, *, to: Path, marks: Marks = Marks(), wire: Wire | None = None) -> Marks | None:
    """Write what the address answers to a file; its new marks, or None when nothing has changed since the old ones.

    Raises SaidError, in words a person may read, for everything that can go wrong on the way.
    """
    wire = wire or Wire()
    until = time.monotonic() + wire.whole
    try:
        for _step in range(wire.most_redirects + 1):
            decision = may_ask(address)
            if not decision:
                raise SaidError(decision.reason)
            answer = _asked(address, to, marks, wire, until)
            if not isinstance(answer, str):
                return answer
            address = urljoin(address, answer)
    except (OSError, UnicodeError, http.client.HTTPException) as problem:
        raise SaidError(_in_words(problem), host=_host(address)) from None
    raise SaidError(say("{host} sends the request on too many times."), host=_host(address))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address[:80]
    except ValueError:
        return address[:80]


def _in_words(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLError):
        return say("{host} has no certificate that can be trusted. Nothing was fetched.")
    if isinstance(problem, socket.gaierror):
        return say("There is no machine called {host}, or the network is down.")
    if isinstance(problem, TimeoutError):
        return say("{host} did not answer in time.")
    return say("The connection to {host} broke off.")


def _asked(address: str, to: Path, marks: Marks, wire: Wire, until: float) -> Marks | str | None:
    """The answer's marks, None when nothing is new, or the address the request is sent on to."""
    parts = urlsplit(address)
    connection = _Connection(str(parts.hostname), parts.port or 443, wire)
    headers = {"User-Agent": USER_AGENT, "Accept": "application/json, text/csv, */*;q=0.5"}
    if marks.etag:
        headers["If-None-Match"] = marks.etag
    if marks.last_modified:
        headers["If-Modified-Since"] = marks.last_modified
    try:
        path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*") + ("?" if parts.query else "")
        connection.request("GET", path + quote(parts.query, safe="/%:=&~+!$,;'@()*?"), headers=headers)
        answer = connection.getresponse()
        if answer.status == NOT_CHANGED:
            return None
        if answer.status in REDIRECTS:
            return answer.headers.get("Location") or "/"
        if answer.status != http.client.OK:
            raise SaidError(
                say("{host} answers with {status} {reason}, not with a file."),
                host=str(parts.hostname), status=answer.status, reason=answer.reason[:60],
            )  # fmt: skip
        _write(answer, to, str(parts.hostname), wire, until)
        return Marks(answer.headers.get("ETag", "")[:200], answer.headers.get("Last-Modified", "")[:60])
    finally:
        connection.close()


def _write(answer: http.client.HTTPResponse, to: Path, host: str, wire: Wire, until: float) -> None:
    told = answer.headers.get("Content-Length", "")
    size = 0
    with to.open("wb") as target:
        while piece := answer.read1(PIECE):
            size += len(piece)
            if size > wire.most_bytes:
                raise SaidError(
                    say("The answer of {host} is larger than {megabytes} MB. Nothing of it was used."),
                    host=host, megabytes=wire.most_bytes // 1_000_000,
                )  # fmt: skip
            if time.monotonic() > until:
                raise TimeoutError
            target.write(piece)
    if told.isdigit() and int(told) != size:
        raise http.client.IncompleteRead(b"", int(told) - size)
