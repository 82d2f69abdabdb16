"""Founds towns slowly, one row at a time, in one transaction."""

import time
from uuid import UUID

from procrastinate.contrib.django import app

from vapenvila.web.incidents.models import Area
from vapenvila.web.jobs.progress import TAKEN_LATER, doing

ROWS = 30


@app.task(name="slow_work.found_areas", retry=TAKEN_LATER)
def found_areas(job: str, programme: str) -> None:
    """Thirty areas in three seconds."""
    with doing(UUID(job), programme=UUID(programme)) as bar:
        if bar is None:
            return
        for n in range(ROWS):
            Area.objects.create(programme_id=UUID(programme), name=f"area {time.time()}")
            bar.advance(n, ROWS, "%(n)s of %(rows)s areas", {"n": n, "rows": ROWS})
            time.sleep(0.4)
        bar.conclude("%(rows)s areas", {"rows": ROWS})
