"""What the made-up towns said stays in the table when growth alone is measured again."""

import json
from pathlib import Path

import pytest
from bench.space_time_trigger import __main__ as part


def test_what_the_towns_said_stays_when_none_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "RESULTS", tmp_path)
    assert part.kept_notes() == []
    (tmp_path / "space-time-trigger.json").write_text(
        json.dumps({"notes": ["33 towns said."]}), encoding="utf-8"
    )
    assert part.kept_notes() == ["33 towns said."]
