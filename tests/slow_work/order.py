"""Run as a process: `order` makes a programme and orders the job; `look PROGRAMME` tells where it stands."""
# ruff: noqa: PLC0415 — models are importable after setup only

import json
import sys
from uuid import UUID

import django


def _order() -> dict[str, object]:
    from django.db import transaction
    from django.utils import timezone

    from tests.slow_work.tasks import found_areas
    from vapenvila.web.jobs.progress import start
    from vapenvila.web.partners.models import Programme
    from vapenvila.web.wall.acting import acting

    with transaction.atomic():
        programme = Programme.objects.create(slug="provstad", name="Provstad", made_up=True)
        with acting(programmes=[programme.pk]):
            job = start(programme=programme.pk, by=None, at=timezone.now(), what="Areas")
        for _ in range(2):  # ordered twice by mistake: done once
            found_areas.defer(job=str(job.pk), programme=str(programme.pk))
    return {"programme": str(programme.pk)}


def look(programme: str) -> dict[str, object]:
    """Where the work stands."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from tests.slow_work.tasks import found_areas
    from vapenvila.web.incidents.models import Area
    from vapenvila.web.jobs.models import JobProgress
    from vapenvila.web.wall.acting import acting

    with acting(programmes=[UUID(programme)]):
        job = JobProgress.objects.get()
        return {
            "state": job.state,
            "percent": job.percent,
            "told": job.told,
            "areas": Area.objects.count(),
            "jobs": sorted(
                ProcrastinateJob.objects.filter(task_name=found_areas.name).values_list("status", flat=True)
            ),
        }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(_order() if sys.argv[1] == "order" else look(sys.argv[2])))
