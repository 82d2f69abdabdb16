"""Each journey is walked in one city by one process; what is dealt to a second process fails."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guards.source_tree import ROOT
from tests.journeys.two_cities import FIRST, IN_THE_SECOND, SECOND, city_of, only_one_process

FILES = {file.stem for file in (ROOT / "tests" / "journeys").glob("test_*.py")}
Walk = Callable[[str, str], None]


@pytest.fixture
def walk(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Walk:
    """A process of a made-up run begins to walk in a city."""

    def begin(process: str, city: str) -> None:
        monkeypatch.setenv("PYTEST_XDIST_WORKER", process)
        only_one_process(city, tmp_path_factory)

    monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", "made-up-run")
    monkeypatch.setattr(tmp_path_factory, "getbasetemp", lambda: tmp_path / "of-one-process")
    return begin


def test_the_journeys_of_the_second_city_are_there_and_some_are_left_for_the_first() -> None:
    assert IN_THE_SECOND < FILES
    assert {city_of(file) for file in FILES} == {FIRST, SECOND}


def test_a_city_that_is_dealt_to_a_second_process_fails(walk: Walk) -> None:
    for process, city in (("gw0", FIRST), ("gw0", FIRST), ("gw1", SECOND), ("gw1", SECOND)):
        walk(process, city)
    with pytest.raises(pytest.fail.Exception, match="dealt to two processes"):
        walk("gw1", FIRST)
    with pytest.raises(pytest.fail.Exception, match="dealt to two processes"):
        walk("gw0", SECOND)


def test_one_process_may_walk_in_both_cities(walk: Walk) -> None:
    for city in (FIRST, SECOND, FIRST):
        walk("gw0", city)
