"""Idle times can be made shorter and never longer; a setting that is not understood stops the start."""

import pytest

from vapenvila.rules.idle_time import SHORTEST_MINUTES, idle_minutes_by_role, idle_minutes_from_text
from vapenvila.rules.roles import ROLES, Role


def test_a_citys_own_time_may_be_as_long_as_the_roles_and_not_longer() -> None:
    assert idle_minutes_by_role({"evaluator": ROLES[Role.EVALUATOR].idle_minutes})
    with pytest.raises(ValueError, match="can only be made shorter"):
        idle_minutes_by_role({"evaluator": ROLES[Role.EVALUATOR].idle_minutes + 1})


def test_there_is_always_room_for_the_warning() -> None:
    assert idle_minutes_by_role({"evaluator": SHORTEST_MINUTES})[Role.EVALUATOR] == SHORTEST_MINUTES
    with pytest.raises(ValueError, match="so that the page can warn first"):
        idle_minutes_by_role({"evaluator": SHORTEST_MINUTES - 1})


def test_a_setting_is_read_role_by_role_and_leaves_the_others() -> None:
    found = idle_minutes_from_text("police_officer=5 evaluator=10")
    assert (found[Role.POLICE_OFFICER], found[Role.EVALUATOR]) == (5, 10)
    assert found[Role.COORDINATOR] == ROLES[Role.COORDINATOR].idle_minutes


@pytest.mark.parametrize(
    "text", ["police_officer", "police_officer=", "police_officer=soon", "police_officer 5"]
)
def test_a_setting_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not of the form role=minutes"):
        idle_minutes_from_text(text)


def test_an_unknown_role_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="There is no role 'mayor'"):
        idle_minutes_from_text("mayor=5")
