"""Which database, as which role: "default" is the application ("limits" too, outside requests), "owner" migrates."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from vapenvila.web.site import embedded_postgres
from vapenvila.web.site.postgres_place import PostgresProblemError

OLDEST = 15  # PostgreSQL


def _entry(**parts: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **parts,
    }


def _application_password() -> str:
    return os.environ.get("VAPENVILA_APP_PASSWORD") or embedded_postgres.secret("application-password")


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. DATABASE_URL names the owner's connection; unset means the embedded server.

    VAPENVILA_NO_DATABASE=1 gives settings without starting anything (type checks, documentation).
    """
    if os.environ.get("VAPENVILA_NO_DATABASE"):
        return {name: _entry(NAME="none") for name in ("default", "limits", "owner")}
    address = os.environ.get("DATABASE_URL", "")
    place: dict[str, Any]
    if address:
        url = urlsplit(address)
        if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/"):
            raise PostgresProblemError(
                "DATABASE_URL must look like postgresql://owner:password@host:5432/database."
            )
        owner, password = unquote(url.username or ""), unquote(url.password or "")
        place = {
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "NAME": unquote(url.path.lstrip("/")),
            "OPTIONS": dict(parse_qsl(url.query)),  # sslmode, sslrootcert, …
        }
        place["HOST"] = place["OPTIONS"].pop("host", place["HOST"])  # a socket folder
    else:
        owner, password = embedded_postgres.OWNER, ""
        place = {"HOST": embedded_postgres.prepare(), "NAME": embedded_postgres.DATABASE}
    user = {"USER": embedded_postgres.APPLICATION, "PASSWORD": _application_password()}
    return {
        "default": _entry(**user, **place),
        "limits": {**_entry(**user, **place), "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 60},
        "owner": {**_entry(USER=owner, PASSWORD=password, **place), "ATOMIC_REQUESTS": False},
    }


def prepare_outside_server() -> None:
    """On the PostgreSQL of DATABASE_URL: check its version and create the application's role. Needs CREATEROLE."""
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return
    try:
        with embedded_postgres.connected(address) as connection:
            if connection.info.server_version < OLDEST * 10_000:
                raise PostgresProblemError(
                    f"This PostgreSQL is version {connection.info.server_version // 10_000}; {OLDEST} or later is needed."
                )
            embedded_postgres.create_application_role(connection, password=_application_password())
    except psycopg.errors.InsufficientPrivilege:
        role = embedded_postgres.APPLICATION
        raise PostgresProblemError(
            f"The owner in DATABASE_URL may not create roles. Have an administrator run: CREATE ROLE {role} LOGIN "
            f"PASSWORD '…'; and give the same password in VAPENVILA_APP_PASSWORD."
        ) from None
    except psycopg.OperationalError as problem:
        raise PostgresProblemError(
            f"The PostgreSQL in DATABASE_URL does not answer: {str(problem).strip()}"
        ) from None


class OneDatabase:
    """Router: everything reads and writes as the application; only the owner migrates.

    The cache, which counts attempts to sign in, has a connection of its own: what it counts stays counted when the
    request is rolled back, and nobody waits for another's request to end.
    """

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The application's connection."""
        return "limits" if model._meta.app_label == "django_cache" else "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The application's connection."""
        return self.db_for_read(model, **hints)

    def allow_relation(self, first: object, second: object, **hints: Any) -> bool:
        """Both connections show the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner changes tables."""
        return db == "owner"
