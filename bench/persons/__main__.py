"""Persons: rows a second and peak memory of an import into one room, and how fast a search finds somebody there.

    python -m bench persons            (or python -m bench.persons [--rows 100000] [--in-room 50000] [--searches 300])

Starts an embedded database of its own. The file is imported by the command line in a process of its own, so that the peak is
its own; then it is sent again, undone, and replaced by a room of 50,000 persons that is searched. A search is what the page
does: the question to the database, the rule, the opened names of those found, and the events that say who saw them.
Writes bench/results/persons.md.
"""
# ruff: noqa: PLC0415 — models are importable after setup only

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.incident_import.command import PROGRAMME, STOP, empty_programme, timed
from bench.kept import keep
from bench.persons.made_up_persons import MAPPING, invented_number, invented_persons

if TYPE_CHECKING:
    from uuid import UUID

BY = "analyst@bench.example"


def open_room() -> None:
    """A room with one analyst, in a programme where everything is in place before persons are registered."""
    import django
    from django.utils import timezone

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
    django.setup()
    from vapenvila.rules.readiness import Readiness
    from vapenvila.web.accounts.models import User
    from vapenvila.web.partners.models import Agency, Mission, Programme, ReadinessItem, Room
    from vapenvila.web.wall.acting import acting

    programme, now = Programme.objects.get(slug=PROGRAMME), timezone.now()
    agency = Agency.objects.create(name="Bench police", kind="police")
    person = User.objects.create_user(email=BY, password=None, name="Analyst", language="en")
    room = Room.objects.create(programme=programme, agency=agency)
    Mission.objects.create(user=person, room=room, roles=["police_analyst"], first_day=date(2020, 1, 1))
    with acting(programmes=[programme.pk]):
        ReadinessItem.objects.bulk_create(
            ReadinessItem(
                programme=programme,
                item=item.value,
                done_on=now.date(),
                reference="Made up",
                by=person,
                at=now,
            )
            for item in Readiness
        )


def import_and_undo(file: Path, mapping: Path) -> list[str]:
    """The file in, again, and out; one line each."""
    where = ["--room", "police", "--programme", PROGRAMME, "--by", BY, "--json"]
    how = ["import", "persons", str(file), "--mapping", str(mapping), *where]
    lines = []
    for name, counted in (("Import", "created"), ("The same file again", "unchanged")):
        result, whole, peak = timed(how)
        rows, seconds = int(str(result["rows"])), float(str(result["seconds"]))
        lines.append(
            f"{name}: {rows:,} rows, {int(str(result[counted])):,} {counted}, {int(str(result['held'])):,} held:"
            f" {seconds:.1f} s, {rows / seconds:,.0f} rows/s ({whole:.1f} s with the start of the command), peak {peak} MB"
        )
    undone, whole, _peak = timed(["import", "undo-persons", "P1", *where])
    return [*lines, f"Undone: {int(str(undone['removed'])):,} removed: {whole:.1f} s"]


def _milliseconds(times: list[float]) -> str:
    ordered = sorted(times)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"p50 {half * 1000:.1f} ms, p95 {most * 1000:.1f} ms (n = {len(ordered)})"


def search(file: Path, searches: int) -> list[str]:
    """Search for people of the file, and for nobody, as the page does."""
    rows = file.read_text(encoding="utf-8").splitlines()[1:]
    chosen = [random.Random(7).choice(rows).split(",") for _ in range(searches)]
    asked = {
        "by name": [f"{given} {surname}" for _id, given, surname, *_rest in chosen],
        "by surname alone": [surname for _id, _given, surname, *_rest in chosen],
        "by personal number": [cells[3] for cells in chosen],
        "by a number the room does not have": [invented_number(len(rows) + n) for n in range(searches)],
    }
    lines = []
    for words, texts in asked.items():
        times, found = [], 0
        for text in texts:
            start = time.perf_counter()
            found += _found(text)
            times.append(time.perf_counter() - start)
        lines.append(f"Search {words}: {_milliseconds(times)}, {found / searches:.1f} found on average")
    return lines


def _found(text: str) -> int:
    from django.utils import timezone

    from vapenvila.rules.personal_number import PersonalNumber, read_personal_number
    from vapenvila.web.accounts.models import User
    from vapenvila.web.partners.models import Room
    from vapenvila.web.partners.queries import reader_of
    from vapenvila.web.people.queries.identity import identity_fields
    from vapenvila.web.people.queries.persons import found_by_name, found_by_number
    from vapenvila.web.people.queries.rooms import person_room
    from vapenvila.web.wall.acting import acting

    today = timezone.localdate()
    user: UUID = User.objects.get(email=BY).pk
    row = Room.objects.get(agency__kind="police")
    with acting(user=user, programmes=[row.programme_id], room=row.pk):
        reader, room = reader_of(user), person_room(row.pk)
        if room is None:
            raise ValueError("the room is gone")
        number = read_personal_number(text, today=today)
        people = (
            found_by_number(reader, room, number.digits, today=today)
            if isinstance(number, PersonalNumber)
            else found_by_name(reader, room, text, today=today)
        )
        for person in people[:20]:
            identity_fields(
                person, ("given_name", "surname", "birth_date"), reader=reader, purpose="casework"
            )
    return len(people)


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write bench/results/persons.md."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--in-room", type=int, default=50_000)
    asked.add_argument("--searches", type=int, default=300)
    given = asked.parse_args(arguments)
    load = f"Load of the machine before the run: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    with tempfile.TemporaryDirectory() as folder:
        empty_programme(Path(folder) / "home")
        timed(["keys", "new", "--json"])
        open_room()
        file, room, mapping = (Path(folder) / name for name in ("persons.csv", "room.csv", "mapping.toml"))
        mapping.write_text(MAPPING, encoding="utf-8")
        invented_persons(file, given.rows)
        lines = import_and_undo(file, mapping)
        invented_persons(room, given.in_room)
        where = ["--room", "police", "--programme", PROGRAMME, "--by", BY, "--json"]
        timed(["import", "persons", str(room), "--mapping", str(mapping), *where])
        lines += search(room, given.searches)
        subprocess.run([sys.executable, "-c", STOP], check=False)
    size = f"Searches in a room of {given.in_room:,} persons."
    print("\n".join([load, size, *lines]))
    table = "\n".join(f"- {line}" for line in lines)
    text = f"# Persons: import and search\n\n{load} {size}\n\n{table}\n"
    keep("persons", text)


if __name__ == "__main__":
    main()
