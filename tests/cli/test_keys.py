"""`vapenvila keys`: made once, rotated, listed; the user's errors end with 2 and one sentence."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from vapenvila.cli.__main__ import run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"
    settings.MAKE_KEYS = False


def test_keys_are_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "new", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [key["kind"] for key in made["keys"]] == ["sign", "seal", "hash"]
    assert run(["keys", "new"]) == 2
    assert "already" in capsys.readouterr().err


def test_nothing_is_rotated_before_there_are_keys(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("rotate", "status"):
        assert run(["keys", command]) == 2
        assert "vapenvila keys new" in capsys.readouterr().err


def test_a_rotation_makes_newer_keys_and_keeps_the_older_ones(capsys: pytest.CaptureFixture[str]) -> None:
    run(["keys", "new"])
    assert run(["keys", "rotate"]) == 0
    capsys.readouterr()
    assert run(["keys", "status", "--json"]) == 0
    keys = json.loads(capsys.readouterr().out)["keys"]
    assert [(k["kind"], k["number"], k["state"]) for k in keys if k["kind"] == "seal"] == [
        ("seal", 2, "in use"),
        ("seal", 1, "older"),
    ]
