"""Run as a process: `order` makes a city with records past their last day, `cut WHAT` kills a run in the middle of them.

WHAT is `files` (rows are gone, folders are being removed) or `persons` (one part is gone, the next is being deleted).
`run` lets a run end; `look PROGRAMME` and the others tell what is there.
"""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import django

PERSONS, UPLOADS = 250, 120
COMMAND = [sys.executable, "-m", "vapenvila", "retention", "run"]


def _order() -> UUID:
    from tests.cast import build_city
    from tests.web.people.made_up import NOW, a_person, in_room
    from tests.web.retention.old_rows import an_old_upload
    from vapenvila.rules.roles import AgencyKind, Role
    from vapenvila.web.people.models import Person
    from vapenvila.web.people.vocabulary import PersonState
    from vapenvila.web.retention.models import RecordedEvent

    city = build_city()
    for _ in range(UPLOADS):
        an_old_upload(city)
    persons = [a_person(city) for _ in range(PERSONS)]
    with in_room(city):
        for person in persons:
            RecordedEvent.objects.create(
                room=city.rooms[AgencyKind.POLICE], person=person.pk, kind="case_closed",
                first_day=date(2026, 1, 2), source="Made-up", by=city.people[Role.POLICE_ANALYST], at=NOW,
            )  # fmt: skip
        Person.objects.update(state=PersonState.REMOVED)
    return city.programme.pk


def _cut(programme: UUID, begun: Callable[[dict[str, Any]], bool]) -> None:
    process = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 90
    while not begun(look(programme)):
        assert process.poll() is None, "the run was over before it could be cut"
        assert time.monotonic() < until, "the run did not come so far"
    time.sleep(0.05)  # into the middle of what comes next
    process.kill()
    process.wait()


def look(programme: UUID) -> dict[str, Any]:
    """Counts of everything a half deletion could leave behind."""
    from django.conf import settings
    from django.db.models import Sum

    from vapenvila.web.audit.models import AuditEvent
    from vapenvila.web.imports.models import ImportBatch
    from vapenvila.web.partners.models import Room
    from vapenvila.web.people.models import Identity, Person, PersonChange
    from vapenvila.web.retention.certificates import is_unchanged
    from vapenvila.web.retention.models import (
        FileToRemove,
        RecordedEvent,
        RetentionCertificate,
        RetentionDeletion,
    )
    from vapenvila.web.wall.acting import acting

    room = Room.objects.get(programme=programme, agency__kind="police").pk
    with acting(programmes=[programme], room=room):
        tally = RetentionDeletion.objects.filter(kind="person", part="records")
        trail = AuditEvent.objects.filter(act="retention.deleted", details__kind="person")
        certificates = list(
            RetentionCertificate.objects.filter(programme=programme).order_by("room", "number")
        )
        return {
            "persons": Person.objects.count(),
            "identities": Identity.objects.count(),
            "changes": PersonChange.objects.count(),
            "events": RecordedEvent.objects.count(),
            "tally": tally.aggregate(sum=Sum("count"))["sum"] or 0,
            "trail": sum(event.details["records"] for event in trail),
            "folders": sum(1 for _ in (settings.HOME / "imports").iterdir()),
            "files_to_remove": FileToRemove.objects.count(),
            "uploads": ImportBatch.objects.filter(file_deleted_at__isnull=True).count(),
            "certified": {
                kind: sum(
                    line["counts"]["records"]
                    for one in certificates
                    for line in one.body["deleted"]
                    if line["kind"] == kind
                )
                for kind in ("person", "upload")
            },
            "unchanged": all(is_unchanged(one) for one in certificates),
        }


def main(act: str, *what: str) -> dict[str, Any]:
    """Do one act and tell what is there afterwards."""
    from vapenvila.web.partners.models import Programme

    if act == "order":
        return {"programme": str(_order())}
    programme = Programme.objects.get().pk
    if act == "run":
        subprocess.run(COMMAND, check=True, stdout=subprocess.DEVNULL)
    if act == "cut" and what[0] == "files":
        _cut(programme, lambda found: found["uploads"] == 0 and 0 < found["folders"] < UPLOADS)
    if act == "cut" and what[0] == "persons":
        _cut(programme, lambda found: found["persons"] < PERSONS)
    return look(programme)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
