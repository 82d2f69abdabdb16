"""The trail as a CSV file: exactly the events that the search shows, codes and words, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO

from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.words_of_the_records import record_name
from vapenvila.web.audit.words_of_the_trail import act_name
from vapenvila.web.oversight.queries import EventLine

COLUMNS = (
    "event",
    "at",
    "who",
    "from_room",
    "manner",
    "act",
    "record_kind",
    "record",
    "request",
    "details",
    "act_in_words",
    "record_in_words",
    "details_in_words",
    "copy",
)


def write_trail_file(lines: Iterable[EventLine], number: str) -> tuple[IO[bytes], int]:
    """An open file at its beginning, and the number of events in it. Each row says from which copy it is."""
    file = TemporaryFile()  # noqa: SIM115 — the response closes it
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 — the last count is the answer
        writer.writerow(safe_cell(cell) for cell in (*_cells(line), number))
    text.flush()
    text.detach()
    file.seek(0)
    return file, count


def _cells(line: EventLine) -> tuple[object, ...]:
    return (
        line.id,
        line.at.isoformat(),
        line.who,
        line.acting_room,
        line.manner,
        line.act,
        line.subject_kind,
        str(line.subject or ""),
        str(line.request or ""),
        "; ".join(f"{key}={'' if value is None else value}" for key, value in line.details),
        act_name(line.act),
        record_name(line.subject_kind) if line.subject_kind else "",
        "; ".join(f"{name}: {value}" for name, value in line.told),
    )
