"""Run as a process: `order FILE` uploads and starts an import; `look PROGRAMME` tells where it stands."""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import sys
from pathlib import Path
from uuid import UUID

import django

MAPPING = {
    "source_system": "test",
    "reference": ["id"],
    "kind": "shooting",
    "when": {"datetime": "when", "time_zone": "Europe/Stockholm"},
    "where": {"lat": "lat", "lon": "lon"},
}


def _order(file: str) -> dict[str, object]:
    from django.db import transaction
    from django.utils import timezone

    from vapenvila.web.accounts.models import User
    from vapenvila.web.imports.actions.background import start_commit
    from vapenvila.web.imports.actions.receive import receive_file
    from vapenvila.web.imports.models import BatchState
    from vapenvila.web.partners.models import Programme
    from vapenvila.web.wall.acting import acting

    with transaction.atomic():
        programme = Programme.objects.create(slug="provstad", name="Provstad", made_up=True)
        person = User.objects.create_user(
            email="a@provstad.example", password="made-up-and-long", name="A", language="en"
        )
        with acting(user=person.pk, programmes=[programme.pk]):
            content = Path(file).read_bytes()
            batch = receive_file(
                programme=programme, name="x.csv", chunks=[content], label="", by=person, at=timezone.now()
            )
            batch.state, batch.mapping, batch.incidents = BatchState.CHECKED, MAPPING, 1
            start_commit(batch=batch, by=person, at=timezone.now())
    return {"programme": str(programme.pk)}


def look(programme: str) -> dict[str, object]:
    """Where the work stands."""
    from vapenvila.web.imports.models import ImportBatch, ImportChange
    from vapenvila.web.incidents.models import ClassificationEvent, Incident, IncidentSource
    from vapenvila.web.jobs.models import JobProgress
    from vapenvila.web.wall.acting import acting

    with acting(programmes=[UUID(programme)]):
        job, batch = JobProgress.objects.get(), ImportBatch.objects.get()
        return {
            "percent": job.percent,
            "told": job.told,
            "job": job.state,
            "batch": batch.state,
            "created": batch.created,
            "tables": [
                m.objects.count() for m in (Incident, IncidentSource, ClassificationEvent, ImportChange)
            ],
        }


if __name__ == "__main__":
    django.setup()
    answer = _order(sys.argv[2]) if sys.argv[1] == "order" else look(sys.argv[2])
    sys.stdout.write(json.dumps(answer))
