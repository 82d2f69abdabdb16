"""A worker killed in the middle of a commit of ties: nothing half in, and the next worker finishes it, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ready_homes import Ready, ReadyHomes
from tests.workplace import Workplace, workplace_in

ROWS = 12_000
pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def workplace(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[Workplace]:
    home = ready_homes.copy(Ready.MIGRATED, tmp_path / "home")
    with workplace_in(
        home,
        settings="vapenvila.web.site.settings",
        module="tests.web.memberships.import_process",
        patience=480,
    ) as place:
        place.run("-m", "vapenvila", "keys", "new")
        yield place


@pytest.mark.acceptance("T28")
def test_ties_killed_in_their_middle_leave_nothing_half_and_are_finished_once(workplace: Workplace) -> None:
    programme = workplace.order(str(ROWS))
    seen, first = workplace.watch(programme, "commit"), workplace.worker()
    halfway = seen()
    first.kill()
    assert halfway["job"] == "running"  # was killed while it worked, not after
    cut = workplace.look(programme)
    assert (cut["ties"], cut["batch"], cut["pieces"], cut["events"]) == (0, "committing", 1, 0)
    workplace.worker()
    after = workplace.wait_until(programme, lambda found: found["job"] == "done")
    assert (after["batch"], after["created"], after["ties"]) == ("committed", ROWS, ROWS)
    assert (after["pieces"], after["events"]) == (0, 1)
