"""What a page shows of the report on any file that was brought into a room."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator

from vapenvila.web.people.models.room_file import RoomFileBatch
from vapenvila.web.people.wording import told

REMARKS_PER_PAGE = 50


def remarks_of(row: RoomFileBatch, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The report with its remarks in the reader's language: of the chosen weight, on the chosen page."""
    report = row.report or {"problems": [], "kinds": []}
    severity = chosen.get("severity", "")
    wanted = [p for p in report["problems"] if severity in ("", p["severity"])]
    page = Paginator(wanted, REMARKS_PER_PAGE).get_page(chosen.get("page"))
    return {
        "report": report,
        "severity": severity,
        "page": page,
        "shown": [{**problem, "told": _told(problem)} for problem in page],
        "kinds": [{**kind, "told": _told({**kind, "detail": "…"})} for kind in report["kinds"]],
    }


def _told(problem: Mapping[str, Any]) -> str:
    return told(problem["sentence"], column=problem["column"], detail=str(problem["detail"]))
