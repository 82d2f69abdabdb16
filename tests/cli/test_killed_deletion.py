"""A deletion killed among files and again among persons: nothing half deleted, the next run ends it, all certified."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ready_homes import Ready, ReadyHomes
from tests.slow_work.order_deletion import PERSONS, UPLOADS
from tests.workplace import Workplace, workplace_in

pytestmark = [pytest.mark.xdist_group("processes"), pytest.mark.acceptance("S15")]


@pytest.fixture
def workplace(tmp_path: Path, ready_homes: ReadyHomes) -> Iterator[Workplace]:
    home = ready_homes.copy(Ready.MIGRATED, tmp_path / "home")
    settings, module = "vapenvila.web.site.settings", "tests.slow_work.order_deletion"
    with workplace_in(home, settings=settings, module=module) as place:
        yield place


def _do(workplace: Workplace, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(workplace.run("-m", workplace.module, *arguments))
    return found


def _assert_whole(found: dict[str, Any]) -> None:
    """Every person that is there has all its parts, and every one that is gone stands in the tally and the trail."""
    left = found["persons"]
    assert (found["identities"], found["changes"], found["events"]) == (left, left, left)
    assert (found["tally"], found["trail"]) == (PERSONS - left, PERSONS - left)
    assert found["unchanged"]


def test_a_run_killed_twice_leaves_nothing_half_deleted_and_is_certified_in_full(
    workplace: Workplace,
) -> None:
    workplace.order()
    among_files = _do(workplace, "cut", "files")
    assert 0 < among_files["folders"] == among_files["files_to_remove"] or (
        among_files["folders"] + 1 == among_files["files_to_remove"]  # gone from the disk, its note not yet
    )
    assert among_files["persons"] == PERSONS
    _assert_whole(among_files)
    among_persons = _do(workplace, "cut", "persons")
    assert 0 < among_persons["persons"] < PERSONS
    assert (among_persons["folders"], among_persons["files_to_remove"]) == (0, 0)
    _assert_whole(among_persons)
    after = _do(workplace, "run")
    _assert_whole(after)
    assert after["persons"] == 0
    assert after["certified"] == {"person": PERSONS, "upload": UPLOADS}
