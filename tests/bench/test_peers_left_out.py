"""A peer that is not installed, or that fails, is left out by name; the others are measured and the table written."""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from bench.__main__ import APART, PARTS
from bench.elsewhere import Peer, tell
from bench.side_by_side import Measured, measure_elsewhere, write

from bench import kept


def test_peers_that_are_not_installed_are_named_and_nothing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_spec("pointpats") is None
    monkeypatch.setenv("VAPENVILA_PEERS", sys.executable)
    found = measure_elsewhere("job", "near_repeats", places=np.zeros((3, 2)), times=np.arange(3))
    assert {(one.who, one.left_out) for one in found} == {
        ("pointpats Knox, one cell", "not installed"),
        ("pointpats knox(), one cell", "not installed"),
    }


def test_a_python_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAPENVILA_PEERS", "/nowhere/python")
    (one,) = measure_elsewhere("job", "near_repeats", times=np.arange(3))
    assert (one.who, one.left_out) == ("peers of near_repeats", "FileNotFoundError")


def test_a_peer_that_fails_does_not_take_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "given.npz"
    np.savez(file, n=3)
    monkeypatch.setattr(sys, "argv", ["peers", str(file)])
    well = Peer("well", ("json",), lambda given: lambda: {"n": int(given["n"])}, repeats=1)
    tell((Peer("ill", ("json",), lambda given: lambda: {"n": given["m"]}), well))
    ill, told = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (ill["who"], ill["left_out"]) == ("ill", "failed")
    assert (told["who"], told["answer"]["n"]) == ("well", 3)


def test_the_table_holds_who_was_measured_and_a_line_names_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "RESULTS", tmp_path)
    rows = [
        Measured("job", "vapenvila", 1.0, 0.5, 0.8),
        Measured("job", "peer", 1.0, 2.0, 1.6),
        Measured("job", "other", 0, 0, 0, left_out="not installed"),
    ]
    write("some", "Some", rows, ["A note."])
    said = (tmp_path / "some.md").read_text(encoding="utf-8")
    assert "- Left out, not installed: other." in said
    assert "| job | peer | 2.0000 | 1.6000 | 1.000 | 4.00× | 2.00× |  |" in said
    values = json.loads((tmp_path / "some.json").read_text(encoding="utf-8"))
    assert [one["who"] for one in values["measured"]] == ["vapenvila", "peer"]
    assert values["left_out"] == ["other"]


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_run_by_its_name(name: str) -> None:
    assert find_spec(f"{PARTS[name]}.__main__") is not None
    assert set(APART) < set(PARTS)
