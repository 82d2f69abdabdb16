"""Run as a process: `order ROWS` uploads a file of ties and starts its import; `look PROGRAMME` tells where it stands;
`watch PROGRAMME commit` tells it in the moment when the import is in its middle."""
# ruff: noqa: PLC0415 — models are importable after setup only

import csv
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, cycle, islice
from typing import Any
from uuid import UUID

import django

PATIENCE_SECONDS, HALFWAY, PEOPLE = 400, 45, 40
COLUMNS = ("one", "other", "kind", "on", "record_ref")
MAPPING = {"source_system": "test", "columns": {name: name for name in COLUMNS}}


def _rows(pseudonyms: list[str], many: int, today: date) -> bytes:
    """Each pair again and again, every time on a record of its own."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    pairs = islice(cycle(combinations(pseudonyms, 2)), many)
    for number, (one, other) in enumerate(pairs):
        writer.writerow((one, other, "co_suspect", today - timedelta(days=1 + number % 700), f"K {number}"))
    return out.getvalue().encode()


def _people(room: Any, person: Any, now: Any) -> list[str]:
    from vapenvila.rules.person_mark import Mark
    from vapenvila.web.people.actions.register import Ground, register_person

    ground = Ground(
        mark=Mark.SUSPECT, need="Made-up need", source="Made-up source", source_on=date(2024, 1, 2),
        reliability="unsure", protective_track=False, need_of_child="",
    )  # fmt: skip
    made = []
    for number in range(PEOPLE):
        who = {"given_name": f"Påhittad{number}", "surname": "Hittepåsson", "birth_date": "1990-06-02"}
        made.append(
            register_person(
                room=room, identity=who, ground=ground, looked_at=False, by=person, at=now, today=now.date()
            )
        )
    return [one.pseudonym for one in made]


def _order(many: str) -> dict[str, object]:
    from django.db import transaction
    from django.utils import timezone

    from vapenvila.web.accounts.models import User
    from vapenvila.web.imports.models import BatchState
    from vapenvila.web.memberships.actions.import_jobs import start_membership_commit
    from vapenvila.web.memberships.actions.importing import receive_memberships
    from vapenvila.web.memberships.vocabulary import Holds
    from vapenvila.web.partners.models import Agency, Mission, Programme, Room
    from vapenvila.web.wall.acting import acting

    now = timezone.now()
    with transaction.atomic():
        programme = Programme.objects.create(slug="provstad", name="Provstad", made_up=True)
        agency = Agency.objects.create(name="Provpolisen", kind="police")
        room = Room.objects.create(programme=programme, agency=agency)
        person = User.objects.create_user(
            email="a@provstad.example", password="made-up-and-long", name="A", language="en"
        )
        Mission.objects.create(user=person, room=room, roles=["police_analyst"], first_day=date(2020, 1, 1))
        with acting(user=person.pk, programmes=[programme.pk], room=room.pk):
            rows = _rows(_people(room, person, now), int(many), now.date())
            batch = receive_memberships(
                room=room, holds=Holds.TIES, chunks=[rows], label="", by=person, at=now
            )
            batch.state, batch.mapping, batch.created = BatchState.CHECKED, MAPPING, 1
            start_membership_commit(batch=batch, looked_at=False, by=person, at=now)
    return {"programme": str(programme.pk)}


def look(programme: str) -> dict[str, object]:
    """Where the work stands."""
    from vapenvila.web.audit.models import AuditEvent
    from vapenvila.web.jobs.models import JobProgress
    from vapenvila.web.memberships.models import MembershipBatch, MembershipFilePiece, Tie
    from vapenvila.web.partners.models import Room
    from vapenvila.web.wall.acting import acting

    room = Room.objects.get(programme=UUID(programme))
    with acting(programmes=[UUID(programme)], room=room.pk):
        job, batch = JobProgress.objects.get(), MembershipBatch.objects.get()
        return {
            "percent": job.percent,
            "job": job.state,
            "batch": batch.state,
            "created": batch.created,
            "ties": Tie.objects.count(),
            "pieces": MembershipFilePiece.objects.count(),
            "events": AuditEvent.objects.filter(act="membership_import.committed").count(),
        }


def _watch(programme: str, _what: str) -> dict[str, object]:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found = look(programme)
        if found["job"] == "running" and int(str(found["percent"])) >= HALFWAY:
            return found
        time.sleep(0.02)
    raise AssertionError(f"the commit was never seen in its middle; it stands at {look(programme)}")


if __name__ == "__main__":
    django.setup()
    acts: dict[str, Callable[..., dict[str, object]]] = {"order": _order, "look": look, "watch": _watch}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](*sys.argv[2:])) + "\n")
