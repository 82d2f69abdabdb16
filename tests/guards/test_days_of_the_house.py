"""A day is the house's own, by the clock on its wall: `.date()` of a moment in UTC is yesterday for an hour each night."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "vapenvila" / "web"
DAY_OF_A_MOMENT = re.compile(r"(?<![\w.])(?:\w+\.)*(?:now|at|\w+_at)\.date\(\)")
STORY_TELLERS = "demo"  # the made-up city's moments carry its own zone


def days_taken(text: str) -> list[str]:
    """Where a text takes the day of a moment as it stands."""
    return DAY_OF_A_MOMENT.findall(text)


def test_no_day_is_taken_from_a_moment_as_it_stands() -> None:
    files = [file for file in WEB.rglob("*.py") if STORY_TELLERS not in file.parts]
    assert len(files) > 500
    found = {str(file.relative_to(WEB)): days_taken(file.read_text()) for file in files}
    assert {file: days for file, days in found.items() if days} == {}, "use timezone.localdate(moment)"


def test_it_is_seen() -> None:
    assert days_taken("today = now.date()\nlast = row.sent_at.date()") == ["now.date()", "row.sent_at.date()"]
    assert days_taken("timezone.localdate(now), value.date()") == []
