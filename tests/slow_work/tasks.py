"""Founds towns one row at a time, in one transaction, and stands still in the middle while it is told to."""

import os
import time
from pathlib import Path
from uuid import UUID

from procrastinate.contrib.django import app

from vapenvila.web.incidents.models import Area
from vapenvila.web.jobs.progress import TAKEN_LATER, doing

ROWS = 30
HOLD = Path(os.environ.get("VAPENVILA_HOME", "."), "hold")


@app.task(name="slow_work.found_areas", retry=TAKEN_LATER)
def found_areas(job: str, programme: str) -> None:
    """Thirty areas; half-way it waits while there is a file named `hold` in the house."""
    with doing(UUID(job), programme=UUID(programme)) as bar:
        if bar is None:
            return
        for n in range(ROWS):
            Area.objects.create(programme_id=UUID(programme), name=f"area {time.time()}")
            bar.advance(n, ROWS, "%(n)s of %(rows)s areas", {"n": n, "rows": ROWS})
            while n == ROWS // 2 and HOLD.exists():
                bar.advance(n, ROWS, "%(n)s of %(rows)s areas", {"n": n, "rows": ROWS})
                time.sleep(0.1)
        bar.conclude("%(rows)s areas", {"rows": ROWS})
