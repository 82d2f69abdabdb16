"""Somebody who opens pages: one connection, one session."""

import http.client
import re
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took until all of it was there."""

    status: int
    seconds: float
    server_ms: float
    cpu_ms: float  # of Python alone: says the same however busy the machine is
    queries: int
    size: int
    text: str


class Visitor:
    """Keeps a connection open, as a browser does."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {
            "Cookie": f"sessionid={session}",
            "Host": f"localhost:{port}",
            "Accept-Language": "en",
        }

    def get(self, path: str) -> Answer:
        """Open a page."""
        began = time.perf_counter()
        try:
            response = self._asked(path)
        except (
            http.client.RemoteDisconnected,
            ConnectionResetError,
        ):  # closed by the server while nobody asked
            self.connection.close()
            began = time.perf_counter()
            response = self._asked(path)
        body = response.read()
        return Answer(
            status=response.status,
            seconds=time.perf_counter() - began,
            server_ms=float(response.headers.get("X-Milliseconds", "nan")),
            cpu_ms=float(response.headers.get("X-Cpu-Milliseconds", "nan")),
            queries=int(response.headers.get("X-Queries", "-1")),
            size=len(body),
            text=body.decode(errors="replace"),
        )

    def _asked(self, path: str) -> http.client.HTTPResponse:
        self.connection.request("GET", path, headers=self.headers)
        return self.connection.getresponse()

    def first_link(self, path: str, pattern: str, words: str = "") -> str | None:
        """The first link on a page that looks like this and whose text is like these words."""
        found = re.search(rf'href="({pattern})"[^>]*>{words}', self.get(path).text)
        return found.group(1) if found else None


def pages(visitor: Visitor, programme: str) -> dict[str, str]:
    """Name → address of every page a coordinator opens, with real incidents and reviews in the addresses."""
    here = f"/p/{programme}"
    uuid = "[0-9a-f-]{36}"
    found = {
        "this week": f"{here}/",
        "incidents, list": f"{here}/incidents/",
        "incidents, filtered": f"{here}/incidents/?kind=shooting&state=confirmed",
        "incidents, search": f"{here}/incidents/?q=HITTEPA-000123",
        "incidents, page 200": f"{here}/incidents/?page=200",
        "incidents, map": f"{here}/incidents/map/",
        "incidents, map data": f"{here}/incidents/map/data/",
        "incidents, calendar": f"{here}/incidents/calendar/",
        "incidents, timeline": f"{here}/incidents/timeline/",
        "incidents, figures": f"{here}/incidents/charts/",
        "incident": f"{here}/incidents/1/",
        "incident, edit": f"{here}/incidents/1/edit/",
        "incident, new": f"{here}/incidents/new/",
        "keyboard grid": f"{here}/incidents/grid/",
        "duplicates": f"{here}/incidents/duplicates/",
        "counting rules": f"{here}/incidents/counting-rules/",
        "exports": f"{here}/exports/",
        "imports": f"{here}/imports/",
        "import, new": f"{here}/imports/new/",
        "reviews": f"{here}/reviews/",
        "retaliation clocks": visitor.first_link(f"{here}/", f"{here}/reviews/[a-z-]*clocks/"),
        "decisions": f"{here}/reviews/decisions/",
        "review, coming": visitor.first_link(f"{here}/reviews/", f"{here}/reviews/{uuid}/"),
        "minutes, draft": visitor.first_link(
            f"{here}/reviews/", f"{here}/reviews/{uuid}/minutes/", r"[^<\d]*<"
        ),
        "minutes, locked": visitor.first_link(
            f"{here}/reviews/", f"{here}/reviews/{uuid}/minutes/", r"[^<]*\d<"
        ),
        "groups": f"{here}/groups/",
        "group": visitor.first_link(f"{here}/groups/", f"{here}/groups/{uuid}/"),
        "relations": f"{here}/groups/relations/",
        "what became of groups": f"{here}/groups/lineage/",
        "figures of groups": f"{here}/groups/figures/",
        "map of groups": f"{here}/group-map/",
        "groups on the city map": f"{here}/group-map/city/",
        "matrix": f"{here}/group-map/matrix/",
        "first after a message": f"{here}/group-map/after/",
        "audits": f"{here}/audits/",
        "past incidents": f"{here}/coding/",
        "retaliation chains": f"{here}/retaliation-chains/",
        "retaliation chains, chance": f"{here}/retaliation-chains/chance/",
        "problem analyses": f"{here}/problem-analysis/",
        "agencies": f"{here}/agencies/",
        "roles": f"{here}/roles/",
        "own account": "/account/",
        "own trail": "/account/trail/",
    }
    return {name: path for name, path in found.items() if path}


def room_pages(visitor: Visitor, programme: str) -> dict[str, str]:
    """Name → address of the pages that somebody in the room of the police opens; nothing of them is kept."""
    here = f"/p/{programme}/memberships"
    found = {
        "memberships": f"{here}/",
        "ties": f"{here}/ties/",
        "network of ties": f"{here}/network/",
        "people of a community": visitor.first_link(
            f"{here}/network/", rf"{here}/network/around/[0-9a-f-]{{36}}/\?community=1[^\"]*"
        ),
    }
    return {name: path for name, path in found.items() if path}
