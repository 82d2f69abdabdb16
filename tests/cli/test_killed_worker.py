"""A worker killed in the middle of a job: the next one takes over, and the work is done exactly once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ready_homes import Ready, ReadyHomes
from tests.workplace import Workplace, workplace_in

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def workplace(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[Workplace]:
    home = ready_homes.copy(Ready.MIGRATED, tmp_path / "home")
    with workplace_in(home, settings="tests.slow_work.settings", module="tests.slow_work.order") as place:
        yield place


def test_a_worker_killed_in_the_middle_is_taken_over_and_nothing_is_done_twice(
    workplace: Workplace, tmp_path: Path
) -> None:
    programme = workplace.order()
    hold = tmp_path / "home" / "hold"
    hold.touch()  # the job stands still half-way until its worker is killed, however slow the machine
    first = workplace.worker()
    halfway = workplace.wait_until(programme, lambda found: 10 < found["percent"] < 80)
    first.kill()
    hold.unlink()
    assert halfway["state"] == "running"
    assert halfway["areas"] == 0  # nothing half in
    assert workplace.look(programme)["areas"] == 0
    workplace.worker()
    workplace.wait_until(programme, lambda found: found["jobs"] == ["succeeded", "succeeded"])
    after = workplace.look(programme)
    assert (after["state"], after["percent"], after["areas"]) == ("done", 100, 30)
    assert after["told"] == "30 areas"
