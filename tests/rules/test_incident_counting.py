"""What counts: by state, kind and the version of the counting rule; new versions hold for the future only."""

from datetime import date

import pytest

from vapenvila.rules.counting import CountedFacts, CountRuleFacts, counts, may_adopt_rule
from vapenvila.rules.incident_state import IncidentState

OLD = CountRuleFacts(1, frozenset({"shooting"}), date(2020, 1, 1), date(2025, 12, 31))
NEW = CountRuleFacts(2, frozenset({"shooting", "explosion"}), date(2026, 1, 1), None)
TODAY = date(2026, 3, 20)


def facts(kind: str, day: date, version: int | None = None, state: str = "confirmed") -> CountedFacts:
    """An incident as the rule sees it."""
    return CountedFacts(kind, IncidentState(state), day, version, merged=False)


@pytest.mark.parametrize("state", ["reported", "under_review", "hold", "unfounded"])
def test_only_confirmed_incidents_count(state: str) -> None:
    assert not counts(facts("shooting", TODAY, state=state), [NEW, OLD])
    assert counts(facts("shooting", TODAY), [NEW, OLD])


def test_an_incident_counts_under_the_version_it_was_coded_under() -> None:
    assert not counts(facts("explosion", TODAY, version=1), [NEW, OLD])
    assert counts(facts("explosion", TODAY, version=2), [NEW, OLD])


def test_without_a_version_the_one_in_force_on_its_day_decides() -> None:
    assert counts(facts("explosion", date(2026, 1, 1)), [NEW, OLD])
    assert not counts(facts("explosion", date(2025, 12, 31)), [NEW, OLD])
    assert not counts(facts("shooting", date(2019, 12, 31)), [NEW, OLD])


def test_a_merged_incident_is_never_counted_twice() -> None:
    merged = CountedFacts("shooting", IncidentState.CONFIRMED, TODAY, None, merged=True)
    assert not counts(merged, [NEW, OLD])


def test_a_new_version_is_adopted_for_the_future_only() -> None:
    kinds = frozenset({"shooting"})
    assert may_adopt_rule(valid_from=date(2019, 1, 1), newest=None, kinds=kinds, today=TODAY)
    assert not may_adopt_rule(valid_from=TODAY, newest=NEW, kinds=kinds, today=TODAY)
    assert may_adopt_rule(valid_from=date(2026, 3, 21), newest=NEW, kinds=kinds, today=TODAY)
    assert not may_adopt_rule(valid_from=date(2026, 3, 21), newest=NEW, kinds=frozenset(), today=TODAY)


def test_versions_follow_one_another() -> None:
    coming = CountRuleFacts(3, frozenset({"shooting"}), date(2026, 5, 1), None)
    assert not may_adopt_rule(
        valid_from=date(2026, 4, 1), newest=coming, kinds=frozenset({"shooting"}), today=TODAY
    )


def test_a_version_covers_its_first_and_its_last_day() -> None:
    rule = CountRuleFacts(1, frozenset({"shooting"}), date(2026, 1, 1), date(2026, 6, 30))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    assert [rule.covers(day) for day in days] == [False, True, True, False]


def test_a_version_never_begins_on_the_day_another_does() -> None:
    newest = CountRuleFacts(1, frozenset({"shooting"}), date(2026, 9, 1), None)
    kinds, today = frozenset({"shooting"}), date(2026, 8, 1)
    assert not may_adopt_rule(valid_from=date(2026, 9, 1), newest=newest, kinds=kinds, today=today)
    assert may_adopt_rule(valid_from=date(2026, 9, 2), newest=newest, kinds=kinds, today=today)
