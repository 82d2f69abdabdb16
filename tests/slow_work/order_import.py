"""Run as a process: `check FILE`, `commit BATCH`, `look BATCH` for an import that is killed on purpose.

`commit` comes back when the worker has begun to write, so that the killing hits the middle.
"""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import sys
import time
import tomllib
from pathlib import Path
from uuid import UUID

import django


def main(act: str, what: str) -> dict[str, object]:
    """Do what a coordinator does in the pages."""
    from bench.incident_import.made_up_file import MAPPING
    from django.utils import timezone

    from vapenvila.rules.roles import Role
    from vapenvila.web.demo.cast import people_of_made_up_city
    from vapenvila.web.imports.actions.background import start_check, start_commit
    from vapenvila.web.imports.actions.receive import receive_file
    from vapenvila.web.imports.models import ImportBatch
    from vapenvila.web.incidents.models import Incident
    from vapenvila.web.partners.models import Programme
    from vapenvila.web.wall.acting import acting

    programme, by = Programme.objects.get(), dict(people_of_made_up_city())[Role.COORDINATOR]
    if act == "commit":
        with acting(user=by.pk, programmes=[programme.pk]):
            batch = ImportBatch.objects.select_related("programme").get(pk=what)
            start_commit(batch=batch, by=by, at=timezone.now())
        assert batch.job_id is not None
        _wait_for_writing(programme.pk, batch.job_id)
    with acting(user=by.pk, programmes=[programme.pk]):
        if act == "check":
            chunks = iter([Path(what).read_bytes()])
            batch = receive_file(
                programme=programme, name="file.csv", chunks=chunks, label="", by=by, at=timezone.now()
            )
            settings = tomllib.loads(MAPPING)
            settings["where"] = {"area": ["district"]}  # the file's points lie in another place than the city
            start_check(batch=batch, settings=settings, profile="", by=by, at=timezone.now())
        else:
            batch = ImportBatch.objects.select_related("job", "programme").get(pk=what)
        return {
            "batch": str(batch.pk),
            "state": str(batch.state),
            "percent": batch.job.percent if batch.job else 0,
            "told": batch.job.told if batch.job else "",
            "created": batch.created,
            "register": Incident.objects.count(),
        }


def look(batch: str) -> dict[str, object]:
    """Where the import stands."""
    return main("look", batch)


def _wait_for_writing(programme: UUID, job: UUID) -> None:
    from vapenvila.web.jobs.models import JobProgress
    from vapenvila.web.wall.acting import acting

    until = time.monotonic() + 60
    while time.monotonic() < until:
        with acting(programmes=[programme]):
            if JobProgress.objects.get(pk=job).percent >= 25:
                return
        time.sleep(0.02)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2])))
