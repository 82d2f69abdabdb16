"""A worker killed in the middle of a commit, and a rotation of keys killed in its middle: nothing half done, all finished."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ready_homes import Ready, ReadyHomes
from tests.web.people.import_process import made_up_persons
from tests.workplace import Workplace, workplace_in

ROWS = 12_000
pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def workplace(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[Workplace]:
    home = ready_homes.copy(Ready.MIGRATED, tmp_path / "home")
    with workplace_in(
        home,
        settings="vapenvila.web.site.settings",
        module="tests.web.people.import_process",
        patience=480,
    ) as place:
        place.run("-m", "vapenvila", "keys", "new")
        yield place


def _status(place: Workplace) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run("-m", "vapenvila", "keys", "status", "--json"))
    return found


def _killed_rotation(place: Workplace, programme: str) -> int:
    """Rotate, and kill the process as soon as some rows are done and others are not; how many were left."""
    seen = place.watch(programme, "rotation")
    rotating = subprocess.Popen(
        [sys.executable, "-m", "vapenvila", "keys", "rotate"],
        env=place.env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seen()
    rotating.send_signal(signal.SIGKILL)
    assert rotating.wait(30) == -signal.SIGKILL  # was killed while it worked, not after
    return int(_status(place)["left"]["identities"])


@pytest.mark.acceptance("T28")
def test_what_is_killed_in_its_middle_leaves_nothing_half_and_is_finished_once(
    workplace: Workplace, tmp_path: Path
) -> None:
    made_up_persons(tmp_path / "rows.csv", ROWS)
    programme = workplace.order(str(tmp_path / "rows.csv"))
    seen, first = workplace.watch(programme, "commit"), workplace.worker()
    halfway = seen()
    first.kill()
    assert halfway["job"] == "running"  # was killed while it worked, not after
    cut = workplace.look(programme)
    assert (cut["tables"], cut["batch"], cut["pieces"]) == ([0, 0, 0, 0], "committing", 1)
    second = workplace.worker()
    after = workplace.wait_until(programme, lambda found: found["job"] == "done")
    assert (after["batch"], after["created"], after["pieces"]) == ("committed", ROWS, 0)
    assert after["tables"] == [ROWS] * 4
    second.terminate()
    second.wait(30)
    left = _killed_rotation(workplace, programme)
    assert 0 < left < ROWS
    mixed = workplace.look(programme)
    assert (mixed["opened"], mixed["found"]) == ("Påhittad0", ROWS)  # people work on through it
    done = json.loads(workplace.run("-m", "vapenvila", "keys", "rotate", "--json"))
    assert done["went_on"] is True
    assert done["rows"] >= left
    status = _status(workplace)
    assert set(status["left"].values()) == {0}
    assert [key["number"] for key in status["keys"] if key["kind"] == "seal"] == [
        2,
        1,
    ]  # no third key was made
    whole = workplace.look(programme)
    assert (whole["opened"], whole["found"], whole["tables"]) == ("Påhittad0", ROWS, [ROWS] * 4)
