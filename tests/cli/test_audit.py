"""`vapenvila audit verify` ends with 0 on a whole trail and with 1 and a sentence on a broken one."""

import json

import pytest

from tests.web.audit.trail import behind_its_back, event_ids, write_events
from vapenvila.cli.__main__ import run

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S17")]


@pytest.fixture(autouse=True)
def _sealed() -> None:
    write_events(3)
    assert run(["audit", "seal"]) == 0


def test_a_whole_trail_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["audit", "verify"]) == 0
    assert (
        capsys.readouterr().out
        == "The trail is as it was sealed: 3 events, 1 seals, 0 events not sealed yet.\n"
    )


def test_json_is_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["audit", "verify", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["events"], found["seals"], found["ok"], found["first_bad"]) == (3, 1, True, None)


def test_a_broken_trail_ends_with_1_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    first = event_ids()[0]
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {first}")
    capsys.readouterr()
    assert run(["audit", "verify", "--json"]) == 1
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["ok"], found["first_bad"]) == (False, first)
    assert "3 events were sealed, 2 are there" in printed.err


def test_a_seal_kept_outside_shows_that_the_end_of_the_chain_was_cut_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    run(["audit", "seal", "--json"])
    kept = json.loads(capsys.readouterr().out)["hash"]
    assert run(["audit", "verify", "--kept", kept]) == 0
    behind_its_back("DELETE FROM audit_auditseal; DELETE FROM audit_auditevent")
    assert run(["audit", "verify"]) == 0  # what is gone from the end is not seen from inside
    assert run(["audit", "verify", "--kept", kept]) == 1
    assert "removed or rewritten" in capsys.readouterr().err
