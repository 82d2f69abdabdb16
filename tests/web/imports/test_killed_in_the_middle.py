"""The worker is killed in the middle of a commit: nothing half in, and the next worker imports the file exactly once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ready_homes import Ready, ReadyHomes
from tests.workplace import Workplace, workplace_in

ROWS = 80_000
pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def workplace(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[Workplace]:
    home = ready_homes.copy(Ready.MIGRATED, tmp_path / "home")
    with workplace_in(
        home,
        settings="vapenvila.web.site.settings",
        module="tests.web.imports.import_process",
        patience=180,
    ) as place:
        yield place


def test_a_worker_killed_in_the_middle_of_a_commit_leaves_nothing_and_the_next_imports_once(
    workplace: Workplace, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    lines = (f"{n},2024-01-{n % 28 + 1:02d} 21:30,55.6,13.0" for n in range(ROWS))
    file.write_text("id,when,lat,lon\n" + "\n".join(lines) + "\n")
    programme = workplace.order(str(file))
    first = workplace.worker()
    halfway = workplace.wait_until(
        programme, lambda found: found["job"] != "waiting" and found["percent"] >= 50
    )
    first.kill()
    assert halfway["job"] == "running"  # was killed while it worked, not after
    assert workplace.look(programme)["tables"] == [0, 0, 0, 0]
    workplace.worker()
    after = workplace.wait_until(programme, lambda found: found["job"] == "done")
    assert (after["batch"], after["created"]) == ("committed", ROWS)
    assert after["tables"] == [ROWS] * 4
