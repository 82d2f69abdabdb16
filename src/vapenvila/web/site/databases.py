"""Which database, as which role: "default" is the application ("limits" too, outside requests), "owner" migrates."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from vapenvila.web.site import embedded_postgres


def _entry(**parts: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **parts,
    }


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
        owner, password = unquote(url.username or ""), unquote(url.password or "")
        place = {"HOST": url.hostname or "", "PORT": str(url.port or ""), "NAME": url.path.lstrip("/")}
    else:
        owner, password = embedded_postgres.OWNER, ""
        place = {"HOST": embedded_postgres.prepare(), "NAME": embedded_postgres.DATABASE}
    application = os.environ.get("VAPENVILA_APP_PASSWORD") or embedded_postgres.secret("application-password")
    user = {"USER": embedded_postgres.APPLICATION, "PASSWORD": application}
    return {
        "default": _entry(**user, **place),
        "limits": {**_entry(**user, **place), "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 60},
        "owner": {**_entry(USER=owner, PASSWORD=password, **place), "ATOMIC_REQUESTS": False},
    }


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
