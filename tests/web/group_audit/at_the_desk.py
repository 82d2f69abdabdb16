"""An audit as a browser speaks of it: addresses, the grid, days."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import City
from vapenvila.web.group_audit.models import AuditLine

COLUMNS = ("own_name", "called", "area", "size", "activity", "does", "feuds", "alliances", "inside")


def a_month_on() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def address(city: City, *parts: object) -> str:
    return f"/p/{city.programme.slug}/audits/" + "".join(f"{part}/" for part in parts)


def grid_of(rows: list[AuditLine], *written: dict[str, str]) -> dict[str, list[str]]:
    """The grid as a browser sends it: one list a column."""
    sent = {"line": [str(row.pk) for row in rows]}
    for name in (*COLUMNS, "reliability", "credibility"):
        sent[name] = [one.get(name, "") for one in written]
    return sent
