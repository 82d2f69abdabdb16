"""The states of an incident: what may follow what, and what each change demands."""

from datetime import date, timedelta

import pytest

from vapenvila.rules.incident_state import (
    NEXT_STATES,
    IncidentState,
    StateChange,
    may_change_state,
    may_follow,
)

TODAY = date(2026, 3, 20)
S = IncidentState


def change(old: S, new: S, reason: str = "", review: date | None = None) -> str | None:
    """None when the change may be made, else the sentence that says why not."""
    decision = may_change_state(StateChange(old, new, reason, review), merged=False, today=TODAY)
    return None if decision else str(decision.reason)


def test_a_reported_incident_is_taken_under_review_before_it_is_decided() -> None:
    assert change(S.REPORTED, S.UNDER_REVIEW) is None
    assert change(S.REPORTED, S.CONFIRMED) == "Take the incident under review first; then it can be decided."


def test_a_reviewed_incident_is_confirmed_put_on_hold_or_found_unfounded() -> None:
    assert change(S.UNDER_REVIEW, S.CONFIRMED) is None
    assert change(S.UNDER_REVIEW, S.HOLD, review=TODAY) is None
    assert change(S.UNDER_REVIEW, S.UNFOUNDED, "No traces.") is None


def test_an_unfounded_incident_needs_a_reason() -> None:
    assert change(S.UNDER_REVIEW, S.UNFOUNDED, "  ") == "Write why the incident is unfounded."


def test_a_hold_needs_a_coming_day_within_half_a_year() -> None:
    assert change(S.UNDER_REVIEW, S.HOLD) == "Choose the day when the incident on hold is looked at again."
    assert change(S.UNDER_REVIEW, S.HOLD, review=TODAY - timedelta(days=1)) is not None
    assert change(S.UNDER_REVIEW, S.HOLD, review=TODAY + timedelta(days=180)) is None
    assert change(S.UNDER_REVIEW, S.HOLD, review=TODAY + timedelta(days=181)) is not None


def test_a_decided_incident_is_changed_only_with_a_reason() -> None:
    assert change(S.CONFIRMED, S.HOLD, review=TODAY) == "Write why a decided incident is changed."
    assert change(S.CONFIRMED, S.UNFOUNDED, "New evidence.") is None
    assert change(S.UNFOUNDED, S.UNDER_REVIEW) == "Write why a decided incident is changed."
    assert change(S.UNFOUNDED, S.UNDER_REVIEW, "A witness came forward.") is None


@pytest.mark.parametrize("old", S)
@pytest.mark.parametrize("new", S)
def test_nothing_outside_the_table_may_follow(old: S, new: S) -> None:
    assert bool(may_follow(old, new, merged=False)) == (new in NEXT_STATES[old])
    assert not may_follow(old, new, merged=True)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (S.REPORTED, S.CONFIRMED, "Take the incident under review first"),
        (S.CONFIRMED, S.UNDER_REVIEW, "It has been reviewed"),
        (S.HOLD, S.UNDER_REVIEW, "It has been reviewed"),
        (S.UNFOUNDED, S.CONFIRMED, "It is unfounded"),
        (S.CONFIRMED, S.REPORTED, "never goes back"),
        (S.UNFOUNDED, S.UNFOUNDED, "already in this state"),
    ],
)
def test_a_refused_step_says_which_step_comes_first(old: S, new: S, sentence: str) -> None:
    answer = may_follow(old, new, merged=False)
    assert not answer
    assert sentence in answer.reason
