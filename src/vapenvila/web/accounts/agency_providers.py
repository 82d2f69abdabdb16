"""The agencies' own sign-ins (OpenID Connect), as the people who run the server state them in a TOML file.

A file and not a page: whoever may change it may let people in, so it lies beside the server's other secrets.
docs/how-to/sign-in.md shows one.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyProvider:
    """One agency's identity provider. `acr` and `amr` list the values that tell of a second factor."""

    id: str
    name: str
    server_url: str
    client_id: str
    secret: str
    acr: frozenset[str] = frozenset()
    amr: frozenset[str] = frozenset()
    algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")


def read_providers(path: Path) -> tuple[AgencyProvider, ...]:
    """The providers in the file; none when there is no file. Raises ValueError that names the entry and the field."""
    if not path.exists():
        return ()
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("provider", [])
    providers = tuple(_provider(number, entry) for number, entry in enumerate(entries, start=1))
    if len({p.id for p in providers}) < len(providers):
        raise ValueError(f"{path.name}: two providers have the same id.")
    return providers


def _provider(number: int, entry: dict[str, Any]) -> AgencyProvider:
    known = {"id", "name", "server_url", "client_id", "secret", "acr", "amr", "algorithms"}
    for field in sorted(set(entry) - known):
        raise ValueError(f"Provider {number}: {field!r} is not a known setting.")
    for field in ("id", "name", "server_url", "client_id", "secret"):
        if not isinstance(entry.get(field), str) or not entry[field]:
            raise ValueError(f"Provider {number}: {field!r} is missing.")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", entry["id"]):
        raise ValueError(f"Provider {number}: 'id' consists of small letters, digits and hyphens.")
    if not entry["server_url"].startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ValueError(f"Provider {number}: 'server_url' begins with https://.")
    algorithms = tuple(entry.get("algorithms", ("RS256", "PS256", "ES256")))
    for algorithm in algorithms:
        if not re.fullmatch(r"(RS|PS|ES)(256|384|512)", algorithm):
            raise ValueError(
                f"Provider {number}: {algorithm!r} is not an algorithm that signs with a key pair."
            )
    return AgencyProvider(
        id=entry["id"],
        name=entry["name"],
        server_url=entry["server_url"],
        client_id=entry["client_id"],
        secret=entry["secret"],
        acr=frozenset(entry.get("acr", ())),
        amr=frozenset(entry.get("amr", ())),
        algorithms=algorithms,
    )
