"""The sessions of one person: where signed in, since when, and ending them."""

import re
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """One place where the person is signed in."""

    id: int
    browser: str
    network: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool


def sessions_of(user: User, *, current_key: str | None) -> list[OwnSession]:
    """Sessions that are still open, this one first, then the latest."""
    rows = _still_open(user)
    sessions = [
        OwnSession(
            id=row.pk,
            browser=browser_named(row.user_agent),
            network=network_of(row.ip),
            signed_in_at=row.created_at,
            last_seen_at=row.last_seen_at,
            current=row.session_key == current_key,
        )
        for row in rows
    ]
    return sorted(sessions, key=lambda s: not s.current)


def _still_open(user: User) -> list[UserSession]:
    """Rows whose session has not ended, the latest first; the others are removed. Three queries, however many rows."""
    rows = list(UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at"))
    keys = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
    )
    alive = set(keys.values_list("session_key", flat=True))
    gone = [row.pk for row in rows if row.session_key not in alive]
    if gone:
        UserSession.objects.filter(pk__in=gone).delete()
    return [row for row in rows if row.session_key in alive]


def browser_named(user_agent: str) -> str:
    """Browser and system in two words, from what the browser says of itself."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if re.search(mark, user_agent)), "")
    return " · ".join(part for part in (browser, system) if part) or gettext("Unknown browser")


def network_of(address: str) -> str:
    """The network the address lies in, not the address itself."""
    ip = ip_address(address)
    if ip.is_loopback:
        return gettext("this computer")
    return str(ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))


def end_session(*, user: User, session: int, by: UUID, at: datetime) -> bool:
    """End one session of this person; False when there is none with this number."""
    row = UserSession.objects.filter(user=user, pk=session).first()
    if row is None:
        return False
    row.end()
    _record("session.ended", user, by=by, at=at, count=1)
    return True


def end_all_sessions(*, user: User, by: UUID, at: datetime) -> int:
    """End every session of this person, the one in use too; how many there were."""
    rows = list(UserSession.objects.filter(user=user))
    for row in rows:
        row.end()
    _record("session.all_ended", user, by=by, at=at, count=len(rows))
    return len(rows)


def _record(act: str, user: User, *, by: UUID, at: datetime, count: int) -> None:
    record(
        act=act,
        by=by,
        at=at,
        manner=Manner.SIGN_IN,
        subject_kind="account",
        subject=user.pk,
        details={"count": count},
    )
