"""Which database, as which role: "default" is the application, "owner" runs migrations and nothing else."""

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
        return {"default": _entry(NAME="none"), "owner": _entry(NAME="none")}
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
    return {
        "default": _entry(USER=embedded_postgres.APPLICATION, PASSWORD=application, **place),
        "owner": _entry(USER=owner, PASSWORD=password, **place),
    }


class OneDatabase:
    """Router: everything reads and writes as the application; only the owner migrates."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        """The application's connection."""
        return "default"

    def db_for_write(self, model: type, **hints: Any) -> str:
        """The application's connection."""
        return "default"

    def allow_relation(self, first: object, second: object, **hints: Any) -> bool:
        """Both connections show the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner changes tables."""
        return db == "owner"
