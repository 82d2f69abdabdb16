"""Run as a process: `order FILE` uploads a file of persons and starts its import; `look PROGRAMME` tells where it stands;
`watch PROGRAMME commit|rotation` tells it in the moment when the import, or a rotation of keys, is in its middle."""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import django

PATIENCE_SECONDS, HALFWAY = 400, 45
HEAD = "ref,given,surname,born,mark\n"
MAPPING = {
    "source_system": "test",
    "columns": {
        "reference": "ref",
        "given_name": "given",
        "surname": "surname",
        "birth_date": "born",
        "mark": "mark",
    },
    "marks": {"other": "other"},
    "need": "Made-up need",
    "source": "Made-up source",
    "source_on": "2024-01-02",
}


def made_up_persons(path: Path, rows: int) -> None:
    """A CSV file of invented persons."""
    lines = (
        f"R{n},Påhittad{n % 997},Hittepåsson{n % 89},19{50 + n % 40}-0{1 + n % 9}-1{n % 10},other"
        for n in range(rows)
    )
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _order(file: str) -> dict[str, object]:
    from django.db import transaction
    from django.utils import timezone

    from vapenvila.web.accounts.models import User
    from vapenvila.web.imports.models import BatchState
    from vapenvila.web.partners.models import Agency, Mission, Programme, Room
    from vapenvila.web.people.actions.import_jobs import start_person_commit
    from vapenvila.web.people.actions.importing import receive_persons
    from vapenvila.web.wall.acting import acting

    now, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        programme = Programme.objects.create(slug="provstad", name="Provstad", made_up=True)
        room = Room.objects.create(
            programme=programme, agency=Agency.objects.create(name="Provpolisen", kind="police")
        )
        person = User.objects.create_user(
            email="a@provstad.example", password="made-up-and-long", name="A", language="en"
        )
        Mission.objects.create(user=person, room=room, roles=["police_analyst"], first_day=date(2020, 1, 1))
        with acting(user=person.pk, programmes=[programme.pk], room=room.pk):
            chunks = [Path(file).read_bytes()]
            batch = receive_persons(room=room, chunks=chunks, label="", by=person, at=now, today=today)
            batch.state, batch.mapping, batch.created = BatchState.CHECKED, MAPPING, 1
            start_person_commit(batch=batch, looked_at=False, by=person, at=now, today=today)
    return {"programme": str(programme.pk)}


def look(programme: str) -> dict[str, object]:
    """Where the work stands."""
    from vapenvila.rules.person_names import sounds_of
    from vapenvila.web.jobs.models import JobProgress
    from vapenvila.web.partners.models import Room
    from vapenvila.web.people.models import (
        Identity,
        Person,
        PersonBatch,
        PersonChange,
        PersonFilePiece,
        PersonReference,
    )
    from vapenvila.web.people.sealed_identity import opened, sought
    from vapenvila.web.wall.acting import acting

    room = Room.objects.get(programme=UUID(programme))
    with acting(programmes=[UUID(programme)], room=room.pk):
        job, batch = JobProgress.objects.get(), PersonBatch.objects.get()
        first = Identity.objects.order_by("pk").first()
        return {
            "percent": job.percent,
            "told": job.told,
            "job": job.state,
            "batch": batch.state,
            "created": batch.created,
            "tables": [m.objects.count() for m in (Person, Identity, PersonChange, PersonReference)],
            "pieces": PersonFilePiece.objects.count(),
            "opened": opened(first, ("given_name",))["given_name"] if first else "",
            "found": Identity.objects.filter(
                name_sounds__overlap=sought(min(sounds_of("Påhittad")), "sound", room.pk)
            ).count(),
        }


def _committing(programme: str) -> bool:
    found = look(programme)
    return found["job"] == "running" and int(str(found["percent"])) >= HALFWAY


def _rotating(programme: str) -> bool:
    from vapenvila.web.vault.rotation import left_under_older_keys

    whole = look(programme)["tables"]
    assert isinstance(whole, list)
    return 0 < left_under_older_keys()["identities"] < int(whole[1])


def _watch(programme: str, what: str) -> dict[str, object]:
    in_its_middle = {"commit": _committing, "rotation": _rotating}[what]
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if in_its_middle(programme):
            return look(programme)
        time.sleep(0.02)
    raise AssertionError(f"the {what} was never seen in its middle; it stands at {look(programme)}")


if __name__ == "__main__":
    django.setup()
    acts: dict[str, Callable[..., dict[str, object]]] = {"order": _order, "look": look, "watch": _watch}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](*sys.argv[2:])) + "\n")
