"""Made-up files of ties, evidence and memberships, and the acts on them in one go."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from tests.cast import City
from tests.web.memberships.made_up import ANALYST, in_police_room
from tests.web.people.files import quiet
from tests.web.people.made_up import NOW
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.memberships.actions.importing import (
    check_memberships,
    commit_memberships,
    receive_memberships,
)
from vapenvila.web.memberships.importing.file_mapping import FIELDS
from vapenvila.web.memberships.models import MembershipBatch
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.importing.sealed_files import opened_file

TIE = {"kind": "co_suspect", "on": "2026-05-01", "record_ref": "K 1-26"}
PIECE = {"evidence_kind": "judgment", "evidence_on": "2026-10-01", "source": "Made-up judgment", "origin": "Made-up court",
         "reference": "B 12-26", "reliability": "B", "credibility": "2"}  # fmt: skip
SECOND = {**PIECE, "evidence_kind": "surveillance", "evidence_on": "2026-09-01", "source": "Made-up watch",
          "origin": "Made-up unit", "reference": ""}  # fmt: skip
MEMBER = {
    "role": "member",
    "certainty": "probable",
    "from_on": "2025-01-01",
    "contact_kind": "outreach",
    "contact_by": "2026-12-20",
}


def settings_for(holds: Holds, **other: Any) -> dict[str, Any]:
    """A mapping in which every column is called as its field."""
    return {"source_system": "list", "columns": {name: name for name in FIELDS[holds]}, **other}


def a_csv(holds: Holds, *rows: Mapping[str, str]) -> bytes:
    """A CSV file of these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS[holds])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def a_workbook(holds: Holds, *rows: Mapping[str, str]) -> bytes:
    """The same rows as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rows")
        sheet.write_row(0, 0, FIELDS[holds])
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, [row.get(name, "") for name in FIELDS[holds]])
    return out.getvalue()


def checked(
    city: City, holds: Holds, *rows: Mapping[str, str], file: bytes | None = None, **other: Any
) -> MembershipBatch:
    """The file looked through; nothing of it is kept."""
    with in_police_room(city):
        batch = receive_memberships(
            room=city.rooms[AgencyKind.POLICE], holds=holds, chunks=[file or a_csv(holds, *rows)], label="Made up",
            by=city.people[ANALYST], at=NOW,
        )  # fmt: skip
        with opened_file(batch) as path:
            return check_memberships(
                batch=batch, settings=settings_for(holds, **other), path=path, by=city.people[ANALYST], at=NOW,
                progress=quiet,
            )  # fmt: skip


def imported(
    city: City, holds: Holds, *rows: Mapping[str, str], file: bytes | None = None, **other: Any
) -> MembershipBatch:
    """The rows in the room."""
    batch = checked(city, holds, *rows, file=file, **other)
    with in_police_room(city), opened_file(batch) as path:
        return commit_memberships(batch=batch, path=path, by=city.people[ANALYST], at=NOW, progress=quiet)


def told(batch: MembershipBatch, severity: str = "error") -> list[tuple[int, str, str]]:
    """Row, column and sentence of what was remarked."""
    problems = batch.report["problems"] if batch.report else []
    return [(p["row"], p["column"], p["sentence"]) for p in problems if p["severity"] == severity]
